from datetime import time

import pytest

from tracker.forms.day_settings import DayForm, TimeZoneForm
from tracker.models import User

DAY = {
    "time_zone": "Europe/Oslo",
    "day_start": "03:00",
    "week_start": "0",
    "hour_format": "24",
    "language": "",
    "theme": "auto",
}


@pytest.fixture
def person():
    return User(email="maren@example.org")


@pytest.mark.parametrize("zone", ["Europe/Oslo", "UTC", "US/Pacific", "Asia/Calcutta"])
def test_a_zone_that_a_browser_names_is_understood(zone):
    assert TimeZoneForm({"time_zone": zone}).is_valid()


@pytest.mark.parametrize(
    "zone", ["", "Oslo", "localtime", "../../etc/passwd", "europe/oslo", "x" * 10_000, "\x00"]
)
def test_a_zone_that_does_not_exist_is_refused_at_its_field(zone):
    form = TimeZoneForm({"time_zone": zone})
    assert list(form.errors) == ["time_zone"]


def test_a_stored_zone_by_an_old_name_stays_on_offer():
    assert TimeZoneForm(initial={"time_zone": "US/Pacific"}).time_zones()[0] == "US/Pacific"


def test_a_day_starts_between_midnight_and_six(person):
    form = DayForm(DAY | {"day_start": "06:00"}, person=person)
    assert form.is_valid()
    assert form.cleaned_data["day_start"] == time(6)
    assert list(DayForm(DAY | {"day_start": "06:30"}, person=person).errors) == ["day_start"]


def test_an_odd_day_start_that_is_stored_stays_on_offer(person):
    person.day_start = time(4, 10)
    assert DayForm(DAY | {"day_start": "04:10"}, person=person).is_valid()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("week_start", "7"),
        ("week_start", "x"),
        ("theme", "pink"),
        ("time_zone", ""),
    ],
)
def test_a_choice_that_is_not_offered_is_refused_at_its_field(person, field, value):
    assert list(DayForm(DAY | {field: value}, person=person).errors) == [field]
