"""The bedtime dose: nights kept, when it was taken, and how the sleep was."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil, floor
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.habits import Habit
from tracker.domain.summary import NO_AVERAGE, Average, Summary
from tracker.vocabulary.clocks import HOUR, NOON, clock_after_noon, hour_words
from tracker.vocabulary.habit_styles import HABIT_STYLES

from .periods import MAX_BARS_WITH_DOTS, PeriodAxis
from .rows import HIGH_ROW, Row, counts_axis, figure_heights, rows_figure, scale_axis
from .traces import plotted

COLOUR = HABIT_STYLES[Habit.BEDTIME].colour
# So that a label stands at every hour, every second, third …, and never more than four of them.
HOUR_STEPS = (1, 2, 3, 4, 6, 12)
MAX_HOURS = 3
SLEEP = {1: "1", 3: "3", 5: "5"}


def heights(figure: Mapping[str, Any]) -> tuple[int, int]:
    """The height of the chart that this figure is of, on a phone and on anything wider."""
    return figure_heights(figure, HIGH_ROW)


def nights_by_period(
    periods: Sequence[Summary], tick_days: Sequence[date], today: Summary | None = None
) -> dict[str, Any]:
    """Draw a row each for nights kept, the clock time of the dose and sleep, as far as there is data.

    Periods that are cut are pale, and what `today` holds stands faint upon its own.
    """
    axis = PeriodAxis(periods, today)
    return rows_figure(_rows(axis), axis.layout(tick_days), HIGH_ROW)


def _rows(axis: PeriodAxis) -> list[Row]:
    rows = []
    if any(period.tally(Habit.BEDTIME).due for period in axis.periods):
        rows.append(_nights(axis))
    if any(period.nights.clock.count for period in axis.periods):
        rows.append(_clock(axis))
    if any(period.nights.rated.count for period in axis.periods):
        rows.append(_sleep(axis))
    return rows


def _nights(axis: PeriodAxis) -> Row:
    shown = [period for period in axis.periods if period.tally(Habit.BEDTIME).due]
    values = [(period, period.tally(Habit.BEDTIME).kept, _kept(period)) for period in shown]
    tonight = axis.today.tally(Habit.BEDTIME).kept if axis.today else 0
    return Row(
        _("Nights with the bedtime dose"),
        counts_axis(axis.days),
        [
            *axis.numbered_bars(values, colour=COLOUR),
            *axis.today_bar(tonight, _("taken"), colour=COLOUR),
            *axis.paused_bars(axis.days, lambda period: not period.tally(Habit.BEDTIME).due),
        ],
    )


def _clock(axis: PeriodAxis) -> Row:
    means = [mean for period in axis.periods if (mean := period.nights.clock.mean) is not None]
    low, high = floor(min(means) / HOUR), ceil(max(means) / HOUR)
    if low == high:
        low, high = low - 1, high + 1
    step = next(step for step in HOUR_STEPS if high - low <= MAX_HOURS * step)
    labels = {hour * HOUR: hour_words(hour + NOON // HOUR) for hour in range(low, high + 1, step)}
    line = axis.line(lambda period: period.nights.clock.mean, _taken, colour=COLOUR)
    return Row(_("Mean clock time of the dose"), scale_axis(low * HOUR, high * HOUR, labels), [line])


def _sleep(axis: PeriodAxis) -> Row:
    if _has_sleep(axis, taken=True) and _has_sleep(axis, taken=False):
        lines = [
            axis.line(
                lambda period: _slept(period, taken=True).mean,
                lambda period: _rated(_("Sleep with the dose"), _slept(period, taken=True)),
                colour=COLOUR,
                is_filled=True,
            ),
            axis.line(
                lambda period: _slept(period, taken=False).mean,
                lambda period: _rated(_("Sleep without it"), _slept(period, taken=False)),
                colour="var(--ink-2)",
                dash="2px,4px",
            ),
        ]
    else:
        lines = [
            axis.line(
                lambda period: period.nights.rated.mean,
                lambda period: _rated(_("Sleep"), period.nights.rated),
                colour=COLOUR,
            )
        ]
    return Row(_("Mean sleep, 1 to 5"), scale_axis(1, 5, SLEEP), lines)


def are_points(periods: Sequence[Summary]) -> bool:
    """Whether sleep is drawn as points, filled with the dose and open without, or as mere lines."""
    return len(periods) <= MAX_BARS_WITH_DOTS


def _has_sleep(axis: PeriodAxis, *, taken: bool) -> bool:
    return any(_slept(period, taken=taken).count for period in axis.periods)


def _slept(period: Summary, *, taken: bool) -> Average:
    return period.nights.sleep.get(taken, NO_AVERAGE)


def _kept(period: Summary) -> str:
    tally = period.tally(Habit.BEDTIME)
    return _("Bedtime dose on %(kept)d of %(due)d nights") % {"kept": tally.kept, "due": tally.due}


def _taken(period: Summary) -> str:
    words = ngettext("%(clock)s, %(count)d night", "%(clock)s, %(count)d nights", period.nights.clock.count)
    return words % {
        "clock": clock_after_noon(period.nights.clock.mean or 0),
        "count": period.nights.clock.count,
    }


def _rated(what: str, sleep: Average) -> str:
    mean = "" if sleep.mean is None else f"{plotted(sleep.mean):g}"
    words = ngettext("%(what)s %(mean)s, %(count)d night", "%(what)s %(mean)s, %(count)d nights", sleep.count)
    return words % {"what": what, "mean": mean, "count": sleep.count}
