"""What the day page says of a person's own habits."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule
from tracker.domain.habits import Due, HabitUnit
from tracker.models import CustomHabitEntry
from tracker.presenters.custom_habits import custom_row
from tracker.queries.day import CustomSlot

DAY = date(2026, 3, 12)
EIGHT = Due(Decimal(8))


def row(*amounts, kind=HabitKind.NUMBER, schedule=Schedule.DAILY, due=EIGHT):
    target = CustomTarget(date(2026, 1, 1), schedule)
    habit = CustomHabit(key="custom-3", name="Water", kind=kind, unit="glasses", targets=(target,))
    entries = [CustomHabitEntry(amount=Decimal(amount)) for amount in amounts]
    done = sum((entry.amount for entry in entries), Decimal(0))
    unit = HabitUnit(DAY, DAY, due, done, logged=bool(entries))
    return custom_row(CustomSlot(habit, 3, unit, entries))


@pytest.mark.parametrize(
    ("amounts", "due", "words"),
    [
        ([], EIGHT, "of at least 8 glasses"),
        ([2, 3], EIGHT, "5 of at least 8 glasses"),
        # Logging none is something else than logging nothing.
        ([0], Due(Decimal(0), Decimal(2)), "0 of at most 2 glasses"),
        ([], Due(Decimal(1), Decimal(2)), "of 1 to 2 glasses"),
        ([4], None, "4 not due"),
    ],
)
def test_an_amount_is_said_with_what_is_asked(amounts, due, words):
    assert row(*amounts, due=due).words == words


@pytest.mark.parametrize(("amounts", "words"), [([], "to do"), ([1], "done")])
def test_a_habit_that_is_done_or_not_says_just_that(amounts, words):
    assert row(*amounts, kind=HabitKind.CHECK, due=Due(Decimal(1))).words == words


def test_a_weekly_habit_counts_the_days_of_the_week():
    shown = row(1, kind=HabitKind.CHECK, schedule=Schedule.WEEKLY, due=Due(Decimal(3)))
    assert shown.words == "1 of 3 days this week"


def test_the_row_leads_to_what_was_logged_last():
    assert row().entry_id is None
    assert row(1, 2).entry_id is not None
