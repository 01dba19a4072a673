from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.days import (
    days_between,
    is_ahead,
    joined_spans,
    logical_day,
    moment_on_day,
    week_first_day,
    week_name,
    week_of_name,
    weeks_between,
)

BERLIN = ZoneInfo("Europe/Berlin")
THREE = time(3)
ZONES = st.sampled_from(
    [
        ZoneInfo(name)
        for name in (
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Pacific/Kiritimati",
            "America/St_Johns",
            "Africa/Casablanca",
        )
    ]
)
DAY_STARTS = st.sampled_from([time(hour, minute) for hour in range(6) for minute in (0, 15, 30)] + [time(6)])
MOMENTS = st.datetimes(
    datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2040-12-31"), timezones=st.just(UTC)
)


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-03-14 02:59:59", date(2026, 3, 13)),
        ("2026-03-14 03:00:00", date(2026, 3, 14)),
        ("2026-03-14 00:00:00", date(2026, 3, 13)),
        ("2026-03-14 23:59:59", date(2026, 3, 14)),
        ("2024-02-29 12:00:00", date(2024, 2, 29)),
        ("2024-03-01 01:00:00", date(2024, 2, 29)),
        ("2026-01-01 01:00:00", date(2025, 12, 31)),
    ],
)
def test_a_day_runs_from_its_start_to_the_next_by_the_clock_on_the_wall(local, day):
    assert logical_day(datetime.fromisoformat(local).replace(tzinfo=BERLIN), BERLIN, THREE) == day


def test_a_day_that_starts_at_midnight_is_the_calendars():
    assert logical_day(datetime(2026, 3, 14, 0, 0, tzinfo=BERLIN), BERLIN, time(0)) == date(2026, 3, 14)


@pytest.mark.parametrize("hour", [0, 1])
def test_the_night_the_clocks_change_keeps_the_wall_clocks_day(hour):
    # 29 March 2026, 02:00 becomes 03:00; 25 October, 03:00 becomes 02:00.
    spring = datetime(2026, 3, 29, 0, 30 + hour, tzinfo=UTC)
    assert logical_day(spring, BERLIN, THREE) == date(2026, 3, 28)
    assert logical_day(datetime(2026, 3, 29, 1, 0, tzinfo=UTC), BERLIN, THREE) == date(2026, 3, 29)
    # 02:30 happens twice, both before the day's start.
    autumn = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert logical_day(autumn, BERLIN, THREE) == date(2026, 10, 24)


def test_a_moment_without_a_zone_has_no_day():
    with pytest.raises(ValueError, match="aware"):
        logical_day(datetime(2026, 3, 14, 12, tzinfo=UTC).replace(tzinfo=None), BERLIN, THREE)


@given(MOMENTS, ZONES, DAY_STARTS)
def test_a_logical_day_is_the_local_date_or_the_day_before(at, zone, day_start):
    local = at.astimezone(zone).date()
    assert logical_day(at, zone, day_start) in (local, local - timedelta(days=1))


@given(MOMENTS, MOMENTS, ZONES, DAY_STARTS)
def test_a_later_moment_never_has_an_earlier_day_but_for_clocks_set_back(first, second, zone, day_start):
    first, second = sorted((first, second))
    # Clocks go back by at most an hour: only within it can the day's start be passed twice.
    if second - first > timedelta(hours=1):
        assert logical_day(first, zone, day_start) <= logical_day(second, zone, day_start)


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.times(), ZONES, DAY_STARTS)
def test_a_clock_time_put_on_a_day_belongs_to_that_day(day, clock, zone, day_start):
    assert logical_day(moment_on_day(day, clock, zone, day_start), zone, day_start) == day


@pytest.mark.parametrize(
    ("clock", "moment"),
    [
        (time(22), datetime(2026, 3, 14, 21, tzinfo=UTC)),
        (time(1, 30), datetime(2026, 3, 15, 0, 30, tzinfo=UTC)),
        (time(3), datetime(2026, 3, 14, 2, tzinfo=UTC)),
    ],
)
def test_a_clock_time_before_the_days_start_is_the_night_after(clock, moment):
    assert moment_on_day(date(2026, 3, 14), clock, BERLIN, THREE) == moment


def test_an_hour_the_clocks_skip_becomes_a_moment_of_the_same_day():
    assert moment_on_day(date(2026, 3, 29), time(2, 30), BERLIN, time(0)) == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )
    assert moment_on_day(date(2026, 3, 28), time(2, 30), BERLIN, THREE) < datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_an_hour_shown_twice_is_the_first():
    assert moment_on_day(date(2026, 10, 25), time(2, 30), BERLIN, time(0)) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


# Samoa went from 29 to 31 December 2011 at midnight, Kwajalein from 20 to 22 August 1993.
@pytest.mark.parametrize(
    ("place", "skipped"),
    [("Pacific/Apia", date(2011, 12, 30)), ("Pacific/Kwajalein", date(1993, 8, 21))],
)
@pytest.mark.parametrize("hour", [0, 2, 3, 12, 23])
def test_of_a_date_that_a_place_skipped_only_the_hours_before_the_days_start_are_left(place, skipped, hour):
    zone = ZoneInfo(place)
    at = moment_on_day(skipped, time(hour), zone, THREE)
    assert logical_day(at, zone, THREE) == skipped
    assert at.astimezone(zone).date() == skipped + timedelta(days=1)
    # Without such hours there is no such day: the next one's first moment stands for it.
    at = moment_on_day(skipped, time(hour), zone, time(0))
    assert at.astimezone(zone).replace(tzinfo=None) == datetime.fromisoformat(
        f"{skipped + timedelta(days=1)} 00:00"
    )


