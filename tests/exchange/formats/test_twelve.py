import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tracker.exchange.formats.twelve import export_text

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Europe/Berlin"))
NOON = datetime(2026, 3, 14, 11, 0, 0, 250_000, tzinfo=UTC)


def exported(**everything):
    return json.loads(export_text(everything, exported_at=NOW))


def test_the_file_says_what_it_is():
    assert exported() == {"format": "twelve", "version": 1, "exported_at": "2026-11-23T08:30:00+01:00"}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("Ärger 🌙", "Ärger 🌙"),
        (Decimal(400), "400.0"),
        (Decimal("399.9"), "399.9"),
        (date(2026, 3, 14), "2026-03-14"),
        (time(3), "03:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (NOON, "2026-03-14T11:00:00.250000+00:00"),
    ],
)
def test_each_kind_of_value_is_written_in_one_way(value, written):
    assert exported(settings={"it": value})["settings"] == {"it": written}


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Europe/Berlin", "2026-03-14T12:00:00.250000+01:00"),
        ("Asia/Kolkata", "2026-03-14T16:30:00.250000+05:30"),
        ("Nowhere/Land", "2026-03-14T11:00:00.250000+00:00"),
        ("../etc/passwd", "2026-03-14T11:00:00.250000+00:00"),
    ],
)
def test_a_moment_has_the_offset_of_the_zone_it_was_logged_in(zone, written):
    [row] = exported(doses=[{"time_zone": zone, "taken_at": NOON}])["doses"]
    assert row == {"time_zone": zone, "taken_at": written}


def test_weekdays_have_names():
    weekdays = exported(settings={"week_start": 6, "weekdays": frozenset({6, 0})})["settings"]
    assert weekdays == {"week_start": "sunday", "weekdays": ["monday", "sunday"]}


def test_rows_may_hold_rows():
    habits = [{"name": "Reading", "entries": [{"amount": Decimal(3)}], "targets": []}]
    assert exported(custom_habits=habits)["custom_habits"] == [
        {"name": "Reading", "entries": [{"amount": "3.0"}], "targets": []}
    ]


def test_what_the_format_does_not_know_is_an_error():
    with pytest.raises(TypeError, match=r"settings|it"):
        exported(settings={"it": 0.5})
