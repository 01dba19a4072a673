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
from tracker.actions.history import store_anew
from tracker.actions.safety import change_safety
from tracker.domain.habits import Habit, HabitRecord
from tracker.domain.protocol import habit_units
from tracker.domain.summary import Tally
from tracker.queries.history import history_of, past_weeks, records_before, remembered_until, wrong_weeks
from tracker.queries.journal import journal_of
from tracker.queries.plan import plan_of

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)
WEEK = timedelta(weeks=1)


def figures(records):
    return {
        habit: (record.current, record.best, record.kept, record.missed, round(record.strength, 5))
        for habit, record in records.items()
    }


def logged(person):
    """A few entries of each kind."""
    for day, mg in ((MONDAY, "133.3"), (MONDAY, "133.3"), (MONDAY, "133.4"), (date(2026, 3, 10), "450.0")):
        DoseFactory(person=person, day=day, elemental_mg=Decimal(mg))
    PostMealWalkFactory(person=person, day=MONDAY, meal="lunch", minutes=12, minutes_after_meal=30)
    PostMealWalkFactory(person=person, day=MONDAY, meal="other", minutes=40)
    SprintSessionFactory.create_batch(2, person=person, day=date(2026, 3, 10))
    BedtimeLogFactory(person=person, day=MONDAY)
    CustomHabitEntryFactory(person=person, day=MONDAY)


def test_what_is_stored_is_read_and_not_added_up_again(person, django_assert_num_queries):
    TargetFactory(person=person)
    logged(person)
    plan, before = plan_of(person), date(2026, 3, 16)
    # Five: an entry of any kind may lie there.
    with django_assert_num_queries(6):
        from_entries = records_before(person, plan, before)
    store_anew(person, today=before + timedelta(weeks=1))
    with django_assert_num_queries(1):
        stored = records_before(person, plan, before)
    assert figures(from_entries) == figures(stored)
    assert stored[Habit.BEDTIME].best == 1


def test_weeks_that_closed_since_are_added_while_reading_and_stored_by_nobody(person):
    TargetFactory(person=person)
    logged(person)
    store_anew(person, today=date(2026, 3, 23))
    BedtimeLogFactory(person=person, day=date(2026, 3, 18))
    records = records_before(person, plan_of(person), date(2026, 3, 23))
    assert (records[Habit.BEDTIME].kept, records[Habit.BEDTIME].missed) == (2, 79)
    assert history_of(person).until == date(2026, 3, 16)


def test_a_day_before_the_last_stored_week_is_read_from_its_years_weeks(person):
    TargetFactory(person=person, starts_on=date(2025, 12, 1))
    logged(person)
    BedtimeLogFactory(person=person, day=date(2025, 12, 3))
    plan = plan_of(person)
    from_entries = [figures(records_before(person, plan, MONDAY - n * WEEK)) for n in (0, 3, 10)]
    store_anew(person, today=date(2026, 4, 1))
    assert [figures(records_before(person, plan, MONDAY - n * WEEK)) for n in (0, 3, 10)] == from_entries


def test_a_kept_week_that_began_before_the_first_target_stays_kept(person):
    # Two sprints before the target's first day, a Wednesday, and none after it, are what the week asks for.
    TargetFactory(person=person, starts_on=MONDAY + timedelta(days=2))
    SprintSessionFactory.create_batch(2, person=person, day=MONDAY)
    plan, later = plan_of(person), MONDAY + 5 * WEEK
    for store in (False, True):
        if store:
            store_anew(person, today=later)
        record = records_before(person, plan, MONDAY + WEEK)[Habit.SPRINTS]
        assert (record.kept, record.missed, record.best) == (1, 0, 1)
        assert past_weeks(person, plan, later).weeks[0].tally(Habit.SPRINTS) == Tally(1, 1)


def test_what_was_changed_past_the_app_is_found(person):
    TargetFactory(person=person, starts_on=date(2026, 2, 2))
    logged(person)
    assert wrong_weeks(person) == []
    store_anew(person, today=date(2026, 4, 1))
    assert wrong_weeks(person) == []
    PostMealWalkFactory(person=person, day=date(2026, 2, 11))
    assert wrong_weeks(person) == [date(2026, 2, 9)]
    store_anew(person)
    history = history_of(person)
    history.years["2026"][Habit.WALKS][0] += 1
    history.save()
    assert wrong_weeks(person) == [history.until]


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
    assert figures({habit: before[habit].add_all(late[habit]) for habit in Habit}) == figures(
        {habit: HabitRecord().add_all(whole[habit]) for habit in Habit}
    )


def test_kidneys_that_rule_targets_out_ask_for_no_magnesium_until_one_says_otherwise(person):
    TargetFactory(person=person, starts_on=MONDAY)
    DoseFactory(person=person, day=MONDAY, elemental_mg=Decimal(450))
    kept = []
    for kidneys in ("moderate", "severe", "well"):
        change_safety(person, {"limit_region": "us", "own_limit_mg": None, "kidneys": kidneys})
        records = records_before(person, plan_of(person), MONDAY + timedelta(weeks=1))
        kept.append(records[Habit.MAGNESIUM].best)
    assert kept == [1, 0, 1]
