"""Fields for figures and words as people type them."""

import re
import unicodedata
from collections.abc import Set
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, get_format, number_format
from django.utils.translation import gettext_lazy as _

from tracker.domain.magnesium import MAX_DOSE_MG, MIN_DOSE_MG

# Thousands in groups, by what a language puts before decimals.
_GROUPED = {
    ".": re.compile(r"[1-9]\d{0,2}([,’'\u00a0\u202f]\d{3})+(\.\d+)?"),
    ",": re.compile(r"[1-9]\d{0,2}([.’'\u00a0\u202f]\d{3})+(,\d+)?"),
}
# Control characters, halves of pairs, places without a character.
_UNSEEN = {"Cc", "Cs", "Cn"}
_PLAIN = re.compile(r"[+-]?\d{1,12}([.,]\d{1,12})?")


def parse_decimal(text: str) -> Decimal:
    """Read a number with a point or a comma before its decimals, or with grouped thousands.

    What could be either is read as the language in use does: 2,000 is two thousand in English and two in
    German, 2.000 the other way round. Raises ValueError for anything else: letters, exponents, "NaN",
    "Infinity".
    """
    text = text.strip()
    point = "," if get_format("DECIMAL_SEPARATOR") == "," else "."
    if _GROUPED[point].fullmatch(text):
        text = re.sub(rf"[^\d{point}]", "", text)
    elif not _PLAIN.fullmatch(text):
        raise ValueError(f"not a number: {text!r}")
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(f"not a number: {text!r}") from error


class NumberField(forms.CharField):
    """A number between two bounds, both included, with at most `places` decimals."""

    default_error_messages = {
        "not_a_number": _("Enter a number, such as 200."),
        "places_0": _("Enter a whole number."),
        "places_1": _("Enter at most one decimal, such as 37.5."),
        "too_small": _("Enter %(bound)s or more."),
        "too_large": _("Enter %(bound)s or less."),
    }

    def __init__(self, *, low: Decimal | int, high: Decimal | int, places: int = 0, **kwargs: Any) -> None:
        self.low, self.high, self.places = Decimal(low), Decimal(high), places
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal" if places else "numeric")
        self.widget.attrs.setdefault("autocomplete", "off")
        # The bounds speak first: a text of 10,000 digits is no number, whatever its length.
        self.validators = []
        self.widget.attrs.pop("maxlength", None)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored figure without idle zeros."""
        if isinstance(value, Decimal):
            return number_format(value.normalize() if value % 1 else value.quantize(Decimal(1)))
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another number was typed; 2, 2.0 and 2,0 are one."""
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True

    def clean(self, value: Any) -> Any:
        """Return the number, None when left empty and not required; raises ValidationError."""
        text = super().clean(value)
        if text in self.empty_values:
            return None
        try:
            number = parse_decimal(text)
        except ValueError as error:
            raise ValidationError(self.error_messages["not_a_number"], code="not_a_number") from error
        if number != round(number, self.places):
            raise ValidationError(self.error_messages[f"places_{self.places}"], code="places")
        if number < self.low:
            bound = {"bound": number_format(self.low, use_l10n=True)}
            raise ValidationError(self.error_messages["too_small"], code="too_small", params=bound)
        if number > self.high:
            bound = {"bound": number_format(self.high, use_l10n=True, force_grouping=True)}
            raise ValidationError(self.error_messages["too_large"], code="too_large", params=bound)
        return number if self.places else int(number)


class WeekdaysField(forms.TypedMultipleChoiceField):
    """Days of the week to tick; a set of numbers, 0 for Monday."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": _("Choose at least one day of the week."),
        "invalid_choice": _("Choose days of the week."),
        "invalid_list": _("Choose days of the week."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, choices=list(WEEKDAYS.items()), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The days in their order, as boxes want them."""
        return sorted(value) if isinstance(value, Set) else value

    def clean(self, value: Any) -> frozenset[int]:
        """Return the days that are ticked."""
        return frozenset(super().clean(value))


class MilligramField(NumberField):
    """Milligrams, with at most one decimal, as they are stored."""

    def __init__(
        self, *, low: Decimal | int = MIN_DOSE_MG, high: Decimal | int = MAX_DOSE_MG, **kwargs: Any
    ) -> None:
        super().__init__(low=low, high=high, places=1, **kwargs)


class DayField(forms.DateField):
    """A day of the calendar, between two bounds where the form sets them, both included."""

    default_error_messages = {
        "invalid": _("Enter a date, such as 2026-03-14."),
        "required": _("Choose a day."),
        "too_early": _("Choose %(day)s or a later day."),
        "too_late": _("Choose %(day)s or an earlier day."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)
        self.first: date | None = None
        self.last: date | None = None

    def clean(self, value: Any) -> date | None:
        """Return the day, None when left empty and not required; raises ValidationError."""
        day: date | None = super().clean(value)
        if day is not None and self.first is not None and day < self.first:
            raise self._outside("too_early", self.first)
        if day is not None and self.last is not None and day > self.last:
            raise self._outside("too_late", self.last)
        return day

    def _outside(self, code: str, bound: date) -> ValidationError:
        params = {"day": date_format(bound, "j F Y")}
        return ValidationError(self.error_messages[code], code=code, params=params)


class PlainTextField(forms.CharField):
    """Words on one line: trimmed, in one Unicode form, without control characters."""

    default_error_messages = {
        "control": _("Leave out characters that cannot be seen."),
        "max_length": _("Keep it to %(limit_value)d characters; this has %(show_value)d."),
    }
    # Control characters that belong into such a text all the same.
    allowed = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # A browser that cuts off what was typed would lose it without a word.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> Any:
        """Return the words in one Unicode form, whose length is the one that counts."""
        return unicodedata.normalize("NFC", super().to_python(value) or "")

    def clean(self, value: Any) -> Any:
        """Return the words; raises ValidationError."""
        text = super().clean(value)
        if any(unicodedata.category(letter) in _UNSEEN and letter not in self.allowed for letter in text):
            raise ValidationError(self.error_messages["control"], code="control")
        return text


class ParagraphsField(PlainTextField):
    """Words on several lines, which may be broken as one likes."""

    allowed = "\n"

    def to_python(self, value: Any) -> Any:
        """Return the words with plain line breaks, each of which is one character."""
        return super().to_python(str(value or "").replace("\r\n", "\n").replace("\r", "\n"))
