from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError

from tests.factories import (
    DAY,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
)
from tracker.models import CustomHabit, CustomHabitEntry, CustomHabitTarget

NEXT_DAY = date(2026, 3, 15)


def test_a_kind_of_habit_that_does_not_exist_is_refused(refuses):
    refuses(CustomHabitFactory, "custom_habit_kind_exists", kind="photo")


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("custom_habit_schedule_exists", {"schedule": "monthly"}),
        ("custom_habit_weekdays_of_a_week", {"weekdays": ()}),
        ("custom_habit_weekdays_of_a_week", {"weekdays": (7,)}),
        ("custom_habit_one_to_seven_times_a_week", {"times_a_week": 0}),
        ("custom_habit_one_to_seven_times_a_week", {"times_a_week": 8}),
        ("custom_habit_asks_for_something", {"at_least": None}),
        ("custom_habit_asks_for_no_less_than_nothing", {"at_least": Decimal(0)}),
        ("custom_habit_asks_for_no_less_than_nothing", {"at_least": None, "at_most": Decimal("-0.1")}),
        ("custom_habit_least_not_above_most", {"at_least": Decimal("2.1"), "at_most": Decimal(2)}),
    ],
)
def test_a_target_that_asks_for_what_cannot_be_is_refused(refuses, constraint, changed):
    refuses(CustomHabitTargetFactory, constraint, **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"schedule": "off"},
        {"schedule": "weekdays", "weekdays": frozenset({6})},
        {"schedule": "weekly", "times_a_week": 7},
        {"at_least": Decimal("0.1")},
        {"at_least": None, "at_most": Decimal(0)},
        {"at_least": Decimal(2), "at_most": Decimal(2)},
    ],
)
def test_the_bounds_of_a_target_are_stored(stores, changed):
    stores(CustomHabitTargetFactory, **changed)


@pytest.mark.parametrize("amount", [Decimal("-0.1"), Decimal("100000.1")])
def test_an_amount_outside_0_to_100000_is_refused(refuses, amount):
    refuses(CustomHabitEntryFactory, "custom_habit_entry_of_0_to_100000", amount=amount)


@pytest.mark.parametrize("amount", [Decimal(0), Decimal(100_000)])
def test_the_bounds_of_an_amount_are_stored(stores, amount):
    stores(CustomHabitEntryFactory, amount=amount)


def test_two_live_habits_never_share_a_name(person):
    CustomHabitFactory(person=person, name="Reading")
    with pytest.raises(IntegrityError), transaction.atomic():
        CustomHabitFactory(person=person, name="Reading")
    CustomHabitFactory(person=person, name="Reading", archived=True)
    CustomHabitFactory(name="Reading")
    assert CustomHabit.objects.count() == 3


def test_one_target_of_a_habit_starts_on_a_day(person):
    reading, water = (CustomHabitFactory(person=person) for _habit in range(2))
    CustomHabitTargetFactory(habit=reading, starts_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        CustomHabitTargetFactory(habit=reading, starts_on=DAY)
    CustomHabitTargetFactory(habit=reading, starts_on=NEXT_DAY)
    CustomHabitTargetFactory(habit=water, starts_on=DAY)
    assert CustomHabitTarget.objects.count() == 3


def test_only_live_habits_are_logged(person):
    live = CustomHabitFactory(person=person)
    CustomHabitFactory(person=person, archived=True)
    assert list(person.custom_habits.live()) == [live]


def test_a_habit_that_has_entries_is_not_deleted(person):
    entry = CustomHabitEntryFactory(person=person)
    with pytest.raises(RestrictedError):
        entry.habit.delete()
    entry.delete()
    entry.habit.delete()
    assert not CustomHabit.objects.exists()


def test_amounts_are_summed_by_habit_and_day_in_one_query(person, django_assert_num_queries):
    water, reading = (CustomHabitFactory(person=person) for _habit in range(2))
    for amount in ("1.5", "0.5"):
        CustomHabitEntryFactory(person=person, habit=water, amount=Decimal(amount))
    CustomHabitEntryFactory(person=person, habit=water, day=NEXT_DAY, amount=Decimal(0))
    CustomHabitEntryFactory(person=person, habit=reading, amount=Decimal(12))
    CustomHabitEntryFactory(amount=Decimal(99))
    with django_assert_num_queries(1):
        amounts = person.custom_entries.amount_by_day()
    assert amounts == {(water.pk, DAY): 2, (water.pk, NEXT_DAY): 0, (reading.pk, DAY): 12}


def test_an_entry_that_says_no_more_is_done_once():
    assert CustomHabitEntry().amount == 1
