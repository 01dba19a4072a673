"""What a week's page is made of, and that its figures are those of adding up by hand."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from tests.breadth import examples
from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PauseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tests.queries.test_trends import histories, reference, seen, stored
from tracker.actions.history import entries_changed, store_anew
from tracker.actions.reviews import save_review
from tracker.domain.days import week_first_day, week_name, weeks_between
from tracker.domain.habits import Habit, Mark
from tracker.domain.protocol import habit_units
from tracker.domain.review import Intention, IntentionKind
from tracker.domain.spans import TrendRange
from tracker.domain.summary import Tally
from tracker.queries.journal import journal_of
from tracker.queries.plan import plan_of
from tracker.queries.review import newest_week, review_page
from tracker.queries.trends import trends_page

MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


@pytest.mark.parametrize("count", [1, 60])
def test_a_week_takes_eleven_queries_and_four_more_at_first(person, count, django_assert_num_queries):
    TargetFactory(person=person, starts_on=MONDAY - timedelta(days=400))
    for n in range(count):
        day = MONDAY - timedelta(days=n * 6)
        DoseFactory(person=person, day=day)
        PostMealWalkFactory(person=person, day=day)
        SprintSessionFactory(person=person, day=day)
        BedtimeLogFactory(person=person, day=day, sleep_quality=3)
    for n in range(count):
        save_review(person, week_name(MONDAY - timedelta(weeks=n)), {"reflection": "Went well."})
    with django_assert_num_queries(15):
        first = review_page(person, MONDAY, NOW)
    store_anew(person, today=NOW.date())
    with django_assert_num_queries(11):
        again = review_page(person, MONDAY, NOW)
    assert (first.week.days, first.previous.days) == (again.week.days, again.previous.days)
    assert first.recent.habits == again.recent.habits


def test_the_week_before_is_there_to_compare_with(person):
    TargetFactory(person=person, starts_on=MONDAY - timedelta(days=7))
    for day, mg in ((MONDAY, 450), (MONDAY - timedelta(days=7), 400), (MONDAY - timedelta(days=1), 500)):
        DoseFactory(person=person, day=day, elemental_mg=Decimal(mg))
    page = review_page(person, MONDAY, NOW)
    assert page.week.done(Habit.MAGNESIUM) == Tally(1, 7)
    assert page.previous.done(Habit.MAGNESIUM) == Tally(2, 7)
    assert page.recent.tally(Habit.MAGNESIUM) == Tally(3, 14)


def test_the_first_week_has_none_before_it(person):
    DoseFactory(person=person, day=MONDAY + timedelta(days=5))
    assert review_page(person, MONDAY, NOW).previous is None
    assert review_page(person, MONDAY - timedelta(days=7), NOW) is None


def test_a_week_of_long_ago_is_as_it_would_have_been_seen_then(person):
    TargetFactory(person=person, starts_on=MONDAY - timedelta(weeks=30))
    for n in range(100):
        DoseFactory(person=person, day=MONDAY - timedelta(days=n), elemental_mg=Decimal(450))
    long_ago = MONDAY - timedelta(weeks=10)
    then = review_page(person, long_ago, NOW - timedelta(weeks=10))
    now = review_page(person, long_ago, NOW)
    assert (then.week, then.previous) == (now.week, now.previous)


def test_a_week_has_a_page_after_it_unless_it_is_the_open_one(person):
    TargetFactory(person=person)
    assert review_page(person, MONDAY, NOW).next_week == MONDAY + timedelta(days=7)
    open_week = review_page(person, MONDAY + timedelta(days=7), NOW)
    assert (open_week.next_week, open_week.week.is_open) == (None, True)
    assert review_page(person, MONDAY + timedelta(days=14), NOW) is None


def test_until_the_day_starts_sundays_week_is_still_open(person):
    TargetFactory(person=person)
    night = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # 02:30 in Berlin, before 03:00
    assert review_page(person, MONDAY, night).week.is_open
    assert newest_week(person, night) == MONDAY - timedelta(days=7)
    assert newest_week(person, night + timedelta(hours=1)) == MONDAY


def test_somebody_new_begins_with_the_open_week(person):
    TargetFactory(person=person, starts_on=date(2026, 11, 23))
    assert newest_week(person, NOW) == MONDAY + timedelta(days=7)


def test_a_target_that_begins_tomorrow_leaves_the_open_week(person):
    TargetFactory(person=person, starts_on=date(2026, 11, 24))
    assert newest_week(person, NOW) == MONDAY + timedelta(days=7)
    page = review_page(person, MONDAY + timedelta(days=7), NOW)
    assert (page.week.summary.score, page.week.has_entries) == (None, False)


def test_an_intention_is_written_in_one_week_and_meant_for_the_next(person):
    TargetFactory(person=person)
    save_review(person, "2026-W46", {"intention": "dinner", "weekdays": {0, 1}})
    save_review(person, "2026-W47", {"intention": "bedtime"})
    PostMealWalkFactory(person=person, day=MONDAY, meal="dinner")
    page = review_page(person, MONDAY, NOW)
    assert page.intended == Intention(IntentionKind.DINNER, frozenset({0, 1}))
    assert page.outcome == Tally(1, 2)
    assert page.written.as_intention() == Intention(IntentionKind.BEDTIME)
    following = review_page(person, MONDAY + timedelta(days=7), NOW)
    assert following.intended == Intention(IntentionKind.BEDTIME)


def test_other_peoples_words_and_entries_are_not_read(person, other_person):
    TargetFactory(person=person)
    DoseFactory(person=other_person, day=MONDAY)
    save_review(other_person, "2026-W47", {"reflection": "Mine."})
    page = review_page(person, MONDAY, NOW)
    assert (page.week.has_entries, page.written, page.last_written) == (False, None, None)


def test_a_change_of_the_past_is_seen_at_once(person):
    TargetFactory(person=person)
    long_ago = MONDAY - timedelta(weeks=8)
    store_anew(person, today=NOW.date())
    assert review_page(person, long_ago, NOW).week.done(Habit.BEDTIME) == Tally(0, 7)
    BedtimeLogFactory(person=person, day=long_ago)
    entries_changed(person, [long_ago], today=NOW.date())
    assert review_page(person, long_ago, NOW).week.done(Habit.BEDTIME) == Tally(1, 7)


def rate(person, first, last, sides):
    """Rate all nights from `first` to `last`, in turns with the dose and without: `sides` are the ratings."""
    for n in range((last - first).days + 1):
        ratings = sides[n % 2]
        BedtimeLogFactory(
            person=person,
            day=first + timedelta(days=n),
            taken=n % 2 == 0,
            sleep_quality=ratings[n // 2 % len(ratings)],
        )


def noticed_in(person, *weeks):
    """What is worth noticing in the weeks that begin on these days."""
    return [review_page(person, week, NOW).noticed for week in weeks]


def test_what_is_clear_is_noticed_in_the_first_week_that_it_is_and_not_again(person):
    TargetFactory(person=person, starts_on=MONDAY - timedelta(weeks=30))
    weeks = [MONDAY - timedelta(weeks=n) for n in (3, 2, 1, 0)]
    # Sixteen nights by the end of the second week, fourteen by the end of the first.
    rate(person, MONDAY - timedelta(days=23), MONDAY + timedelta(days=6), ([4, 5], [2, 3]))
    found = noticed_in(person, *weeks)
    assert [each is not None for each in found] == [False, True, False, False]
    assert found[1].is_clear


def test_what_may_be_chance_is_noticed_once_and_again_when_it_is_clear(person):
    TargetFactory(person=person, starts_on=MONDAY - timedelta(weeks=30))
    rate(person, MONDAY - timedelta(days=23), MONDAY - timedelta(days=8), ([3, 4], [4, 3]))
    rate(person, MONDAY - timedelta(days=7), MONDAY + timedelta(days=6), ([5], [1]))
    found = noticed_in(person, *(MONDAY - timedelta(weeks=n) for n in (3, 2, 1, 0)))
    assert [each and each.is_clear for each in found] == [None, False, True, None]


@pytest.mark.parametrize(("weekday", "is_noticed"), [(0, False), (2, False), (3, True), (6, True)])
def test_an_open_week_has_nothing_to_notice_before_thursday(person, weekday, is_noticed):
    TargetFactory(person=person, starts_on=MONDAY - timedelta(weeks=30))
    # Enough nights with the one of Monday, which is there from Tuesday on.
    rate(person, MONDAY - timedelta(days=15), MONDAY + timedelta(days=weekday - 1), ([4, 5], [2, 3]))
    page = review_page(person, MONDAY, NOW - timedelta(days=7 - weekday))
    assert page.week.is_open
    assert (page.noticed is not None) is is_noticed
    last = MONDAY + timedelta(days=weekday - 1)
    assert (page.nights.first_day, page.nights.last_day) == (last - timedelta(days=83), last)


@pytest.mark.parametrize("weekday", range(7))
def test_what_is_noticed_is_what_trends_say_of_the_same_days(person, weekday):
    TargetFactory(person=person, starts_on=MONDAY - timedelta(weeks=30))
    now = NOW - timedelta(days=7 - weekday)
    last = MONDAY + timedelta(days=weekday - 1)
    rate(person, MONDAY - timedelta(days=15), last + timedelta(days=1), ([4, 5], [2, 3]))
    page = review_page(person, MONDAY, now)
    in_trends = trends_page(person, page.nights, now).observations
    assert page.noticed in (None, in_trends[0])
    assert trends_page(person, TrendRange.TWELVE_WEEKS, now).observations == in_trends


def test_a_paused_week_asks_for_nothing(person):
    TargetFactory(person=person)
    PauseFactory(person=person, first_day=MONDAY, last_day=MONDAY + timedelta(days=6))
    page = review_page(person, MONDAY, NOW)
    assert (page.week.summary.is_paused, page.week.summary.score) == (True, None)


# ── Against a slow and obvious reference ────────────────────────────────────────────────────────
def streak_of(marks):
    """Kept units back from the newest, past those that count for nothing."""
    counted = [mark for mark in marks if mark in (Mark.KEPT, Mark.MISSED)]
    streak = 0
    while streak < len(counted) and counted[-1 - streak] is Mark.KEPT:
        streak += 1
    return streak


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_every_week_is_what_adding_up_by_hand_gives(db, history):
    person = stored(history)
    today, week_start = history["today"], history["week_start"]
    now = datetime.combine(today, time(12), tzinfo=UTC)
    plan = plan_of(person)
    journal = journal_of(person, (today - timedelta(days=400), today))
    first = week_first_day(min(filter(None, (journal.first_day, plan.targets.first_day))), week_start)
    assert review_page(person, first - timedelta(days=7), now) is None
    weeks = weeks_between(first, today, week_start)
    for place, week in enumerate(weeks):
        page = review_page(person, week, now)
        last = min(week + timedelta(days=6), today)
        by_hand = reference(history, week, last, [week])
        assert seen(page.week.summary) == by_hand
        assert (seen(page.previous.summary) if page.previous else None) == (
            reference(history, week - timedelta(days=7), week - timedelta(days=1)) if place else None
        )
        ratios = [tally.kept / tally.due for tally in by_hand["habits"].values()]
        assert page.week.summary.score == (pytest.approx(sum(ratios) / len(ratios)) if ratios else None)
        # What the first weeks hold was added up when they were long past; from scratch it is the same.
        units = habit_units(plan, journal, first, last, today)
        for habit in Habit:
            assert page.week.after[habit].current == streak_of([unit.mark for unit in units[habit]])


@pytest.mark.parametrize("day", [MONDAY, MONDAY + timedelta(days=2), MONDAY + timedelta(days=6)])
def test_the_open_week_looks_at_as_many_nights_as_a_closed_one(person, day):
    TargetFactory(person=person, starts_on=MONDAY - timedelta(days=400))
    page = review_page(person, MONDAY, datetime.combine(day, time(20), tzinfo=UTC))
    assert (page.nights.days, page.nights.last_day) == (84, day - timedelta(days=1))
