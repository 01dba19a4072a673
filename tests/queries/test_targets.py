from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import caches

from tests.factories import DoseFactory, PauseFactory, TargetFactory
from tracker.domain.habits import Habit, Mark
from tracker.domain.targets import Target
from tracker.queries.targets import target_preview

TODAY = date(2026, 3, 14)
LOWER = {"low_mg": Decimal(150), "high_mg": Decimal(500)}


@pytest.fixture
def history(person):
    """Sixty days of 200 mg, and a target since the first of them."""
    TargetFactory(person=person, starts_on=TODAY - timedelta(days=60))
    for ago in range(60):
        DoseFactory(person=person, day=TODAY - timedelta(days=ago))
    return person


@pytest.mark.parametrize("ago", [0, 5, 40])
def test_a_preview_counts_the_days_since_the_new_target(history, ago):
    preview = target_preview(history, TODAY, added=Target(TODAY - timedelta(days=ago), **LOWER))
    magnesium = preview.changed[Habit.MAGNESIUM]
    assert magnesium.units == {Mark.KEPT: ago + 1}
    assert (magnesium.before.current, magnesium.after.current) == (0, ago + 1)
    assert list(preview.changed) == [Habit.MAGNESIUM]
    assert preview.following is None
    assert preview.before.starts_on == TODAY - timedelta(days=60)


def test_a_preview_is_what_comes_of_it(history):
    added = Target(TODAY - timedelta(days=20), **LOWER)
    after = target_preview(history, TODAY, added=added).habits[Habit.MAGNESIUM].after
    TargetFactory(person=history, starts_on=added.starts_on, **LOWER)
    caches["history"].clear()
    assert target_preview(history, TODAY, added=added).habits[Habit.MAGNESIUM].before == after


def test_removing_the_first_target_leaves_its_days_without_one(history):
    preview = target_preview(history, TODAY, removed=TODAY - timedelta(days=60))
    assert preview.before is None
    assert preview.habits[Habit.MAGNESIUM].units == {Mark.NOT_DUE: 61}
    assert preview.habits[Habit.MAGNESIUM].after.missed == 0


def test_a_moved_target_gives_its_old_days_back(history):
    start = TODAY - timedelta(days=20)
    TargetFactory(person=history, starts_on=start, **LOWER)
    preview = target_preview(history, TODAY, removed=start, added=Target(TODAY - timedelta(days=4), **LOWER))
    assert preview.habits[Habit.MAGNESIUM].units == {Mark.MISSED: 16}


@pytest.mark.parametrize("rows", [1, 30])
def test_a_preview_takes_two_queries_and_one_more_to_sum_the_past(history, rows, django_assert_num_queries):
    for number in range(rows):
        TargetFactory(person=history, starts_on=date(2025, 1, 1) + timedelta(days=number))
        day = date(2025, 6, 1) + timedelta(days=number)
        PauseFactory(person=history, first_day=day, last_day=day)
    added = Target(TODAY - timedelta(days=30), **LOWER)
    with django_assert_num_queries(3):
        target_preview(history, TODAY, added=added)
    with django_assert_num_queries(2):
        target_preview(history, TODAY, added=added)
