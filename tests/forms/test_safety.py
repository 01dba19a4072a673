from datetime import time
from decimal import Decimal

import pytest

from tests.factories import MedicineFactory
from tracker.forms.safety import AUTHORITIES, KIDNEY_HINTS, MedicineForm, SafetyForm
from tracker.vocabulary.names import KIDNEYS_CHOICES, LIMIT_REGION_CHOICES

SAFETY = {"limit_region": "us", "own_limit_mg": "", "kidneys": ""}
TABLET = {
    "kind": "levothyroxine",
    "name": "",
    "clock": "08:00",
    "weekdays": ["0", "1", "6"],
    "magnesium_after_hours": "",
    "medicine_after_hours": "2,5",
}


def test_every_region_names_who_says_so_and_every_answer_what_follows():
    assert list(AUTHORITIES) == [key for key, _ in LIMIT_REGION_CHOICES]
    assert list(KIDNEY_HINTS) == [key for key, _ in KIDNEYS_CHOICES]


@pytest.mark.parametrize("answer", ["", "well", "moderate", "severe", "unknown"])
def test_every_answer_about_kidneys_is_fine_and_so_is_none(person, answer):
    form = SafetyForm(SAFETY | {"kidneys": answer}, person=person)
    assert form.is_valid()
    assert form.cleaned_data == {"limit_region": "us", "own_limit_mg": None, "kidneys": answer}


@pytest.mark.parametrize("figure", ["", "0", "2501", "abc"])
def test_an_own_ceiling_needs_a_figure(person, figure):
    form = SafetyForm(SAFETY | {"limit_region": "own", "own_limit_mg": figure}, person=person)
    assert list(form.errors) == ["own_limit_mg"]


@pytest.mark.parametrize(("field", "value"), [("limit_region", "mars"), ("kidneys", "three")])
def test_an_answer_that_is_not_offered_is_refused_at_its_field(person, field, value):
    assert list(SafetyForm(SAFETY | {field: value}, person=person).errors) == [field]


def test_a_medicine_is_read_as_it_is_stored(person):
    form = MedicineForm(TABLET | {"clock": "08:00:59"}, person=person)
    assert form.is_valid()
    assert form.cleaned_data == {
        "kind": "levothyroxine",
        "name": "",
        "clock": time(8),
        "weekdays": {0, 1, 6},
        "magnesium_after_hours": None,
        "medicine_after_hours": Decimal("2.5"),
    }


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "", "Choose a medicine from the list."),
        ("kind", "aspirin", "Choose a medicine from the list."),
        ("name", "n" * 61, "Keep it to 60 characters; this has 61."),
        ("clock", "", "Enter the time you take it, such as 08:00."),
        ("clock", "25:00", "Enter a time, such as 08:00."),
        ("clock", "at eight", "Enter a time, such as 08:00."),
        ("weekdays", [], "Choose at least one day of the week."),
        ("weekdays", ["7"], "Choose days of the week."),
        ("weekdays", ["x"], "Choose days of the week."),
        ("magnesium_after_hours", "-1", "Enter 0 hours or more."),
        ("magnesium_after_hours", "24.1", "Enter 24 hours or less."),
        ("medicine_after_hours", "four", "Enter hours, such as 4 or 2.5."),
        ("medicine_after_hours", "2.25", "Enter hours with at most one decimal, such as 2.5."),
    ],
)
def test_what_is_wrong_with_a_medicine_is_said_at_its_field(person, field, value, words):
    assert MedicineForm(TABLET | {field: value}, person=person).errors == {field: [words]}


@pytest.mark.parametrize("hours", ["0", "24", "23,9"])
def test_hours_run_from_none_to_a_day_both_included(person, hours):
    assert MedicineForm(TABLET | {"magnesium_after_hours": hours}, person=person).is_valid()


def test_no_hours_are_taken_where_hours_do_not_help(person):
    form = MedicineForm(TABLET | {"kind": "raltegravir"}, person=person)
    assert list(form.errors) == ["medicine_after_hours"]
    assert MedicineForm(
        TABLET | {"kind": "raltegravir", "medicine_after_hours": ""}, person=person
    ).is_valid()


def test_the_week_begins_on_the_persons_own_first_day_and_is_all_ticked(person):
    person.week_start = 6
    boxes = list(MedicineForm(person=person)["weekdays"])
    assert [str(box.choice_label) for box in boxes] == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    assert all("checked" in box.tag() for box in boxes)


def test_a_stored_medicine_is_shown_as_it_is(person):
    medicine = MedicineFactory(
        person=person, weekdays=frozenset({0, 4}), magnesium_after_hours=Decimal("4.0")
    )
    form = MedicineForm(person=person, medicine=medicine)
    assert form["weekdays"].value() == [0, 4]
    assert 'value="08:00"' in str(form["clock"])
    assert 'value="4"' in str(form["magnesium_after_hours"])
