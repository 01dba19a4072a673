from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    DoseFactory,
    PauseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.actions.history import store_anew
from tracker.domain.habits import Habit, Mark
from tracker.domain.targets import StartRefusal, Target
from tracker.queries.targets import earlier_start, first_counted_day, target_preview

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
def test_a_preview_takes_ten_queries(history, rows, django_assert_num_queries):
    for number in range(rows):
        TargetFactory(person=history, starts_on=date(2025, 1, 1) + timedelta(days=number))
        day = date(2025, 6, 1) + timedelta(days=number)
        PauseFactory(person=history, first_day=day, last_day=day)
    added = Target(TODAY - timedelta(days=30), **LOWER)
    store_anew(history, today=TODAY)
    with django_assert_num_queries(10):
        target_preview(history, TODAY, added=added)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_first_day_with_an_entry_takes_one_query(rows, person, other_person, django_assert_num_queries):
    DoseFactory(person=other_person, day=date(2026, 1, 1))
    factories = (DoseFactory, PostMealWalkFactory, SprintSessionFactory, BedtimeLogFactory)
    for number in range(rows):
        for ago, factory in enumerate(factories):
            factory(person=person, day=TODAY - timedelta(days=number + 40 * ago))
    since = TODAY - timedelta(days=365)
    with django_assert_num_queries(1):
        assert first_counted_day(person, since) == TODAY - timedelta(days=rows - 1 + 120)
    assert first_counted_day(person, TODAY + timedelta(days=1)) is None


def test_what_no_target_counts_is_no_first_day(person):
    BedtimeLogFactory(person=person, day=date(2026, 3, 1), taken=False, sleep_quality=4)
    CustomHabitEntryFactory(person=person, habit=CustomHabitFactory(person=person), day=date(2026, 3, 2))
    assert first_counted_day(person, date(2026, 1, 1)) is None


@pytest.fixture
def newcomer(person):
    """A target since yesterday, three days filled in before it: kept, below the band, nothing, kept."""
    TargetFactory(
        person=person, starts_on=date(2026, 3, 13), walks_per_day=0, sprints_per_week=0, bedtime=False
    )
    for day, mg in ((9, 450), (10, 200), (12, 450)):
        DoseFactory(person=person, day=date(2026, 3, day), elemental_mg=Decimal(mg))
    return person


def test_an_earlier_start_says_what_becomes_of_the_days_from_there_on(newcomer):
    earlier = earlier_start(newcomer, TODAY, seen_from=date(2026, 3, 10))
    assert (earlier.first_day, earlier.refusal) == (date(2026, 3, 13), None)
    change = earlier.preview.habits[Habit.MAGNESIUM]
    assert change.units == {Mark.KEPT: 2, Mark.MISSED: 2}
    # Yesterday is missed, and ends the streak.
    assert (change.after.current, change.after.best, change.after.kept) == (0, 1, 2)


@pytest.mark.parametrize(
    ("start", "seen_from", "other"),
    [(9, 10, 10), (10, 10, 9), (9, 9, None), (9, 11, None), (12, 10, 9), (12, 12, 9)],
)
def test_beside_a_start_stands_the_first_day_with_an_entry_or_the_one_it_is_seen_from(
    start, seen_from, other, newcomer
):
    seen = date(2026, 3, seen_from)
    earlier = earlier_start(newcomer, TODAY, seen_from=seen, start=date(2026, 3, start))
    assert earlier.other_start == (date(2026, 3, other) if other else None)


@pytest.mark.parametrize(
    ("start", "refusal"),
    [
        (date(2026, 3, 11), StartRefusal.NOTHING_LOGGED),
        (date(2026, 3, 13), StartRefusal.COUNTS_ALREADY),
        (date(2026, 3, 14), StartRefusal.COUNTS_ALREADY),
        (date(1990, 3, 14), StartRefusal.TOO_LONG_AGO),
    ],
)
def test_where_the_first_target_cannot_start_there_is_no_preview(start, refusal, newcomer):
    earlier = earlier_start(newcomer, TODAY, seen_from=start, start=start)
    assert (earlier.refusal, earlier.preview, earlier.other_start) == (refusal, None, date(2026, 3, 9))


def test_without_a_target_nothing_starts_earlier(person):
    DoseFactory(person=person, day=date(2026, 3, 9))
    earlier = earlier_start(person, TODAY, seen_from=date(2026, 3, 9))
    assert (earlier.refusal, earlier.first_day, earlier.other_start) == (StartRefusal.NO_TARGET, None, None)


@pytest.mark.parametrize("rows", [1, 30])
def test_what_an_earlier_start_does_takes_as_many_queries_whatever_the_history(
    rows, person, django_assert_num_queries
):
    TargetFactory(person=person, starts_on=TODAY)
    for number in range(rows):
        DoseFactory(person=person, day=date(2026, 1, 1) + timedelta(days=number))
        TargetFactory(person=person, starts_on=TODAY + timedelta(days=1 + number))
    store_anew(person, today=TODAY)
    with django_assert_num_queries(13):
        earlier_start(person, TODAY, seen_from=date(2026, 3, 9), start=date(2026, 1, 1))
