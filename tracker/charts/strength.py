"""The strength of each habit through time."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tracker.domain.habits import Habit
from tracker.domain.summary import Summary

from .chart import MARGIN, edge_label, layout, y_axis
from .habits import COLOURS, INKS, NAMES
from .periods import PeriodAxis

# Lines are told apart without colour too.
DASHES = {
    Habit.MAGNESIUM: "solid",
    Habit.WALKS: "7px,4px",
    Habit.SPRINTS: "2px,4px",
    Habit.BEDTIME: "9px,4px,2px,4px",
}
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
        points = [
            (period, round(100 * record.strength, 1))
            for period in periods
            if (record := period.records.get(habit)) and record.kept + record.missed
        ]
        if points:
            ends[habit] = points[-1][1]
            data.append(_line(axis, habit, points))
    return {
        "data": data,
        "layout": layout(
            axis.layout(tick_days),
            yaxis=y_axis(TOP, tickvals=[0, 50, 100], ticktext=["0", "50", "100 %"]),
            annotations=[
                edge_label(str(NAMES[habit]), y, colour=INKS[habit]) for habit, y in _apart(ends).items()
            ],
            margin={**MARGIN, "r": NAME_MARGIN},
        ),
    }


def _line(axis: PeriodAxis, habit: Habit, points: Sequence[tuple[Summary, float]]) -> dict[str, Any]:
    colour = COLOURS[habit]
    return {
        "type": "scatter",
        # A single point makes no line, so it is drawn as one.
        "mode": "lines" if len(points) > 1 else "markers",
        "name": str(NAMES[habit]),
        "x": [axis.x(period) for period, _percent in points],
        "y": [percent for _period, percent in points],
        "line": {"color": colour, "width": 2.25, "dash": DASHES[habit]},
        "marker": {"color": colour, "size": 6, "line": {"color": colour, "width": 0}},
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
