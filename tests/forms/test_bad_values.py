"""What each kind of field refuses, and that forms are made of these kinds alone."""

import importlib
import pkgutil

import pytest
from django import forms
from django.core.exceptions import ValidationError

import tracker.account
import tracker.forms
from tests.bad_values import NO_CHOICES, NO_DAYS, NO_NOTES, NO_NUMBERS, NO_TIMES, OUT_OF_BOUNDS, TOO_FINE
from tracker.forms.day_settings import TimeZoneField
from tracker.forms.fields import DayField, MilligramField, NumberField, ParagraphsField, PlainTextField
from tracker.vocabulary.names import MEAL_CHOICES

NUMBERS = {
    "whole": NumberField(low=1, high=12),
    "with a decimal": NumberField(low=1, high=12, places=1),
    "from nought": NumberField(low=0, high=12),
    "mass": MilligramField(),
}


def short(value):
    return repr(value[:20])


def refuses(field, value):
    with pytest.raises(ValidationError):
        field.clean(value)


@pytest.mark.parametrize("field", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("value", NO_NUMBERS + OUT_OF_BOUNDS + TOO_FINE, ids=short)
def test_a_figure_is_a_number_within_its_bounds(field, value):
    refuses(field, value)


@pytest.mark.parametrize("value", [value for value in NO_NUMBERS if value.strip()], ids=short)
def test_a_figure_that_may_be_left_out_may_still_not_be_anything(value):
    field = NumberField(low=1, high=12, required=False)
    assert field.clean("") is None
    refuses(field, value)


@pytest.mark.parametrize("value", ["0", "0,0", "-0"])
def test_nought_is_a_figure_only_where_it_means_something(value):
    refuses(NUMBERS["whole"], value)
    assert NUMBERS["from nought"].clean(value) == 0


@pytest.mark.parametrize("value", NO_CHOICES, ids=short)
@pytest.mark.parametrize("kind", [forms.ChoiceField, forms.TypedChoiceField])
def test_a_choice_is_one_of_those_offered(kind, value):
    refuses(kind(choices=MEAL_CHOICES), value)
    refuses(forms.MultipleChoiceField(choices=MEAL_CHOICES), [value])


@pytest.mark.parametrize("value", NO_TIMES, ids=short)
def test_a_time_is_one_of_a_clock(value):
    refuses(forms.TimeField(), value)


# What is a day all the same, but lies outside the diary's calendar, the forms refuse: they know its bounds.
@pytest.mark.parametrize(
    "value", [day for day in NO_DAYS if day not in {"0001-01-01", "1969-12-31", "9999-12-31", "2026-11-23"}]
)
@pytest.mark.parametrize("kind", [DayField, forms.DateField])
def test_a_day_is_one_of_a_calendar(kind, value):
    refuses(kind(), value)


@pytest.mark.parametrize("value", NO_NOTES, ids=short)
def test_a_line_of_words_holds_no_more_than_fits_and_can_be_seen(value):
    refuses(PlainTextField(max_length=200), value)
    if value == "a\nb":
        assert ParagraphsField(max_length=200).clean(value) == value
    else:
        refuses(ParagraphsField(max_length=200), value)


def form_classes():
    """Every form of the app, those that allauth asks for too."""
    modules = [*pkgutil.walk_packages(tracker.forms.__path__, "tracker.forms.")]
    modules += [*pkgutil.iter_modules(tracker.account.__path__, "tracker.account.")]
    names = [module.name for module in modules if "forms" in module.name]
    found = {
        value
        for name in names
        for value in vars(importlib.import_module(name)).values()
        if isinstance(value, type) and issubclass(value, forms.BaseForm) and value.__module__ in names
    }
    return sorted(found, key=lambda form: form.__qualname__)


# Kinds that refuse what they should by themselves: tried above, or Django's own to try.
SAFE = (
    NumberField, PlainTextField, DayField, forms.ChoiceField, forms.TimeField, forms.DateField,
    forms.BooleanField, forms.UUIDField, forms.EmailField, TimeZoneField,
)  # fmt: skip
# Passwords, codes and answers of a passkey, which allauth reads and nobody stores as they came; names of
# passkeys, which tests/account tries; intentions, which tests/forms/test_reviews.py does.
TRIED_ELSEWHERE = {
    "password", "password1", "password2", "oldpassword", "code", "credential", "username",
    "AddPasskeyForm.name", "RenamePasskeyForm.name", "ReviewForm.intention",
}  # fmt: skip


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: form.__name__)
def test_a_form_is_made_of_fields_that_refuse(form):
    odd = {
        name: type(field).__name__
        for name, field in form.base_fields.items()
        if not isinstance(field, SAFE) and not {name, f"{form.__name__}.{name}"} & TRIED_ELSEWHERE
    }
    assert odd == {}


def test_there_are_forms_to_look_at():
    assert len(form_classes()) > 25
