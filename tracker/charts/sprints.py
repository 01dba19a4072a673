"""Sprint sessions against the target, with their volume and effort."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.habits import Habit
from tracker.domain.summary import Summary
from tracker.vocabulary.habit_styles import HABIT_STYLES

from .chart import rounded_up
from .periods import PeriodAxis
from .rows import HIGH_ROW, Row, counts_axis, figure_heights, rows_figure, scale_axis
from .traces import plotted

COLOUR = HABIT_STYLES[Habit.SPRINTS].colour
EFFORTS = {1: "1", 5: "5", 10: "10"}


def heights(figure: Mapping[str, Any]) -> tuple[int, int]:
    """The height of the chart that this figure is of, on a phone and on anything wider."""
    return figure_heights(figure, HIGH_ROW)


def sprints_by_period(periods: Sequence[Summary], tick_days: Sequence[date]) -> dict[str, Any]:
    """Draw a row each for sessions, volume and effort; a row without data is left out."""
    axis = PeriodAxis(periods)
    return rows_figure(_rows(axis), axis.layout(tick_days), HIGH_ROW)


def _rows(axis: PeriodAxis) -> list[Row]:
    # Sessions are what the chart is about, so theirs is there even when there was none.
    rows = [_sessions(axis)]
    if any(period.sprints.work_seconds for period in axis.periods):
        rows.append(_volume(axis))
    if any(period.sprints.effort.count for period in axis.periods):
        line = axis.line(lambda period: period.sprints.effort.mean, _effort, colour=COLOUR)
        rows.append(Row(_("Mean effort, 1 to 10"), scale_axis(1, 10, EFFORTS), [line]))
    return rows


def _sessions(axis: PeriodAxis) -> Row:
    shown = [period for period in axis.periods if period.sprints.sessions.kept or period.sprints.sessions.due]
    values = [(period, period.sprints.sessions.kept, _asked(period)) for period in shown]
    top = rounded_up(
        max([1, *(max(period.sprints.sessions.kept, period.sprints.sessions.due) for period in shown)]),
        range(1, 10),
    )
    return Row(
        _("Sessions"),
        counts_axis(top),
        [
            *(axis.numbered_bars(values, colour=COLOUR) if values else ()),
            *axis.paused_bars(top, lambda period: not period.sprints.sessions.kept),
        ],
        axis.steps(lambda period: period.sprints.sessions.due),
    )


def _volume(axis: PeriodAxis) -> Row:
    shown = [period for period in axis.periods if period.sprints.work_seconds]
    values = [
        (
            period,
            period.sprints.work_seconds,
            _("%(seconds)s s of hard work") % {"seconds": f"{period.sprints.work_seconds:,}"},
        )
        for period in shown
    ]
    top = rounded_up(max(period.sprints.work_seconds for period in shown), range(1, 10))
    return Row(_("Volume, seconds"), counts_axis(top), axis.numbered_bars(values, colour=COLOUR))


def _asked(period: Summary) -> str:
    sessions = period.sprints.sessions
    if sessions.due:
        return _("%(kept)d of %(due)d sessions") % {"kept": sessions.kept, "due": sessions.due}
    return ngettext("%(count)d session", "%(count)d sessions", sessions.kept) % {"count": sessions.kept}


def _effort(period: Summary) -> str:
    mean = period.sprints.effort.mean
    return _("Effort %(mean)s") % {"mean": f"{plotted(mean):g}"} if mean is not None else ""
