"""The days that Trends looks at: how they are said, and which can be chosen."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    first, last = page.span.first_day, max(page.span.last_day, page.span.first_day)
    return {"first": long_day(first, page.today), "last": long_day(last, page.today)}


def span_words(page: Trends) -> str:
    """Both days with the year, for what is kept: 1 March to 5 April 2026."""
    return days_words(page.span.first_day, max(page.span.last_day, page.span.first_day))


def days_words(first: date, last: date) -> str:
    """Both ends of some days with the year, that of the first only where it is another."""
    start = "j F" if first.year == last.year else "j F Y"
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, start),
        "last": date_format(last, "j F Y"),
    }


def window_words(page: Trends) -> str:
    """Which days all figures of the page are of, how many, and how many of them were paused."""
    span = page.span
    if not span.days:
        return _("%(day)s is not over yet. Figures begin tomorrow.") % {
            "day": long_day(span.first_day, page.today)
        }
    days = ngettext("%(first)s to %(last)s, %(days)d day", "%(first)s to %(last)s, %(days)d days", span.days)
    words = days % {**span_ends(page), "days": span.days}
    if page.total.paused_days:
        words += _(", %(count)d paused") % {"count": page.total.paused_days}
    return words


def window_notes(page: Trends) -> str:
    """What else is to be known of the window: a younger log, what it is compared with, and today."""
    span = page.span
    notes = []
    if span.is_young:
        notes.append(_("Your log began on %(day)s.") % {"day": long_day(span.first_day, page.today)})
    if page.before:
        words = _("Compared with %(before)s, from %(day)s on.")
        first = long_day(span.before.first_day, page.today)
        notes.append(words % {"before": before_words(page), "day": first})
    elif span.days and span.range is not TrendRange.ALL and not span.is_young:
        words = ngettext(
            "The log does not reach back another %(days)d day, so nothing is compared.",
            "The log does not reach back another %(days)d days, so nothing is compared.",
            span.days,
        )
        notes.append(words % {"days": span.days})
    if span.today:
        notes.append(_("Today is drawn faded and counts once it is over."))
    return " ".join(notes)


def before_words(page: Trends) -> str:
    """What the window is compared with, in a sentence: "the 4 weeks before"."""
    names = {
        TrendRange.FOUR_WEEKS: _("the 4 weeks before"),
        TrendRange.TWELVE_WEEKS: _("the 12 weeks before"),
        TrendRange.YEAR: _("the year before"),
    }
    days = page.span.days
    others = ngettext("the day before", "the %(days)d days before", days) % {"days": days}
    return names.get(page.span.range, others) if page.span.range else others


def range_choices(current: TrendRange | None) -> list[Choice]:
    """How far back one can look; `current` is None with own dates, and with such as cannot be."""
    names = {
        TrendRange.FOUR_WEEKS: _("4 weeks"),
        TrendRange.TWELVE_WEEKS: _("12 weeks"),
        TrendRange.YEAR: _("1 year"),
        TrendRange.ALL: _("All"),
    }
    return [Choice(each.value, name, is_current=each is current) for each, name in names.items()]


def month_choices(current: TrendRange | None) -> list[Choice]:
    """The months that can be looked at, beside own dates."""
    names = {TrendRange.THIS_MONTH: _("This month"), TrendRange.LAST_MONTH: _("Last month")}
    return [Choice(each.value, name, is_current=each is current) for each, name in names.items()]
