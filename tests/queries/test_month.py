from datetime import date, timedelta
from decimal import Decimal

import pytest

from bench.history import add_history
from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    DoseFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.domain.habits import Habit
from tracker.domain.summary import Tally
from tracker.domain.targets import Verdict
from tracker.queries.month import MonthBounds, month_bounds, month_page
from tracker.queries.plan import plan_of

MARCH, TODAY = date(2026, 3, 1), date(2026, 3, 14)
KINDS = [DoseFactory, PostMealWalkFactory, SprintSessionFactory, BedtimeLogFactory, CustomHabitEntryFactory]


def month_of(person, month=MARCH, today=TODAY):
    return month_page(person, plan_of(person), month, today)


def test_a_month_has_all_its_days_with_what_became_of_them(person):
    TargetFactory(person=person, starts_on=date(2026, 3, 3))
    DoseFactory(person=person, day=date(2026, 3, 4), elemental_mg=Decimal(450))
    PostMealWalkFactory(person=person, day=date(2026, 3, 4))
    BedtimeLogFactory(person=person, day=date(2026, 3, 5))
    PauseFactory(person=person, first_day=date(2026, 3, 6), last_day=date(2026, 3, 7))
    # Of other months.
    DoseFactory(person=person, day=date(2026, 2, 28))
    DoseFactory(person=person, day=date(2026, 4, 1))
    page = month_of(person)
    assert [day.day.day for day in page.days] == list(range(1, 32))
    assert [day.verdict for day in page.days[1:5]] == [None, Verdict.BELOW, Verdict.WITHIN, Verdict.BELOW]
    assert [day.walks_counted for day in page.days[2:5]] == [0, 1, 0]
    assert [day.day.day for day in page.days if day.has_bedtime] == [5]
    assert [day.day.day for day in page.days if day.is_paused] == [6, 7]
    assert [day.day.day for day in page.days if day.is_future] == list(range(15, 32))


def test_a_month_adds_up_the_days_that_are_over(person):
    TargetFactory(person=person, starts_on=date(2026, 1, 1))
    for day, mg in ((2, 450), (3, 300), (14, 500)):
        DoseFactory(person=person, day=date(2026, 3, day), elemental_mg=Decimal(mg))
    # Of the month before, near enough for the mean of seven days.
    DoseFactory(person=person, day=date(2026, 2, 27), elemental_mg=Decimal(500))
    total = month_of(person).total
    # Today is kept already.
    assert total.tally(Habit.MAGNESIUM) == Tally(2, 14)
    assert total.magnesium.mean_mg == 375


def test_a_month_that_has_not_begun_adds_up_to_nothing(person):
    page = month_of(person, date(2026, 4, 1))
    assert page.total is None
    assert all(day.is_future for day in page.days)


def test_february_of_a_leap_year_has_a_day_more(person):
    assert len(month_of(person, date(2024, 2, 1)).days) == 29


# ── Turning ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("factory", KINDS)
def test_months_with_an_entry_of_any_kind_can_be_turned_to(factory, person):
    for day in (date(2025, 6, 30), date(2025, 11, 1), date(2026, 2, 28)):
        factory(person=person, day=day)
    first = date(2025, 6, 30)
    assert month_bounds(person, MARCH, TODAY) == MonthBounds(first, date(2026, 2, 1), None)
    assert month_bounds(person, date(2026, 2, 1), TODAY) == MonthBounds(first, date(2025, 11, 1), MARCH)
    # Months without any are passed over.
    assert month_bounds(person, date(2025, 11, 1), TODAY) == MonthBounds(
        first, date(2025, 6, 1), date(2026, 2, 1)
    )
    assert month_bounds(person, date(2025, 6, 1), TODAY) == MonthBounds(first, None, date(2025, 11, 1))
    # From one that has none itself, too.
    assert month_bounds(person, date(2025, 8, 1), TODAY) == MonthBounds(
        first, date(2025, 6, 1), date(2025, 11, 1)
    )


def test_without_entries_only_the_month_of_today_can_be_turned_to(person, other_person):
    DoseFactory(person=other_person, day=date(2026, 2, 1))
    assert month_bounds(person, MARCH, TODAY) == MonthBounds(None, None, None)
    assert month_bounds(person, date(2026, 1, 1), TODAY) == MonthBounds(None, None, MARCH)


def test_days_that_have_not_come_are_not_turned_to(person):
    # As for somebody who flew west on the last of the month.
    DoseFactory(person=person, day=date(2026, 4, 1))
    assert month_bounds(person, MARCH, date(2026, 3, 31)) == MonthBounds(None, None, None)


@pytest.mark.parametrize("days", [20, 3650])
def test_a_month_takes_as_many_queries_whatever_there_is(days, db, django_assert_num_queries):
    person = PersonFactory(time_zone="UTC")
    add_history(person, days, TODAY)
    plan = plan_of(person)
    with django_assert_num_queries(5):
        month_page(person, plan, MARCH, TODAY)
    with django_assert_num_queries(1):
        bounds = month_bounds(person, MARCH, TODAY)
    assert bounds.first_entry == TODAY - timedelta(days=days)
