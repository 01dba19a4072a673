"""The days that Trends looks at: how they are said, and which can be chosen."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tracker.domain.spans import TrendRange
from tracker.domain.trends import Trends

MAX_DAYS_WITHOUT_YEAR = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things to look at: what its address says, and its name."""

    value: str
    name: str | Promise
    is_current: bool


def long_day(day: date, today: date | None = None) -> str:
    """A day in words; far enough from `today` to be mistaken, it says its year."""
    is_far = today and abs((today - day).days) > MAX_DAYS_WITHOUT_YEAR
    return date_format(day, "j F Y" if is_far else "j F")


def span_ends(page: Trends) -> dict[str, str]:
    """The `first` and the `last` day, for sentences and labels."""
    return {
        "first": long_day(page.span.first_day, page.today),
        "last": long_day(page.span.last_day, page.today),
    }


def span_words(page: Trends) -> str:
    """Both days with the year, for what is kept: 1 March to 5 April 2026."""
    return _("%(first)s to %(last)s") % {
        "first": long_day(page.span.first_day),
        "last": f"{long_day(page.span.last_day)} {page.span.last_day.year}",
    }


def range_choices(current: TrendRange | None) -> list[Choice]:
    """How far back one can look; `current` is None with own dates, and with such as cannot be."""
    names = {
        TrendRange.FOUR_WEEKS: _("4 weeks"),
        TrendRange.TWELVE_WEEKS: _("12 weeks"),
        TrendRange.YEAR: _("1 year"),
        TrendRange.ALL: _("All"),
    }
    return [Choice(each.value, name, is_current=each is current) for each, name in names.items()]
