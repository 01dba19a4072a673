"""The stretch of days that trends look at, and how it is cut into bars."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .days import FIRST_DAY, week_first_day

# Single days are shown up to here; beyond, bars would be too thin to see.
MAX_BY_DAY = timedelta(weeks=13)
# Beyond two years even weeks are too thin, so four of them make a bar; beyond six years a quarter does.
MAX_BY_WEEK, MAX_BY_FOUR_WEEKS = timedelta(weeks=104), timedelta(weeks=312)
# Own dates further apart than this are a typing error.
MAX_YEARS = 20
MAX_SPAN = timedelta(days=round(MAX_YEARS * 365.25))
# A young log is shown in a stretch of this length, so that it does not fill the page with one wide bar.
MIN_WEEKS = 4


class TrendRange(StrEnum):
    """How far back one looks; the values stand in addresses."""

    FOUR_WEEKS = "4w"
    TWELVE_WEEKS = "12w"
    YEAR = "1y"
    ALL = "all"

    @property
    def weeks(self) -> int | None:
        """How many calendar weeks that is, the open one included; None for all of them."""
        return {"4w": 4, "12w": 12, "1y": 52, "all": None}[self.value]


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first_day` to `last_day`, both included, as one of the ranges or by own dates."""

    first_day: date
    last_day: date
    range: TrendRange | None = None

    @property
    def days(self) -> int:
        """How many days that is."""
        return (self.last_day - self.first_day).days + 1

    @property
    def by_day(self) -> bool:
        """Whether magnesium is shown day by day."""
        return self.last_day - self.first_day < MAX_BY_DAY

    @property
    def weeks_in_a_bar(self) -> int:
        """How many weeks one bar of what is shown by week stands for."""
        length = self.last_day - self.first_day
        if length < MAX_BY_WEEK:
            return 1
        return 4 if length < MAX_BY_FOUR_WEEKS else 13


def span_of(trend_range: TrendRange, today: date, week_start: int, first_known: date | None) -> Span:
    """Return the days of a range: whole weeks, and the open one up to today.

    `first_known` is the first day with an entry or a target: a log younger than the range is shown from
    its first week, but never less than four weeks.
    """
    this_week = week_first_day(today, week_start)
    latest = this_week - timedelta(weeks=MIN_WEEKS - 1)
    known = min(latest, week_first_day(first_known, week_start)) if first_known else latest
    weeks = trend_range.weeks
    first = known if weeks is None else max(known, this_week - timedelta(weeks=weeks - 1))
    # An entry from before the calendar's first full week is no reason to look at days that cannot be.
    return Span(max(first, FIRST_DAY), today, trend_range)
