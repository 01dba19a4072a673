from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from tracker.actions.day_settings import change_day_settings
from tracker.actions.targets import set_target
from tracker.models import Dose, Supplement, User

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PROTOCOL = {
    "low_mg": Decimal(400),
    "high_mg": Decimal(500),
    "walks_per_day": 3,
    "walk_minutes": 10,
    "sprints_per_week": 2,
    "bedtime": True,
}
DAY = {
    "time_zone": "Europe/Oslo",
    "day_start": time(3),
    "week_start": 0,
    "hour_format": "24",
    "language": "",
    "theme": "auto",
}


@pytest.fixture
def person(db):
    return User.objects.create_user("maren@example.org", "a long password")


def glycinate(name="Glycinate"):
    return Supplement(name=name, magnesium_form="glycinate", elemental_mg_per_unit=Decimal(100))


def test_new_clocks_leave_entries_on_their_days(person):
    dose = Dose.objects.create(
        person=person,
        entry_id="6f1c0d53-9f0a-4c0f-8f43-0c8f3f7a8a01",
        magnesium_form="glycinate",
        elemental_mg=Decimal(100),
        taken_at=NOON,
        day=TODAY,
        time_zone="UTC",
    )
    change_day_settings(person, DAY | {"time_zone": "Pacific/Auckland", "day_start": time(6)}, now=NOON)
    dose.refresh_from_db()
    assert (dose.day, dose.time_zone, dose.taken_at) == (TODAY, "UTC", NOON)


def test_a_move_west_does_not_leave_today_without_a_target(person):
    person.time_zone = "Pacific/Auckland"
    set_target(person, PROTOCOL, today=date(2026, 11, 23))
    change_day_settings(
        person, DAY | {"time_zone": "Pacific/Honolulu"}, now=datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    )
    assert person.targets.get().starts_on == TODAY
