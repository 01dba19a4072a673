"""How figures and labels are written, everywhere."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import escape

from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import get_language

TENTH = Decimal("0.1")


def bare_number(value: Decimal) -> str:
    """A figure of one decimal at most, as 400, 399.9 or 2500: no idle zero, no mark of thousands."""
    return formats.number_format(value, decimal_pos=0 if value == value.to_integral_value() else 1)


def mg(value: Decimal | float | None) -> str:
    """A mass in mg, or the mean of anything, as people read it: 400, 399.9, 2,500; nothing for none.

    Rounded half up to one decimal, which is left out when it is nought.
    """
    return "" if value is None or value == "" else _mg(value, get_language())


# Pages of Trends write hundreds of figures and days, the same ones again and again.
@lru_cache(maxsize=4000)
def _mg(value: Decimal | float, _language: str | None) -> str:
    tenths = Decimal(str(value)).quantize(TENTH, ROUND_HALF_UP)
    places = 0 if tenths == tenths.to_integral_value() else 1
    return formats.number_format(tenths, places, use_l10n=True, force_grouping=True)


def plural_number(number: Decimal) -> int:
    """The whole number that grammar takes a figure for: "1 unit", but "1.5 units" and "0.5 units"."""
    whole = int(number)
    return whole if whole == number else max(2, whole)


def percent(ratio: float | None) -> str:
    """A ratio from 0 to 1 as whole percent, without the sign; nothing when nothing was due."""
    return "" if ratio is None else _percent(ratio, get_language())


@lru_cache(maxsize=4000)
def _percent(ratio: float, _language: str | None) -> str:
    return formats.number_format((Decimal(str(ratio)) * 100).quantize(Decimal(1), ROUND_HALF_UP), 0)


def written_day(day: date, pattern: str) -> str:
    """A day in the reader's language; `pattern` is one of the formats that `date_format` takes."""
    return _written_day(day, pattern, get_language())


@lru_cache(maxsize=8000)
def _written_day(day: date, pattern: str, _language: str | None) -> str:
    return formats.date_format(day, pattern)


def tenths_of_percent(ratio: float) -> str:
    """A ratio from 0 to 1 in percent with its tenths, without the sign, for sums that are to be checked."""
    return formats.number_format((Decimal(str(ratio)) * 100).quantize(TENTH, ROUND_HALF_UP), 1)


def mean_rating(mean: Decimal | float) -> str:
    """A mean of ratings, always with its tenth: 3.9, 4.0."""
    return formats.number_format(Decimal(str(mean)).quantize(TENTH, ROUND_HALF_UP), 1)


def in_sentence(words: object) -> str:
    """A label as it stands inside a sentence: in English without its capital letter.

    Enough for English and German, whose nouns keep theirs. A language that bends a label by its place would
    need a message for each place, with a context of its own as `HabitStyle.in_sentence` has.
    """
    text = str(words)
    return text[:1].lower() + text[1:] if (get_language() or "").startswith("en") else text


def in_html(value: object) -> str:
    """A value as HTML that shows it, escaped unless it is HTML already.

    As Django's `conditional_escape`, without asking of each text whether it is still to be translated: for
    what is written by the thousand.
    """
    text = str(value)
    return text if isinstance(text, SafeString) else escape(text)
