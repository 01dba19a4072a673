from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tracker.domain.zones import is_same_clock, place_of, zone_named, zone_or_utc

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    ["", "Mars/Base", "Europe", "../etc/passwd", "/etc/passwd", "\x00", "x" * 5000, "tzdata.zi", "a\\b"],
)
def test_a_name_that_is_no_zone_stands_for_utc(name):
    assert zone_named(name) is None
    assert zone_or_utc(name) == ZoneInfo("UTC")


def test_a_zone_is_found_by_its_name():
    assert zone_named("Asia/Kolkata") == ZoneInfo("Asia/Kolkata") == zone_or_utc("Asia/Kolkata")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Asia/Calcutta", "Asia/Kolkata", True),
        ("Europe/Kiev", "Europe/Kyiv", True),
        ("US/Pacific", "America/Los_Angeles", True),
        ("UTC", "Etc/UCT", True),
        ("Europe/Berlin", "Europe/Berlin", True),
        # Two places, one clock: nothing would be counted otherwise.
        ("Europe/Berlin", "Europe/Paris", True),
        ("Europe/Berlin", "Europe/Lisbon", False),
        # Alike in November, an hour apart in July.
        ("Europe/Berlin", "Africa/Lagos", False),
        ("America/Phoenix", "America/Denver", False),
        ("Pacific/Auckland", "Pacific/Honolulu", False),
        ("Asia/Kolkata", "Asia/Kathmandu", False),
    ],
)
def test_two_names_of_one_clock_are_told_from_two_clocks(one, other, same):
    assert is_same_clock(ZoneInfo(one), ZoneInfo(other), NOW) is same


@pytest.mark.parametrize(
    ("name", "place"),
    [("Europe/Lisbon", "Lisbon"), ("America/Argentina/Buenos_Aires", "Buenos Aires"), ("UTC", "UTC")],
)
def test_a_place_is_called_as_people_call_it(name, place):
    assert place_of(name) == place
