from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.weekdays import EVERY_WEEKDAY
from tracker.forms.custom_habits import CustomHabitForm
from tracker.models import CustomHabit, CustomHabitTarget

CHECK = {"name": "Reading", "kind": "check", "schedule": "daily"}
NUMBER = {"name": "Water", "kind": "number", "unit": "glasses", "at_least": "8", "schedule": "daily"}
WATER = CustomHabit(name="Water", kind="number", unit="glasses")


def target(**asked):
    return CustomHabitTarget(starts_on=date(2026, 1, 1), **asked)


def test_a_habit_that_is_done_or_not_asks_for_one_time_and_drops_every_figure():
    form = CustomHabitForm(
        CHECK | {"unit": "x" * 17, "at_least": "many", "at_most": "-1", "times_a_week": "9"}
    )
    assert form.is_valid()
    assert form.habit_values() == {"name": "Reading", "kind": "check", "unit": ""}
    assert form.target_values() == {
        "schedule": "daily",
        "weekdays": EVERY_WEEKDAY,
        "times_a_week": 1,
        "at_least": Decimal(1),
        "at_most": None,
    }


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ({}, (Decimal(8), None)),
        ({"at_most": "8"}, (Decimal(8), Decimal(8))),
        ({"at_least": "", "at_most": "0"}, (None, Decimal(0))),
        ({"at_least": "0,5"}, (Decimal("0.5"), None)),
    ],
)
def test_a_number_asks_for_at_least_or_at_most_or_both(asked, stored):
    form = CustomHabitForm(NUMBER | asked)
    assert form.is_valid()
    assert form.habit_values() == {"name": "Water", "kind": "number", "unit": "glasses"}
    assert (form.target_values()["at_least"], form.target_values()["at_most"]) == stored


@pytest.mark.parametrize(
    ("schedule", "stored"),
    [
        ({"schedule": "daily", "weekdays": ["0"], "times_a_week": "3"}, ("daily", EVERY_WEEKDAY, 1)),
        ({"schedule": "weekdays", "weekdays": ["0", "6"]}, ("weekdays", {0, 6}, 1)),
        ({"schedule": "weekly", "weekdays": ["0"], "times_a_week": "7"}, ("weekly", EVERY_WEEKDAY, 7)),
    ],
)
def test_of_a_schedule_only_what_it_needs_is_stored(schedule, stored):
    form = CustomHabitForm(CHECK | schedule)
    assert form.is_valid()
    assert tuple(form.target_values()[name] for name in ("schedule", "weekdays", "times_a_week")) == stored


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"name": ""}, "name", "This field is required."),
        ({"name": "x" * 41}, "name", "Keep it to 40 characters; this has 41."),
        ({"name": "Tea"}, "name", "You have a habit of this name already."),
        ({"kind": "photo"}, "kind", "Choose one of the two."),
        ({"unit": "x" * 17}, "unit", "Keep it to 16 characters; this has 17."),
        ({"at_least": ""}, "at_least", "Say how much at least, or how much at most."),
        ({"at_least": "0"}, "at_least", "Enter 0.1 or more."),
        ({"at_least": "many"}, "at_least", "Enter a number, such as 200."),
        ({"at_least": "9", "at_most": "8"}, "at_least", "The lower end is above the upper end."),
        ({"at_least": "", "at_most": "-1"}, "at_most", "Enter 0 or more."),
        ({"at_most": "100001"}, "at_most", "Enter 100,000 or less."),
        ({"schedule": "off"}, "schedule", "Choose how often."),
        ({"schedule": "weekdays"}, "weekdays", "Choose at least one day of the week."),
        ({"schedule": "weekdays", "weekdays": ["7"]}, "weekdays", "Choose days of the week."),
        ({"schedule": "weekly"}, "times_a_week", "Choose 1 to 7 times a week."),
        ({"schedule": "weekly", "times_a_week": "8"}, "times_a_week", "Enter 7 or less."),
    ],
)
def test_what_no_habit_can_be_is_refused_once_at_its_field(changed, field, words):
    form = CustomHabitForm(NUMBER | changed, taken_names={"Tea"})
    assert form.errors == {field: [words]}


def test_a_new_habit_may_be_of_days_or_of_weeks():
    assert [key for key, _words in CustomHabitForm().fields["schedule"].choices] == [
        "daily", "weekdays", "weekly",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        ("daily", ["daily", "weekdays"]),
        ("weekdays", ["daily", "weekdays"]),
        ("off", ["daily", "weekdays"]),
        ("weekly", ["weekly"]),
    ],
)
def test_a_habit_that_exists_keeps_its_unit_of_time(now, offered):
    form = CustomHabitForm(habit=WATER, target=target(schedule=now))
    assert [key for key, _words in form.fields["schedule"].choices] == offered


def test_a_habit_that_exists_is_shown_with_what_it_asks_for_now():
    asked = target(schedule="weekdays", weekdays=frozenset({4, 0}), at_least=Decimal("8.0"))
    form = CustomHabitForm(habit=WATER, target=asked)
    names = ("name", "kind", "unit", "at_least", "at_most", "schedule", "weekdays")
    assert [form[name].value() for name in names] == [
        "Water", "number", "glasses", "8", None, "weekdays", [0, 4],
    ]  # fmt: skip


def test_the_kind_of_a_habit_that_exists_stays_whatever_is_sent():
    form = CustomHabitForm(NUMBER | {"kind": "check"}, habit=WATER, target=target(at_least=Decimal(8)))
    assert form.is_valid()
    assert (form.habit_values()["kind"], form.target_values()["at_least"]) == ("number", Decimal(8))