@pytest.mark.parametrize("hour", [0, 1, 12])
def test_a_day_whose_first_hour_is_skipped_has_all_its_clock_times(hour):
    # Beirut's clocks went from 00:00 to 01:00 on 28 March 2021.
    zone, day = ZoneInfo("Asia/Beirut"), date(2021, 3, 28)
    at = moment_on_day(day, time(hour, 30), zone, time(0))
    assert logical_day(at, zone, time(0)) == day
    assert at.astimezone(zone).hour == max(hour, 1)


@pytest.mark.parametrize(
    ("day", "week_start", "first"),
    [
        (date(2026, 3, 9), 0, date(2026, 3, 9)),
        (date(2026, 3, 15), 0, date(2026, 3, 9)),
        (date(2026, 3, 14), 6, date(2026, 3, 8)),
        (date(2026, 3, 8), 6, date(2026, 3, 8)),
        (date(2026, 3, 13), 5, date(2026, 3, 7)),
    ],
)
def test_a_week_begins_on_the_persons_day(day, week_start, first):
    assert week_first_day(day, week_start) == first


@pytest.mark.parametrize(
    ("first", "name"),
    [
        (date(2026, 11, 16), "2026-W47"),
        (date(2025, 12, 29), "2026-W01"),
        (date(2020, 12, 28), "2020-W53"),
        # Sunday weeks take the ISO week of their fourth day.
        (date(2026, 11, 15), "2026-W47"),
        (date(2026, 1, 3), "2026-W02"),
    ],
)
def test_a_week_is_named_after_the_iso_week_of_its_fourth_day(first, name):
    assert week_name(first) == name


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(0, 6))
def test_no_two_weeks_of_one_person_share_a_name(day, week_start):
    first = week_first_day(day, week_start)
    assert week_name(first) < week_name(first + timedelta(days=7))


@given(st.dates(date(1970, 1, 1), date(2040, 12, 31)), st.integers(0, 6))
def test_a_week_is_found_by_its_name(day, week_start):
    first = week_first_day(day, week_start)
    assert week_of_name(week_name(first), week_start) == first


@pytest.mark.parametrize(
    "name", ["2026-W54", "2025-W53", "2026-W00", "0000-W00", "0001-W01", "1969-W52", "9999-W52"]
)
@pytest.mark.parametrize("week_start", range(7))
def test_a_week_that_no_year_has_or_outside_the_calendar_is_refused(name, week_start):
    with pytest.raises(ValueError, match=r"calendar|week"):
        week_of_name(name, week_start)


def test_days_and_weeks_between_include_both_ends():
    assert days_between(date(2024, 2, 28), date(2024, 3, 1)) == [
        date(2024, 2, 28),
        date(2024, 2, 29),
        date(2024, 3, 1),
    ]
    assert weeks_between(date(2026, 3, 15), date(2026, 3, 16), 0) == [date(2026, 3, 9), date(2026, 3, 16)]
    assert days_between(date(2026, 3, 2), date(2026, 3, 1)) == []
    assert weeks_between(date(2026, 3, 2), date(2026, 3, 1), 0) == []


@pytest.mark.parametrize(("seconds", "ahead"), [(300, False), (301, True), (-60, False)])
def test_five_minutes_of_drift_are_allowed(seconds, ahead):
    now = datetime(2026, 3, 14, 12, tzinfo=UTC)
    assert is_ahead(now + timedelta(seconds=seconds), now) is ahead


# Every start of the day the settings offer.
STARTS = [time(minutes // 60, minutes % 60) for minutes in range(0, 361, 30)]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(
    "night",
    [
        date(2026, 3, 14),
        date(2026, 3, 28),
        date(2026, 3, 29),
        date(2026, 10, 24),
        date(2026, 10, 25),
        date(2028, 2, 29),
    ],
)
def test_half_past_midnight_belongs_to_the_evening_once_the_day_starts_later(start, night):
    next_day = night + timedelta(days=1)
    at = datetime.combine(next_day, time(0, 30), tzinfo=BERLIN)
    assert logical_day(at.astimezone(UTC), BERLIN, start) == (night if start > time(0, 30) else next_day)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("night", [date(2026, 3, 28), date(2026, 10, 24)], ids=["spring", "autumn"])
def test_a_night_of_a_clock_change_begins_one_day(start, night):
    first = datetime(night.year, night.month, night.day, 20, tzinfo=UTC)
    moments = [first + timedelta(minutes=15 * quarter) for quarter in range(24 * 4)]
    found = [logical_day(at, BERLIN, start) for at in moments]
    assert set(found) <= {night, night + timedelta(days=1)}
    turns = sum(before != after for before, after in pairwise(found))
    # In autumn the hour from two to three comes twice, and so does a start of the day within it.
    assert turns == (3 if night.month == 10 and time(2) < start < time(3) else 1)


DAYS = st.dates(date(2026, 3, 1), date(2026, 3, 31))


@given(st.lists(st.tuples(DAYS, DAYS), max_size=6))
def test_joined_spans_hold_the_same_days_and_leave_a_day_between_them(spans):
    joined = joined_spans(*spans)
    assert [day for span in joined for day in days_between(*span)] == sorted(
        {day for span in spans for day in days_between(*span)}
    )
    assert all((later[0] - earlier[1]).days > 1 for earlier, later in pairwise(joined))


def test_spans_that_meet_are_one():
    first, second, third = date(2026, 3, 1), date(2026, 3, 9), date(2026, 3, 12)
    assert joined_spans((second, third), (first, second - timedelta(days=1))) == [(first, third)]
