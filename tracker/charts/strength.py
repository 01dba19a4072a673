"""The strength of each habit through time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tracker.domain.habits import Habit, HabitKey
from tracker.domain.summary import Summary
from tracker.vocabulary.habit_styles import HABIT_STYLES, HabitStyle

from .chart import MARGIN, edge_label, layout, y_axis
from .periods import PeriodAxis
from .rows import Row, rows_figure, rows_height

# Percent that two names at the right edge need between them.
LABEL_ROOM = 8
# Room for the longest name at the right edge.
NAME_MARGIN = 66
# Percent; what the hairline at 100 needs above it.
TOP = 100


def strength_by_period(periods: Sequence[Summary], tick_days: Sequence[date]) -> dict[str, Any]:
    """Draw a line for each habit from the first period in which it was kept or missed on, in percent."""
    axis = PeriodAxis(periods)
    data = []
    ends: dict[Habit, float] = {}
    for habit in Habit:
        points = _points(periods, habit)
        if points:
            ends[habit] = points[-1][1]
            data.append(_line(axis, HABIT_STYLES[habit], points))
    return {
        "data": data,
        "layout": layout(
            axis.layout(tick_days),
            yaxis=y_axis(TOP, tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"]),
            annotations=[
                edge_label(str(HABIT_STYLES[habit].name), y, colour=HABIT_STYLES[habit].ink)
                for habit, y in _apart(ends).items()
            ],
            margin={**MARGIN, "r": NAME_MARGIN},
        ),
    }


def custom_heights(count: int) -> tuple[int, int]:
    """The height of a chart of so many custom habits, on a phone and on anything wider."""
    return rows_height(count)


def custom_strength_by_period(
    periods: Sequence[Summary], styles: Mapping[HabitKey, HabitStyle], tick_days: Sequence[date]
) -> dict[str, Any]:
    """Draw a row for each of these habits: so many lines in one chart could not be told apart."""
    axis = PeriodAxis(periods)
    scale = y_axis(TOP, tickvals=[0, 100], ticktext=["0", "100 %"])
    rows = [
        Row(style.label, scale, [_line(axis, style, points)] if (points := _points(periods, habit)) else [])
        for habit, style in styles.items()
    ]
    return rows_figure(rows, axis.layout(tick_days))


def _points(periods: Sequence[Summary], habit: HabitKey) -> list[tuple[Summary, float]]:
    """Percent at the end of each period, from the first one in which the habit was kept or missed on."""
    return [
        (period, round(100 * record.strength, 1))
        for period in periods
        if (record := period.records.get(habit)) and record.kept + record.missed
    ]


def _line(axis: PeriodAxis, style: HabitStyle, points: Sequence[tuple[Summary, float]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        # A single point makes no line, so it is drawn as one.
        "mode": "lines" if len(points) > 1 else "markers",
        "name": style.label,
        "x": [axis.x(period) for period, _percent in points],
        "y": [percent for _period, percent in points],
        "line": {"color": style.colour, "width": 2.25, "dash": style.dash},
        "marker": {"color": style.colour, "size": 6, "line": {"color": style.colour, "width": 0}},
        "cliponaxis": False,
        "hovertemplate": _("%(percent)s %%") % {"percent": "%{y:.0f}"},
    }


def _apart(ends: dict[Habit, float]) -> dict[Habit, float]:
    """Move names at the ends of lines so far apart that all can be read, and none out of the chart."""
    placed: dict[Habit, float] = {}
    ceiling = float(TOP)
    for habit in sorted(ends, key=ends.__getitem__, reverse=True):
        placed[habit] = min(ends[habit], ceiling)
        ceiling = placed[habit] - LABEL_ROOM
    floor = 0.0
    for habit in reversed(placed):
        placed[habit] = max(placed[habit], floor)
        floor = placed[habit] + LABEL_ROOM
    return {habit: round(y, 1) for habit, y in placed.items()}
