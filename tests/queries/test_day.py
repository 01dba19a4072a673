from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    PauseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.actions.history import store_anew
from tracker.domain.habits import Habit
from tracker.queries.day import Uncounted, day_page

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 12)
NOW = datetime(2026, 3, 12, 13, 0, tzinfo=UTC)


def test_an_empty_account_has_a_page(person):
    page = day_page(person, TODAY, today=TODAY, now=NOW)
    assert (page.magnesium.total_mg, page.magnesium.verdict) == (0, None)
    assert (page.target, list(page.entries)) == (None, [])
    assert [record.current for record in page.streaks.values()] == [0, 0, 0, 0]


def test_the_days_total_holds_the_bedtime_dose_once(person):
    TargetFactory(person=person)
    DoseFactory(person=person, day=TODAY, elemental_mg=Decimal("304.0"))
    bedtime = DoseFactory(person=person, day=TODAY, elemental_mg=Decimal("96.0"))
    BedtimeLogFactory(person=person, day=TODAY, dose=bedtime)
    page = day_page(person, TODAY, today=TODAY, now=NOW)
    assert (page.magnesium.total_mg, page.magnesium.verdict) == (Decimal("400.0"), "within")
    # To a person the log and its dose are one entry.
    assert [entry._meta.model_name for entry in page.entries] == ["bedtimelog", "dose"]


def test_the_week_strip_runs_from_the_first_day_of_the_week_to_its_last(person):
    TargetFactory(person=person)
    person.week_start = 6
    days = [week_day.day for week_day in day_page(person, TODAY, today=TODAY, now=NOW).week]
    assert (days[0], days[-1]) == (date(2026, 3, 8), date(2026, 3, 14))
    assert [week_day.is_future for week_day in day_page(person, TODAY, today=TODAY, now=NOW).week] == [
        False
    ] * 5 + [True] * 2


def test_a_streak_reaches_back_over_what_is_remembered(person):
    TargetFactory(person=person)
    for day in range(1, 12):
        DoseFactory(person=person, day=date(2026, 3, day), elemental_mg=Decimal("450.0"))
    page = day_page(person, TODAY, today=TODAY, now=NOW)
    assert (page.streaks[Habit.MAGNESIUM].current, page.streaks[Habit.MAGNESIUM].best) == (11, 11)


def test_a_paused_day_is_shown_as_such_and_breaks_no_streak(person):
    TargetFactory(person=person, starts_on=date(2026, 3, 9))
    DoseFactory(person=person, day=date(2026, 3, 10), elemental_mg=Decimal("450.0"))
    PauseFactory(person=person, first_day=date(2026, 3, 11), last_day=TODAY)
    page = day_page(person, TODAY, today=TODAY, now=NOW)
    assert page.is_paused
    assert page.streaks[Habit.MAGNESIUM].current == 1


def test_tiles_stand_in_the_order_they_were_given_and_suggest_the_next_of_the_day(person):
    bed = SupplementFactory(person=person, name="Threonate", usual_moment="bedtime", position=1)
    morning = SupplementFactory(person=person, name="Glycinate", usual_moment="morning", position=3)
    midday = SupplementFactory(person=person, name="Malate", usual_moment="midday", position=2)
    SupplementFactory(person=person, name="Old", archived=True)
    DoseFactory(person=person, day=TODAY, supplement=morning)
    tiles = day_page(person, TODAY, today=TODAY, now=NOW).magnesium.tiles
    assert [(tile.supplement, tile.times_logged, tile.is_next) for tile in tiles] == [
        (bed, 0, False),
        (midday, 0, True),
        (morning, 1, False),
    ]


def test_sprints_of_the_week_are_listed_on_each_of_its_days(person):
    TargetFactory(person=person)
    session = SprintSessionFactory(person=person, day=date(2026, 3, 10))
    SprintSessionFactory(person=person, day=date(2026, 3, 8))
    page = day_page(person, TODAY, today=TODAY, now=NOW)
    assert list(page.sprints.sessions) == [session]
    assert list(page.entries) == []


def test_today_asks_about_last_night_and_a_past_day_about_its_own(person):
    BedtimeLogFactory(person=person, day=date(2026, 3, 11), sleep_quality=2)
    for day in (TODAY, date(2026, 3, 11)):
        night = day_page(person, day, today=TODAY, now=NOW).night
        assert (night.rated_day, night.quality) == (date(2026, 3, 11), 2)


def test_a_night_that_was_only_rated_is_no_bedtime_log(person):
    SupplementFactory(person=person, usual_moment="bedtime")
    night = BedtimeLogFactory(person=person, day=date(2026, 3, 11), taken=False, sleep_quality=4)
    page = day_page(person, night.day, today=TODAY, now=NOW)
    assert (page.night.log, page.night.quality, page.entries) == (None, 4, [night])
    assert [day.has_bedtime for day in page.week] == [False] * 7


def evening_of(person, day=TODAY, now=datetime(2026, 3, 12, 21, 0, tzinfo=UTC)):
    """What the page of a day plans and asks about, at ten in the evening in Berlin."""
    page = day_page(person, day, today=TODAY, now=now)
    return page.magnesium.planned_mg, page.night.dose


@pytest.fixture
def before_bed(person):
    """What the person takes before bed, on days that ask for it."""
    TargetFactory(person=person)
    return SupplementFactory(person=person, usual_moment="bedtime", elemental_mg_per_unit=Decimal(48))


