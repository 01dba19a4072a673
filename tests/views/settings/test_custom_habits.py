from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import (
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    PersonFactory,
    TargetFactory,
)
from tracker.actions.history import store_anew
from tracker.models import CustomHabitEntry

TODAY = date(2026, 11, 22)
FRAGMENT = {"HX-Request": "true", "HX-Target": "day"}
WATER = {"name": "Water", "kind": "number", "unit": "glasses", "at_least": "8", "schedule": "daily"}


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)


@pytest.fixture
def person(db):
    person = PersonFactory(time_zone="UTC")
    TargetFactory(person=person)
    return person


@pytest.fixture
def visitor(person):
    client = Client()
    client.force_login(person)
    return client


def habit_of(person, **values):
    habit = CustomHabitFactory(person=person, **values)
    CustomHabitTargetFactory(habit=habit)
    return habit


def test_a_new_habit_is_on_today_in_the_settings_and_in_trends(visitor, person):
    answer = visitor.post(reverse("tracker:custom_habits"), WATER, follow=True)
    assert "Added Water. It counts from today." in answer.text
    assert "every day, at least 8 glasses" in answer.text
    assert "of at least 8 glasses" in visitor.get("/").text
    key = f"custom-{person.custom_habits.get().pk}"
    assert visitor.get(reverse("tracker:trends"), {"habit": key}).status_code == 200


def test_a_check_is_done_by_one_tap_and_a_second_one_changes_nothing(visitor, person):
    habit = habit_of(person, name="Reading")
    address = reverse("tracker:log_custom_habit", args=[TODAY, habit.pk])
    answer = visitor.post(address, {"entry_id": uuid4(), "when": "now"}, headers=FRAGMENT)
    assert "<html" not in answer.text
    assert "Logged: Reading" in answer.text
    again = visitor.post(address, {"entry_id": uuid4(), "when": "now"}, headers=FRAGMENT)
    assert "This was logged already" in again.text
    assert CustomHabitEntry.objects.count() == 1


def test_a_number_takes_a_comma_and_adds_up(visitor, person):
    habit = habit_of(person, name="Water", kind="number", unit="l")
    address = reverse("tracker:log_custom_habit", args=[TODAY, habit.pk])
    for amount in ("1,5", "0.5"):
        assert visitor.post(address, {"amount": amount, "when": "now"}).status_code == 302
    assert person.custom_entries.amount_by_day() == {(habit.pk, TODAY): Decimal(2)}
    assert "2 of at least 1 l" in visitor.get("/").text


def test_an_archived_habit_is_still_logged_from_an_old_page(visitor, person):
    habit = habit_of(person, name="Reading", archived=True)
    visitor.post(reverse("tracker:log_custom_habit", args=[TODAY, habit.pk]), {"when": "now"})
    assert person.custom_entries.count() == 1


def test_an_entry_is_edited_and_deleted_like_any_other(visitor, person):
    habit = habit_of(person, name="Water", kind="number", unit="glasses")
    entry = CustomHabitEntryFactory(person=person, habit=habit, day=TODAY)
    address = reverse("tracker:edit_entry", kwargs={"kind": "habits", "entry_id": entry.entry_id})
    assert (
        visitor.post(address, {"amount": "4", "time": "09:00", "on": "2026-11-21", "note": "x"}).status_code
        == 302
    )
    entry.refresh_from_db()
    assert (entry.amount, entry.day, entry.note) == (Decimal(4), date(2026, 11, 21), "x")
    visitor.post(reverse("tracker:delete_entry", kwargs={"kind": "habits", "entry_id": entry.entry_id}))
    assert not CustomHabitEntry.objects.exists()


def test_editing_keeps_the_kind_and_what_was_typed(visitor, person):
    habit = habit_of(person, name="Reading")
    habit_of(person, name="Water")
    address = reverse("tracker:custom_habit", args=[habit.pk])
    answer = visitor.post(address, WATER)
    assert answer.status_code == 422
    assert "You have a habit of this name already." in answer.text
    assert visitor.post(address, {"name": "Books", "schedule": "weekdays", "weekdays": ["0", "2"]}).url
    habit.refresh_from_db()
    assert (habit.name, habit.kind) == ("Books", "check")
    assert habit.targets.last().weekdays == {0, 2}


def test_a_habit_of_days_cannot_become_one_of_weeks(visitor, person):
    habit = habit_of(person, name="Reading")
    answer = visitor.post(
        reverse("tracker:custom_habit", args=[habit.pk]),
        {"name": "Reading", "schedule": "weekly", "times_a_week": "3"},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("missing", ["at_least", "schedule", "kind", "name"])
def test_what_is_missing_is_said_at_its_field(visitor, missing):
    answer = visitor.post(reverse("tracker:custom_habits"), WATER | {missing: ""})
    assert answer.status_code == 422
    assert "data-invalid" in answer.text


@pytest.mark.parametrize("weekdays", [[], ["7"], ["-1"], ["0", "x"]])
def test_days_that_no_week_has_are_refused(visitor, weekdays):
    form = WATER | {"schedule": "weekdays", "weekdays": weekdays}
    answer = visitor.post(reverse("tracker:custom_habits"), form)
    assert answer.status_code == 422
    assert "data-invalid" in answer.text


def test_a_thirteenth_is_refused_in_words(visitor, person):
    for number in range(12):
        habit_of(person, name=f"Habit {number}")
    page = visitor.get(reverse("tracker:custom_habits")).text
    assert "12 habits of your own are the most there can be." in page
    answer = visitor.post(reverse("tracker:custom_habits"), WATER)
    assert answer.status_code == 422
    assert person.custom_habits.count() == 12


def test_custom_habits_stand_in_trends_and_in_the_review(visitor, person):
    habit = habit_of(person, name="Reading & <b>more</b>")
    for number in range(9, 20):
        CustomHabitEntryFactory(person=person, habit=habit, day=date(2026, 11, number))
    trends = visitor.get(reverse("tracker:trends")).text
    assert "Strength of your own habits" in trends
    assert "<b>more</b>" not in trends
    review = visitor.get(reverse("tracker:review", args=["2026-W46"])).text
    assert "Reading &amp; &lt;b&gt;more&lt;/b&gt;" in review
    assert "<b>more</b>" not in review


@pytest.mark.parametrize("count", [1, 12])
def test_pages_ask_no_more_for_many_habits(visitor, person, count, django_assert_max_num_queries):
    for number in range(count):
        CustomHabitEntryFactory(person=person, habit=habit_of(person, name=f"Habit {number}"), day=TODAY)
    store_anew(person, today=TODAY)
    for address, most in (("/", 14), ("/trends/", 15), (reverse("tracker:custom_habits"), 4)):
        with django_assert_max_num_queries(most):
            assert visitor.get(address).status_code == 200
