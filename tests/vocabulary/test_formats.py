from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from tracker.vocabulary.formats import (
    bare_number,
    in_html,
    in_sentence,
    mg,
    percent,
    plural_number,
    written_day,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("400.0"), "400"),
        (Decimal("399.9"), "399.9"),
        (Decimal("399.95"), "400"),
        (Decimal("0.05"), "0.1"),
        (Decimal(2500), "2,500"),
        (96, "96"),
        (0, "0"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_mass_shows_one_decimal_only_when_it_has_one(value, text):
    assert mg(value) == text


def test_a_mass_follows_the_language_of_the_reader():
    with translation.override("de"):
        assert mg(Decimal("2399.9")) == "2.399,9"


@pytest.mark.parametrize(
    ("ratio", "text"), [(0.6, "60"), (1, "100"), (0.666, "67"), (0.005, "1"), (None, "")]
)
def test_a_ratio_is_written_in_whole_percent(ratio, text):
    assert percent(ratio) == text


def test_figures_are_written_as_the_language_does():
    with translation.override("de"):
        assert mg(Decimal("1234.5")) == "1.234,5"
        assert in_sentence("Fahrrad") == "Fahrrad"
    with translation.override("en"):
        assert mg(Decimal("1234.5")) == "1,234.5"
        assert in_sentence("Bike") == "bike"


@pytest.mark.parametrize(
    ("value", "text"), [("400.0", "400"), ("399.9", "399.9"), ("2500", "2500"), ("0.5", "0.5")]
)
def test_a_bare_number_has_no_idle_zero_and_no_mark_of_thousands(value, text):
    assert bare_number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("number", "whole"), [("1", 1), ("1.0", 1), ("1.5", 2), ("0.5", 2), ("2.5", 2), ("3", 3)]
)
def test_only_one_whole_thing_is_singular(number, whole):
    assert plural_number(Decimal(number)) == whole


@pytest.mark.parametrize(
    "value", ["a < b & 'c' \"d\"", SafeString("<b>"), 1234, None, gettext_lazy("Amount")]
)
def test_a_value_in_html_is_what_django_makes_of_it(value):
    assert in_html(value) == conditional_escape(value)


def test_figures_and_days_are_written_in_the_language_of_the_moment_however_often_before():
    written = []
    for language in ("en", "de", "en"):
        with translation.override(language):
            written.append((mg(Decimal("2499.5")), percent(0.5), written_day(date(2026, 3, 14), "D j M")))
    english, german = ("2,499.5", "50", "Sat 14 Mar"), ("2.499,5", "50", "Sa, 14. Mär")
    assert written == [english, german, english]
