from decimal import Decimal

import pytest

from tests.day_page import NOW, TODAY
from tests.factories import CustomHabitEntryFactory
from tracker.forms.entries.custom_habits import CustomEntryEditForm, CustomEntryForm
from tracker.models import CustomHabit

WATER = CustomHabit(name="Water", kind="number", unit="glasses")
STEPS = CustomHabit(name="Steps", kind="number")
READING = CustomHabit(name="Reading", kind="check")


def test_a_number_is_asked_for_by_its_unit(filled):
    labels = [filled(CustomEntryForm, None, habit=habit)["amount"].label for habit in (WATER, STEPS)]
    assert labels == ["Glasses", "How much"]


def test_a_habit_that_is_done_or_not_asks_for_no_number(filled):
    amount = filled(CustomEntryForm, None, habit=READING)["amount"]
    assert (amount.is_hidden, amount.value()) == (True, 1)
    assert not filled(CustomEntryForm, None, habit=WATER)["amount"].is_hidden


@pytest.mark.parametrize(("text", "amount"), [("0", 0), ("1,5", Decimal("1.5")), ("100000", 100_000)])
def test_an_amount_runs_from_none_to_a_hundred_thousand(filled, text, amount):
    form = filled(CustomEntryForm, {"amount": text}, habit=WATER)
    assert form.is_valid()
    assert (form.cleaned_data["amount"], form.cleaned_data["moment"]) == (amount, NOW)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Enter how much; 0 says that there was none."),
        ("-1", "Enter 0 or more."),
        ("100000.1", "Enter 100,000 or less."),
        ("1.25", "Enter at most one decimal, such as 37.5."),
    ],
)
def test_an_amount_that_cannot_be_is_refused_in_words(filled, text, words):
    assert filled(CustomEntryForm, {"amount": text}, habit=WATER).errors == {"amount": [words]}


def test_an_entry_shows_how_much_it_was(filled, person):
    entry = CustomHabitEntryFactory.build(
        person=person, habit=WATER, day=TODAY, done_at=NOW, amount=Decimal("1.5")
    )
    form = filled(CustomEntryEditForm, None, entry=entry)
    assert (form["amount"].value(), form["amount"].label, form["on"].value()) == ("1.5", "Glasses", TODAY)
