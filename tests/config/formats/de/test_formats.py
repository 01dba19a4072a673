"""How dates are written in German."""

import re
from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format

from tests.tools.messages import MODULES, TEMPLATES

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("asked_for", "written"),
    [
        ("j", "2."),
        ("j M", "2. Nov"),
        ("j F", "2. November"),
        ("j M Y", "2. Nov 2026"),
        ("j F Y", "2. November 2026"),
        ("D j M", "Mo, 2. Nov"),
        ("l j", "Montag, 2."),
        ("l j F", "Montag, 2. November"),
        ("l j F Y", "Montag, 2. November 2026"),
        # Without a day there is nothing to change.
        ("F Y", "November 2026"),
    ],
)
def test_a_day_has_a_point_and_a_weekday_its_comma(asked_for, written):
    with translation.override("de"):
        assert date_format(DAY, asked_for) == written


def test_other_languages_keep_what_was_asked_for():
    with translation.override("en"):
        assert date_format(DAY, "l j F Y") == "Monday 2 November 2026"


def test_each_format_of_a_date_is_known_in_german():
    used = set()
    for path in (*MODULES, *TEMPLATES):
        text = path.read_text()
        used |= set(re.findall(r'\|date:"([^"]+)"', text))
        for call in re.findall(r"date_format\(([^\n]+)", text):
            used |= set(re.findall(r'"([^"]*)"', call))
    with translation.override("de"):
        for each in used:
            if re.search(r"(?<!\w)j(?!\w)", each):
                assert "2." in date_format(DAY, each), each
