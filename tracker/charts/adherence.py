"""How much of each habit was kept, week by week: a row of bars for each habit."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from tracker.domain.habits import Habit
from tracker.domain.trends import TrendWeek

from .chart import MARGIN, bar_width, edges, layout, paused, ticks, week_title, y_axis

COLOURS = {
    Habit.MAGNESIUM: "var(--leaf)",
    Habit.WALKS: "var(--walk)",
    Habit.SPRINTS: "var(--sprint)",
    Habit.BEDTIME: "var(--bed)",
}
# Percent; rows are low, so the hairline at 100 needs this much air above it.
TOP = 103
# The part of its row that a habit's bars may fill; its name stands in the rest.
ROW_FILLED = 0.6
# Rows are as high as this at any number of them, so the chart's height follows.
ROW_HEIGHT = 72
# Beyond so many weeks bars are too thin for rings of full size.
FEW_WEEKS = 26


def heights(count: int) -> tuple[int, int]:
    """The height of a chart of so many rows, on a phone and on anything wider."""
    return (40 + ROW_HEIGHT * count, 40 + ROW_HEIGHT * count)


def adherence_by_week(
    weeks: Sequence[TrendWeek], titles: Mapping[Habit, str], tick_days: Sequence[date]
) -> dict[str, Any]:
    """Draw one row for each habit in `titles`: percent kept of what was due, an open ring for none of it.

    Weeks that asked for nothing have no bar, paused ones are hatched, the open one is pale.
    """
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    notes: list[dict[str, Any]] = []
    for row, (habit, title) in enumerate(titles.items()):
        name = "y" if row == 0 else f"y{row + 1}"
        foot = 1 - (row + 1) / len(titles)
        domain = [round(foot, 4), round(foot + ROW_FILLED / len(titles), 4)]
        axes["yaxis" if row == 0 else f"yaxis{row + 1}"] = y_axis(
            TOP, domain=domain, tickvals=[0, 100], ticktext=["0", "100 %"], anchor="x"
        )
        notes.append(_title(title, domain[1]))
        data += _row(weeks, habit, name)
    return {
        "data": data,
        "layout": layout(
            {
                "range": edges(weeks[0].first_day, weeks[-1].first_day, timedelta(days=3, hours=12)),
                "unifiedhovertitle": {"text": week_title()},
                "anchor": f"y{len(titles)}" if len(titles) > 1 else "y",
                **ticks(tick_days),
            },
            annotations=notes,
            # No labels at the right edge, so the rows may use it.
            margin={**MARGIN, "r": 8},
            **axes,
        ),
    }


def _row(weeks: Sequence[TrendWeek], habit: Habit, axis: str) -> list[dict[str, Any]]:
    due = [(week, ratio) for week in weeks if (ratio := week.adherence(habit)) is not None]
    opacity = [0.55 if week.is_open else 1 for week, _ratio in due]
    x = [week.first_day.isoformat() for week, _ratio in due]
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "name": "",
            "yaxis": axis,
            "x": x,
            "y": [round(100 * ratio, 1) for _week, ratio in due],
            "width": bar_width(7),
            "customdata": [_kept(week, habit) for week, _ratio in due],
            "marker": {
                "color": COLOURS[habit],
                "opacity": opacity if len(set(opacity)) > 1 else 1,
                "cornerradius": 4,
            },
            "hovertemplate": "%{customdata}<extra></extra>",
        }
    ]
    nothing = [week.first_day.isoformat() for week, ratio in due if not ratio]
    if nothing:
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "yaxis": axis,
                "x": nothing,
                "y": [0] * len(nothing),
                "cliponaxis": False,
                "marker": {
                    "color": "var(--surface)",
                    "size": 6 if len(weeks) <= FEW_WEEKS else 4,
                    "line": {"color": COLOURS[habit], "width": 1.5},
                },
                "hoverinfo": "skip",
            }
        )
    resting = [week.first_day.isoformat() for week in weeks if week.is_paused and not week.due[habit]]
    if resting:
        data.append(
            paused(resting, [100] * len(resting), width_days=7, yaxis=axis)
            | {"name": _("Paused"), "hovertemplate": _("Paused") + "<extra></extra>"}
        )
    return data


def _kept(week: TrendWeek, habit: Habit) -> str:
    """What pointing at a bar says: how much of what was due was kept."""
    counts = {"kept": week.kept[habit], "due": week.due[habit]}
    return {
        Habit.MAGNESIUM: _("In range on %(kept)d of %(due)d days"),
        Habit.WALKS: _("Walks on %(kept)d of %(due)d days"),
        Habit.SPRINTS: _("Sprint target met") if week.kept[habit] else _("Sprint target not met"),
        Habit.BEDTIME: _("Bedtime dose on %(kept)d of %(due)d nights"),
    }[habit] % counts


def _title(text: str, top: float) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": top,
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "font": {"size": 12, "weight": 560, "color": "var(--ink-2)"},
    }
