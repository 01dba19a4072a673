from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories import CustomHabitEntryFactory, CustomHabitFactory, CustomHabitTargetFactory
from tracker.actions.custom_habits import (
    HabitNameTakenError,
    TooManyHabitsError,
    add_custom_habit,
    archive_custom_habit,
    change_custom_habit,
    log_custom_habit,
    restore_custom_habit,
)
from tracker.actions.entries import undo
from tracker.domain.custom_habits import MAX_CUSTOM_HABITS
from tracker.domain.weekdays import EVERY_WEEKDAY
from tracker.models import CustomHabit

TODAY = date(2026, 3, 14)
NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
DAILY = {
    "schedule": "daily",
    "weekdays": EVERY_WEEKDAY,
    "times_a_week": 1,
    "at_least": Decimal(1),
    "at_most": None,
}


def targets(habit):
    return list(habit.targets.values_list("starts_on", "schedule", "at_least"))


@pytest.fixture
def habit(person):
    return add_custom_habit(person, CustomHabit(name="Reading"), DAILY, today=TODAY)


def test_a_habit_begins_today_as_the_last_one(person, habit):
    second = add_custom_habit(person, CustomHabit(name="Water"), DAILY, today=TODAY)
    assert targets(habit) == [(TODAY, "daily", Decimal(1))]
    assert (habit.position, second.position) == (0, 1)


def test_a_thirteenth_is_refused_until_one_is_archived(person):
    habits = [
        add_custom_habit(person, CustomHabit(name=f"Habit {n}"), DAILY, today=TODAY)
        for n in range(MAX_CUSTOM_HABITS)
    ]
    with pytest.raises(TooManyHabitsError):
        add_custom_habit(person, CustomHabit(name="One more"), DAILY, today=TODAY)
    archive_custom_habit(habits[0], today=TODAY)
    add_custom_habit(person, CustomHabit(name="One more"), DAILY, today=TODAY)
    with pytest.raises(TooManyHabitsError):
        restore_custom_habit(habits[0], today=TODAY)


def test_a_name_in_use_is_refused_and_a_strangers_is_free(person, other_person, habit):
    with pytest.raises(HabitNameTakenError):
        add_custom_habit(person, CustomHabit(name="Reading"), DAILY, today=TODAY)
    add_custom_habit(other_person, CustomHabit(name="Reading"), DAILY, today=TODAY)
    assert CustomHabit.objects.count() == 2


def test_a_change_counts_from_today_and_the_same_again_changes_nothing(person, habit):
    later = TODAY + timedelta(days=3)
    more = DAILY | {"at_least": Decimal(2)}
    change_custom_habit(habit, {"name": "Books"}, more, today=later)
    assert targets(habit) == [(TODAY, "daily", Decimal(1)), (later, "daily", Decimal(2))]
    change_custom_habit(habit, {"name": "Books"}, more, today=later + timedelta(days=1))
    assert len(targets(habit)) == 2


def test_what_is_archived_asks_for_nothing_and_comes_back_as_it_was(habit):
    change_custom_habit(habit, {}, DAILY | {"at_least": Decimal(2)}, today=TODAY)
    archived, back = TODAY + timedelta(days=2), TODAY + timedelta(days=9)
    archive_custom_habit(habit, today=archived)
    restore_custom_habit(habit, today=back)
    assert targets(habit) == [
        (TODAY, "daily", Decimal(2)),
        (archived, "off", Decimal(2)),
        (back, "daily", Decimal(2)),
    ]
    assert not CustomHabit.objects.get(pk=habit.pk).archived


def test_what_was_archived_does_not_come_back_beside_its_namesake(person, habit):
    archive_custom_habit(habit, today=TODAY)
    add_custom_habit(person, CustomHabit(name="Reading"), DAILY, today=TODAY)
    with pytest.raises(HabitNameTakenError):
        restore_custom_habit(CustomHabit.objects.get(pk=habit.pk), today=TODAY)
    assert CustomHabit.objects.get(pk=habit.pk).archived


def log(person, habit, amount="1", day=TODAY, entry_id=None):
    return log_custom_habit(
        person, habit, amount=Decimal(amount), entry_id=entry_id or uuid4(), done_at=NOW, day=day, today=TODAY
    )


def test_done_twice_is_done_once(person, habit):
    entry, changes = log(person, habit)
    again, nothing = log(person, habit)
    assert (again.pk, nothing) == (entry.pk, [])
    undo(person, changes, today=TODAY)
    assert not person.custom_entries.exists()


def test_numbers_add_up_and_the_same_id_is_one_entry(person):
    water = CustomHabitFactory(person=person, kind="number")
    entry_id = uuid4()
    for each in (entry_id, entry_id, uuid4()):
        log(person, water, "2.5", entry_id=each)
    assert person.custom_entries.amount_by_day() == {(water.pk, TODAY): Decimal("5.0")}


def test_deleting_the_person_takes_all_of_it_along(person):
    CustomHabitTargetFactory(habit=CustomHabitFactory(person=person))
    CustomHabitEntryFactory(person=person)
    person.delete()
    assert not CustomHabit.objects.exists()


def test_it_is_logged_in_utc_while_the_system_does_not_know_the_zone(person, habit):
    person.time_zone = "Mars/Base"
    entry, _ = log_custom_habit(
        person, habit, amount=Decimal(1), entry_id=uuid4(), done_at=NOW, day=TODAY, today=TODAY
    )
    assert entry.time_zone == "UTC"
