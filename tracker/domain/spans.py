"""The window of days that trends look at, and how it is cut into bars."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .days import FIRST_DAY

# Single days are shown up to here; beyond, bars would be too thin to see.
MAX_BY_DAY = timedelta(weeks=13)
# Beyond two years even weeks are too thin, so four of them make a bar; beyond six years a quarter does.
MAX_BY_WEEK, MAX_BY_FOUR_WEEKS = timedelta(weeks=104), timedelta(weeks=312)
# Own dates further apart than this are a typing error.
MAX_YEARS = 20
MAX_SPAN = timedelta(days=round(MAX_YEARS * 365.25))
A_DAY = timedelta(days=1)


class TrendRange(StrEnum):
    """How far back one looks; the values stand in addresses."""

    FOUR_WEEKS = "4w"
    TWELVE_WEEKS = "12w"
    YEAR = "1y"
    ALL = "all"
    THIS_MONTH = "month"
    LAST_MONTH = "last-month"


# How many days those ranges have that end yesterday, whenever one looks.
ROLLING_DAYS = {TrendRange.FOUR_WEEKS: 28, TrendRange.TWELVE_WEEKS: 84, TrendRange.YEAR: 365}


@dataclass(frozen=True, slots=True)
class Span:
    """The window: the days from `first_day` to `last_day`, both included, all of them over.

    Each figure of a page is of these days and of no others. `today` is the open day where it is drawn beside
    them; it counts in nothing. While none of the days asked for is over, `last_day` is the day before
    `first_day`. `is_young` when the log begins later than the range does: then they begin with the log.
    """

    first_day: date
    last_day: date
    range: TrendRange | None = None
    today: date | None = None
    is_young: bool = False

    @property
    def days(self) -> int:
        """How many days that is, 0 while none is over."""
        return (self.last_day - self.first_day).days + 1

    @property
    def last_drawn(self) -> date:
        """The newest day that is drawn."""
        return self.today or self.last_day

    @property
    def before(self) -> "Span":
        """As many days just before, which these are compared with."""
        return Span(self.first_day - timedelta(days=self.days), self.first_day - A_DAY)

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


def span_of(trend_range: TrendRange, today: date, first_known: date | None) -> Span:
    """Return the window of a range: days that are over, and today beside them unless they ended before.

    `first_known` is the first day with an entry or a target. A range that begins before it begins with it.
    """
    # Both entry and target may lie ahead of today, for somebody who flew west.
    known = max(min(first_known or today, today), FIRST_DAY)
    month = today.replace(day=1)
    if trend_range is TrendRange.LAST_MONTH:
        last = month - A_DAY
        first = last.replace(day=1)
        # A month that was over before the log began is shown as it is, and as empty as it is.
        is_young = first < known <= last
        return Span(known if is_young else first, last, trend_range, is_young=is_young)
    if trend_range is TrendRange.ALL:
        return Span(known, today - A_DAY, trend_range, today)
    rolling = ROLLING_DAYS.get(trend_range)
    first = today - timedelta(days=rolling) if rolling else month
    return Span(max(first, known), today - A_DAY, trend_range, today, is_young=first < known)


def own_span(first_day: date, last_day: date, today: date) -> Span:
    """Return the window of own dates, of which today is drawn and not counted."""
    if last_day < today:
        return Span(first_day, last_day)
    return Span(first_day, today - A_DAY, today=today)
