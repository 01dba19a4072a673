from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    DoseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.domain.custom_habits import custom_key
from tracker.domain.habits import Habit
from tracker.domain.journal import Journal, Meal, Night, Sprint, Walk
from tracker.domain.protocol import habit_units
from tracker.queries.journal import journal_from, journal_of
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


def test_what_was_done_is_read_in_a_query_for_each_kind(person, django_assert_num_queries):
    logged(person)
    with django_assert_num_queries(5):
        journal = journal_of(person, (MONDAY, date(2026, 3, 15)))
    # In which order the walks of a day come does not matter to anybody.
    journal.walks[MONDAY].sort(key=lambda walk: walk.minutes)
    assert journal == Journal(
        mg_by_family={MONDAY: {"gly": Decimal("400.0")}, date(2026, 3, 10): {"gly": Decimal("450.0")}},
        walks={MONDAY: [Walk(Meal.LUNCH, 12, 30), Walk(Meal.OTHER, 40)]},
        sprints={date(2026, 3, 10): [Sprint(sets=6, work_seconds=20)] * 2},
        nights={MONDAY: Night(taken=True, minutes=0)},
        custom={custom_key(person.custom_habits.get().pk): {MONDAY: Decimal(1)}},
    )


def test_entries_already_loaded_say_the_same_as_the_query(person):
    logged(person)
    loaded = journal_from(
        person.doses.all(),
        person.walks.all(),
        person.sprints.all(),
        person.bedtime_logs.all(),
        person.custom_entries.all(),
    )
    queried = journal_of(person, (MONDAY, date(2026, 3, 15)))
    for journal in (loaded, queried):
        journal.walks[MONDAY].sort(key=lambda walk: walk.minutes)
    assert loaded == queried


def test_three_tenths_of_doses_add_up_exactly_to_the_lower_end(person):
    TargetFactory(person=person)
    logged(person)
    plan, journal = plan_of(person), journal_of(person, (MONDAY, MONDAY))
    unit = habit_units(plan, journal, MONDAY, MONDAY, MONDAY)[Habit.MAGNESIUM][0]
    assert unit.mark == "kept"


def test_somebody_elses_entries_are_not_counted(person):
    logged(PersonFactory())
    assert journal_of(person, (MONDAY, date(2026, 3, 15))) == Journal()
