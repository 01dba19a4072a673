"""How much of each habit was kept: a row of bars for each habit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.domain.habits import Habit, HabitKey
from tracker.domain.summary import Summary
from tracker.vocabulary.habit_styles import HABIT_STYLES, HabitStyle

from .chart import y_axis
from .periods import PeriodAxis
from .rows import Row, rows_figure, rows_height
from .traces import zero_markers

# Percent; rows are low, so the hairline at 100 needs this much air above it.
TOP = 103

KEPT: dict[HabitKey, Any] = {
    Habit.MAGNESIUM: gettext_lazy("In range on %(kept)d of %(due)d days"),
    Habit.WALKS: gettext_lazy("Walks on %(kept)d of %(due)d days"),
    Habit.SPRINTS: gettext_lazy("Sprint target met in %(kept)d of %(due)d weeks"),
    Habit.BEDTIME: gettext_lazy("Bedtime dose on %(kept)d of %(due)d nights"),
}
CUSTOM_KEPT = {
    False: gettext_lazy("Kept on %(kept)d of %(due)d days"),
    True: gettext_lazy("Kept in %(kept)d of %(due)d weeks"),
}


def heights(count: int) -> tuple[int, int]:
    """The height of a chart of so many habits, on a phone and on anything wider."""
    return rows_height(count)


def adherence_by_period(
    periods: Sequence[Summary],
    titles: Mapping[HabitKey, str],
    tick_days: Sequence[date],
    styles: Mapping[HabitKey, HabitStyle] = HABIT_STYLES,
) -> dict[str, Any]:
    """Draw one row for each habit in `titles`: percent kept of what was due, an open ring for none of it.

    Periods that asked for nothing have no bar, paused ones are hatched, the open one is pale.
    """
    axis = PeriodAxis(periods)
    scale = y_axis(TOP, tickvals=[0, 100], ticktext=["0", "100 %"])
    rows = [Row(title, scale, _traces(axis, habit, styles[habit])) for habit, title in titles.items()]
    return rows_figure(rows, axis.layout(tick_days))


def _traces(axis: PeriodAxis, habit: HabitKey, style: HabitStyle) -> list[dict[str, Any]]:
    due = [(period, ratio) for period in axis.periods if (ratio := period.adherence(habit)) is not None]
    traces = [
        axis.bars(
            [(period, round(100 * ratio, 1)) for period, ratio in due],
            colour=style.colour,
            of_weeks=style.is_weekly,
            name="",
            customdata=[_kept(period, habit, style) for period, _ratio in due],
            hovertemplate="%{customdata}<extra></extra>",
            hoverinfo="all",
        )
    ]
    nothing = [axis.x(period) for period, ratio in due if not ratio]
    if nothing:
        traces.append(zero_markers(nothing, colour=style.colour, is_small=axis.is_crowded))
    return traces + axis.paused_bars(100, lambda period: not period.tally(habit).due)


def _kept(period: Summary, habit: HabitKey, style: HabitStyle) -> str:
    """What pointing at a bar says: how much of what was due was kept."""
    tally = period.tally(habit)
    counts = {"kept": tally.kept, "due": tally.due}
    if habit == Habit.SPRINTS and tally.due == 1:
        return _("Sprint target met") if tally.kept else _("Sprint target not met")
    return str(KEPT.get(habit, CUSTOM_KEPT[style.is_weekly]) % counts)
