from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.domain.days import day_bounds
from tracker.domain.journal import Meal
from tracker.domain.usual_times import is_in_evening, meal_at, usual_moment_at

# Both changes of the clocks of 2026 in Berlin, and a day without one.
PLAIN, SPRING, AUTUMN = date(2026, 3, 14), date(2026, 3, 29), date(2026, 10, 25)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("clock", "meal", "moment"),
    [
        (time(3, 59), Meal.BREAKFAST, "bedtime"),
        (time(4), Meal.BREAKFAST, "morning"),
        (time(10, 59), Meal.BREAKFAST, "morning"),
        (time(11), Meal.LUNCH, "midday"),
        (time(16, 59), Meal.LUNCH, "midday"),
        (time(17), Meal.DINNER, "evening"),
        (time(21), Meal.DINNER, "bedtime"),
    ],
)
def test_the_hour_suggests_a_meal_and_a_usual_moment(clock, meal, moment):
    assert (meal_at(clock), usual_moment_at(clock)) == (meal, moment)


def on_wall(day, clock, zone="Europe/Berlin"):
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize("day_start", [time(0), time(3), time(6)], ids=str)
@pytest.mark.parametrize("day", [PLAIN, SPRING, AUTUMN], ids=str)
def test_the_evening_begins_five_hours_before_bedtime_and_lasts_until_the_day_ends(day, day_start):
    zone = ZoneInfo("Europe/Berlin")
    five = on_wall(day, time(17))
    first, after = day_bounds(day, zone, day_start)
    told = [is_in_evening(at, day, zone, day_start) for at in (first, five - MINUTE, five, after - MINUTE)]
    assert told == [False, False, True, True]


def test_past_midnight_it_is_still_the_evening_of_the_day_before():
    zone, one = ZoneInfo("Europe/Berlin"), on_wall(PLAIN, time(1))
    assert is_in_evening(one, PLAIN - timedelta(days=1), zone, time(3))
    assert not is_in_evening(one, PLAIN, zone, time(0))


def test_the_day_stays_the_one_it_was_settled_on_when_days_start_earlier_by_now():
    one = on_wall(PLAIN, time(1))
    assert is_in_evening(one, PLAIN - timedelta(days=1), ZoneInfo("Europe/Berlin"), time(0))


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        # Ten in the evening is skipped, so that usual bedtime is the moment which the clocks skip to.
        (date(2022, 3, 26), time(17)),
        # Ten in the evening comes twice, and the first is meant.
        (date(2022, 10, 29), time(17)),
    ],
    ids=["skipped", "twice"],
)
def test_a_clock_that_changes_at_bedtime_leaves_the_evening_where_it_was(day, begins):
    zone = ZoneInfo("America/Nuuk")
    at = on_wall(day, begins, "America/Nuuk")
    assert [is_in_evening(moment, day, zone, time(3)) for moment in (at - MINUTE, at)] == [False, True]


@pytest.mark.parametrize(("clock", "expected"), [(time(16, 59), False), (time(17), True)])
def test_it_is_evening_by_the_clock_of_the_zone_that_is_asked_about(clock, expected):
    there = on_wall(PLAIN, clock, "America/New_York")
    assert is_in_evening(there, PLAIN, ZoneInfo("America/New_York"), time(3)) is expected
    # In Berlin it is eleven in the evening then.
    assert is_in_evening(there, PLAIN, ZoneInfo("Europe/Berlin"), time(3))
