from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from tracker.forms.fields import MilligramField, NumberField, PlainTextField, WeekdaysField, parse_decimal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("400", "400"),
        ("400.5", "400.5"),
        ("400,5", "400.5"),
        (" 400 ", "400"),
        ("1,032", "1032"),
        ("1’032.5", "1032.5"),
        ("1\u202f032", "1032"),
        ("0,125", "0.125"),
        ("-3", "-3"),
    ],
)
def test_a_number_is_read_as_people_type_it(text, number):
    assert parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1e9", "NaN", "Infinity", "-Infinity", "4 0 0", "400mg", "1,2,3", "0x10", "٤٠٠x", "1..2"],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="not a number"):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("abc", "Enter a number, such as 200."),
        ("NaN", "Enter a number, such as 200."),
        ("1e9", "Enter a number, such as 200."),
        ("9" * 10_000, "Enter a number, such as 200."),
        ("0", "Enter 1 or more."),
        ("-5", "Enter 1 or more."),
        ("2000.1", "Enter 2,000 or less."),
        ("37.55", "Enter at most one decimal, such as 37.5."),
        ("", "This field is required."),
    ],
)
def test_a_mass_out_of_bounds_says_what_would_do(text, words):
    with pytest.raises(ValidationError) as error:
        MilligramField().clean(text)
    assert error.value.messages == [words]


def test_both_bounds_of_a_number_are_allowed():
    field = NumberField(low=1, high=240)
    assert [field.clean("1"), field.clean("240")] == [1, 240]


def test_a_fraction_of_a_minute_is_refused():
    with pytest.raises(ValidationError, match="whole number"):
        NumberField(low=1, high=240).clean("10.5")


def test_an_empty_number_that_is_not_asked_for_is_none():
    assert NumberField(low=1, high=2, required=False).clean("  ") is None


def test_a_stored_mass_is_shown_without_idle_zeros():
    shown = [MilligramField().prepare_value(Decimal(text)) for text in ("400.0", "399.9", "1000.0")]
    assert shown == ["400", "399.9", "1000"]


def test_words_are_trimmed_and_in_one_unicode_form():
    assert PlainTextField().clean("  cafe\u0301 ") == "caf\u00e9"


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\nb", "a\ud800b"])
def test_characters_nobody_can_see_are_refused(text):
    with pytest.raises(ValidationError):
        PlainTextField().clean(text)


def test_a_long_note_is_refused_whole_and_not_cut():
    with pytest.raises(ValidationError, match="this has 10000"):
        PlainTextField(max_length=200).clean("x" * 10_000)
    assert "maxlength" not in PlainTextField(max_length=200).widget.attrs


def test_days_of_the_week_are_ticked_in_their_order_and_taken_as_a_set():
    class Form(forms.Form):
        weekdays = WeekdaysField(initial=frozenset({6, 0, 3}))

    assert Form()["weekdays"].value() == [0, 3, 6]
    assert Form({"weekdays": ["6", "0"]})["weekdays"].value() == ["6", "0"]
    assert WeekdaysField().clean(["6", "0"]) == frozenset({0, 6})
    assert WeekdaysField(required=False).clean([]) == frozenset()


@pytest.mark.parametrize(
    ("ticked", "words"),
    [
        ([], "Choose at least one day of the week."),
        (["7"], "Choose days of the week."),
        (["x"], "Choose days of the week."),
        ("monday", "Choose days of the week."),
    ],
)
def test_days_that_no_week_has_are_refused(ticked, words):
    with pytest.raises(ValidationError) as refusal:
        WeekdaysField().clean(ticked)
    assert refusal.value.messages == [words]


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (Decimal("2.0"), "2", False),
        (Decimal("2.0"), "2,0", False),
        (Decimal("2.0"), "2.5", True),
        (Decimal("2.0"), "two", True),
        (None, "", False),
        (None, "2", True),
    ],
)
def test_a_number_has_changed_when_another_was_typed(initial, typed, changed):
    field = NumberField(low=0, high=9, places=1, required=False)
    assert field.has_changed(initial, typed) is changed