def at(hour, minute=0, day=12):
    """A moment of March by the clock in Berlin."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))


def test_the_bedtime_dose_is_planned_until_the_evening_has_one(person, before_bed):
    other = SupplementFactory(person=person)
    DoseFactory(person=person, day=TODAY, supplement=other, taken_at=at(20))
    DoseFactory(person=person, day=TODAY, taken_at=at(20))
    DoseFactory(person=person, day=TODAY, supplement=before_bed, taken_at=at(16, 59))
    assert evening_of(person) == (Decimal(96), None)
    dose = DoseFactory(person=person, day=TODAY, supplement=before_bed, taken_at=at(17))
    assert evening_of(person) == (0, dose)


def test_of_several_doses_in_the_evening_the_newest_is_asked_about(person, before_bed):
    doses = [
        DoseFactory(person=person, day=TODAY, supplement=before_bed, taken_at=at(hour))
        for hour in (20, 21, 18)
    ]
    assert evening_of(person) == (0, doses[1])


def test_past_midnight_the_evening_lasts_until_the_new_day_starts(person, before_bed):
    dose = DoseFactory(person=person, day=TODAY, supplement=before_bed, taken_at=at(2, 59, day=13))
    assert evening_of(person, now=at(2, 59, day=13)) == (0, dose)
    DoseFactory(person=person, day=date(2026, 3, 13), supplement=before_bed, taken_at=at(3, day=13))
    assert day_page(person, date(2026, 3, 13), today=date(2026, 3, 13), now=NOW).magnesium.planned_mg == 96


@pytest.mark.parametrize(("zone", "asked"), [("Europe/Berlin", True), ("America/New_York", False)])
def test_a_dose_logged_elsewhere_was_of_the_evening_there(person, before_bed, zone, asked):
    # 20:00 in Berlin is 15:00 in New York.
    dose = DoseFactory(person=person, day=TODAY, supplement=before_bed, taken_at=at(20), time_zone=zone)
    assert evening_of(person) == ((0, dose) if asked else (Decimal(96), None))


def test_a_night_that_was_logged_is_not_asked_about(person, before_bed):
    DoseFactory(person=person, day=TODAY, supplement=before_bed, taken_at=at(20))
    BedtimeLogFactory(person=person, day=TODAY)
    assert evening_of(person) == (0, None)


def test_a_past_evening_is_asked_about_too_though_its_night_was_rated(person, before_bed):
    day = date(2026, 3, 11)
    BedtimeLogFactory(person=person, day=day, taken=False, sleep_quality=4)
    dose = DoseFactory(person=person, day=day, supplement=before_bed, taken_at=at(20, day=11))
    assert evening_of(person, day) == (0, dose)
    assert evening_of(person) == (Decimal(96), None)


@pytest.mark.parametrize("count", [1, 30])
def test_a_day_takes_twelve_queries_however_much_was_logged(person, count, django_assert_num_queries):
    TargetFactory(person=person)
    SupplementFactory.create_batch(count, person=person)
    DoseFactory.create_batch(count, person=person, day=TODAY)
    PostMealWalkFactory.create_batch(count, person=person, day=TODAY)
    SprintSessionFactory.create_batch(count, person=person, day=TODAY)
    BedtimeLogFactory(person=person, day=TODAY, dose=DoseFactory(person=person, day=TODAY))
    for habit in CustomHabitFactory.create_batch(count, person=person):
        CustomHabitTargetFactory(habit=habit)
        CustomHabitEntryFactory(person=person, habit=habit, day=TODAY)
    store_anew(person, today=TODAY)
    with django_assert_num_queries(12):
        day_page(person, TODAY, today=TODAY, now=NOW)


FIRST = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("day", "uncounted"),
    [
        (date(2026, 3, 8), Uncounted(FIRST, could_count=False)),
        (date(2026, 3, 9), Uncounted(FIRST, could_count=True)),
        (FIRST, None),
        (TODAY, None),
        # Where no target may start.
        (date(1999, 3, 9), Uncounted(FIRST, could_count=False)),
    ],
)
def test_a_day_before_the_first_target_could_count_once_it_has_an_entry(day, uncounted, person):
    TargetFactory(person=person, starts_on=FIRST)
    for logged in (date(1999, 3, 9), date(2026, 3, 9), FIRST):
        DoseFactory(person=person, day=logged)
    assert day_page(person, day, today=TODAY, now=NOW).uncounted == uncounted


def test_without_a_target_no_day_waits_for_one(person):
    DoseFactory(person=person, day=FIRST)
    assert day_page(person, FIRST, today=TODAY, now=NOW).uncounted is None


@pytest.mark.parametrize(
    ("factory", "fields", "could_count"),
    [
        (PostMealWalkFactory, {}, True),
        (SprintSessionFactory, {}, True),
        (BedtimeLogFactory, {}, True),
        (BedtimeLogFactory, {"taken": False, "sleep_quality": 4}, False),
    ],
)
def test_what_a_target_asks_for_makes_a_day_one_that_could_count(factory, fields, could_count, person):
    TargetFactory(person=person, starts_on=FIRST)
    # The night before is read too, for its sleep.
    factory(person=person, day=date(2026, 3, 9), **fields)
    for day, expected in ((date(2026, 3, 9), could_count), (date(2026, 3, 10), False)):
        assert day_page(person, day, today=TODAY, now=NOW).uncounted == Uncounted(FIRST, could_count=expected)
