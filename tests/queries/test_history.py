from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    DoseFactory,
    PauseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.actions.history import invalidate_history
from tracker.actions.safety import change_safety
from tracker.domain.habits import Habit, HabitRecord
from tracker.domain.protocol import habit_units
from tracker.queries.history import records_before, remembered_until
from tracker.queries.journal import journal_of
from tracker.queries.plan import plan_of

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)


def logged(person):
    """A few entries of each kind."""
    for day, mg in ((MONDAY, "133.3"), (MONDAY, "133.3"), (MONDAY, "133.4"), (date(2026, 3, 10), "450.0")):
        DoseFactory(person=person, day=day, elemental_mg=Decimal(mg))
    PostMealWalkFactory(person=person, day=MONDAY, meal="lunch", minutes=12, minutes_after_meal=30)
    PostMealWalkFactory(person=person, day=MONDAY, meal="other", minutes=40)
    SprintSessionFactory.create_batch(2, person=person, day=date(2026, 3, 10))
    BedtimeLogFactory(person=person, day=MONDAY)
    CustomHabitEntryFactory(person=person, day=MONDAY)


def test_past_days_are_summed_once(person, django_assert_num_queries):
    TargetFactory(person=person)
    logged(person)
    plan = plan_of(person)
    with django_assert_num_queries(5):
        first = records_before(person, plan, date(2026, 3, 16))
    with django_assert_num_queries(0):
        again = records_before(person, plan, date(2026, 3, 16))
    assert first == again
    assert first[Habit.BEDTIME].best == 1


def test_a_change_of_the_past_is_seen_at_once(person):
    TargetFactory(person=person)
    logged(person)
    plan = plan_of(person)
    before = records_before(person, plan, date(2026, 3, 16))[Habit.BEDTIME].best
    BedtimeLogFactory(person=person, day=date(2026, 3, 10))
    invalidate_history(person)
    after = records_before(person, plan, date(2026, 3, 16))[Habit.BEDTIME].best
    assert (before, after) == (1, 2)


def test_remembered_and_recent_days_together_are_the_whole_record(person):
    TargetFactory(person=person, starts_on=date(2026, 1, 1))
    PauseFactory(person=person, first_day=date(2026, 2, 3), last_day=date(2026, 2, 5))
    for number in range(70):
        day = date(2026, 1, 2) + timedelta(days=number)
        if number % 5:
            DoseFactory(person=person, day=day, elemental_mg=Decimal(380 + 13 * (number % 11)))
        if number % 3:
            BedtimeLogFactory(person=person, day=day)
        if number % 4 == 0:
            SprintSessionFactory(person=person, day=day)
    today = date(2026, 3, 12)
    plan = plan_of(person)
    first = date(2026, 1, 1)
    whole = habit_units(plan, journal_of(person, (first, today)), first, today, today)
    recent = remembered_until(person, today)
    late = habit_units(plan, journal_of(person, (recent, today)), recent, today, today)
    before = records_before(person, plan, recent)
    assert {habit: before[habit].add_all(late[habit]) for habit in Habit} == {
        habit: HabitRecord().add_all(whole[habit]) for habit in Habit
    }


def test_kidneys_that_rule_targets_out_ask_for_no_magnesium_until_one_says_otherwise(person):
    TargetFactory(person=person, starts_on=MONDAY)
    DoseFactory(person=person, day=MONDAY, elemental_mg=Decimal(450))
    kept = []
    for kidneys in ("moderate", "severe", "well"):
        change_safety(person, {"limit_region": "us", "own_limit_mg": None, "kidneys": kidneys})
        records = records_before(person, plan_of(person), MONDAY + timedelta(weeks=1))
        kept.append(records[Habit.MAGNESIUM].best)
    assert kept == [1, 0, 1]
