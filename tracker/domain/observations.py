"""Whether nights differ: sleep by three things that a log knows, and no others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .days import days_between
from .journal import Journal
from .plan import Plan
from .targets import Verdict

# The nights that are looked at: enough for a pattern, few enough that life was still the same.
WINDOW_DAYS = 84
# With fewer nights on either side a mean says more about these nights than about the habit.
MIN_NIGHTS = 8


class Comparison(StrEnum):
    """What nights are told apart by: a fixed list, so that nothing is fished for."""

    BEDTIME_DOSE = "bedtime_dose"
    IN_RANGE = "in_range"
    SPRINT_DAY = "sprint_day"


@dataclass(frozen=True)
class Observation:
    """Mean sleep (1 to 5) of the nights with something and of those without, and how sure the difference is.

    `low` and `high` bound the difference of the means in 95 of 100 resamples; None with too few nights, or
    when nothing varies that could be resampled.
    """

    comparison: Comparison
    with_nights: int
    without_nights: int
    with_mean: float | None = None
    without_mean: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there are enough nights on both sides."""
        return min(self.with_nights, self.without_nights) >= MIN_NIGHTS

    @property
    def still_needed(self) -> tuple[int, int]:
        """How many more rated nights are needed with it and without it."""
        return max(0, MIN_NIGHTS - self.with_nights), max(0, MIN_NIGHTS - self.without_nights)

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no difference at all."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def ratings(
    journal: Journal, plan: Plan, comparison: Comparison, last_day: date
) -> tuple[list[int], list[int]]:
    """Return the sleep ratings of the nights with something and of those without, oldest first.

    A night belongs to the day on whose evening it began. Paused days are left out, and of the days'
    verdicts those without a dose or a target, which have none.
    """
    tells_apart = _TELLS_APART[comparison]
    with_it: list[int] = []
    without: list[int] = []
    for day in days_between(last_day - timedelta(days=WINDOW_DAYS - 1), last_day):
        night = journal.nights.get(day)
        if not night or not night.quality or plan.is_paused(day):
            continue
        answer = tells_apart(journal, plan, day)
        if answer is not None:
            (with_it if answer else without).append(night.quality)
    return with_it, without


def _bedtime_dose(journal: Journal, plan: Plan, day: date) -> bool | None:
    return journal.nights[day].taken


def _in_range(journal: Journal, plan: Plan, day: date) -> bool | None:
    band = plan.range_on(day)
    if not band or day not in journal.mg_by_family:
        return None
    return band.verdict(journal.total_mg_on(day)) is Verdict.WITHIN


def _sprint_day(journal: Journal, plan: Plan, day: date) -> bool | None:
    return day in journal.sprints


_TELLS_APART: dict[Comparison, Callable[[Journal, Plan, date], bool | None]] = {
    Comparison.BEDTIME_DOSE: _bedtime_dose,
    Comparison.IN_RANGE: _in_range,
    Comparison.SPRINT_DAY: _sprint_day,
}
