"""Whether nights differ: sleep by three things that a log knows, and no others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# With fewer nights on either side a mean says more about these nights than about the habit.
MIN_NIGHTS = 8


class Comparison(StrEnum):
    """What nights are told apart by: a fixed list, so that nothing is fished for."""

    BEDTIME_DOSE = "bedtime_dose"
    IN_RANGE = "in_range"
    SPRINT_DAY = "sprint_day"


# How many nights were rated 1 to 5, by what tells them apart and whether they had it. Counts add up, so that
# the nights of any window are compared without looking at each.
Ratings = Mapping[tuple[Comparison, bool, int], int]


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

    def is_news(self, before: "Observation") -> bool:
        """Whether there is something to notice that there was not a week `before`.

        The first time that there are enough nights, or the first that the difference is clear, or clear the
        other way round. What was said once is not said again each week: it stays to be seen in Trends.
        """
        if not self.is_shown:
            return False
        if not before.is_shown:
            return True
        return self.is_clear and not (before.is_clear and self.is_better == before.is_better)

    @property
    def is_better(self) -> bool:
        """Whether sleep is clearly better with it than without."""
        return self.low is not None and self.low > 0


def worth_noticing(observations: Sequence[Observation], before: Sequence[Observation]) -> Observation | None:
    """What there is to notice that there was not a week `before`, the clear first; None when nothing is."""
    news = [found for found, was in zip(observations, before, strict=True) if found.is_news(was)]
    return next((found for found in news if found.is_clear), news[0] if news else None)


def ratings_of(ratings: Ratings, comparison: Comparison) -> tuple[list[int], list[int]]:
    """Return the sleep ratings of the nights with something and of those without, the lowest first."""
    sides: dict[bool, list[int]] = {True: [], False: []}
    for (told_apart_by, has_it, rating), count in sorted(ratings.items()):
        if told_apart_by == comparison:
            sides[has_it] += [rating] * count
    return sides[True], sides[False]
