from datetime import time

import pytest

from tracker.forms.day_settings import DayForm, TimeZoneForm, known_zones, offered_zones
from tracker.models import User
from tracker.vocabulary.clocks import hour_format

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


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Mars/Olympus"])
def test_a_zone_is_offered_once_and_one_that_is_none_not_at_all(zone):
    form = TimeZoneForm(initial={"time_zone": zone})
    assert form.time_zones() == offered_zones()
    assert form.is_zone_known is (zone == "Europe/Oslo")


def test_places_are_offered_by_the_alphabet_and_utc_after_them():
    *places, last = offered_zones()
    assert places == sorted(places)
    assert last == "UTC"
    assert {place.split("/")[0] for place in places} == {
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian",
        "Pacific",
    }  # fmt: skip
    assert set(offered_zones()) < known_zones()


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


def test_what_a_person_has_chosen_is_shown(person):
    person.time_zone, person.day_start, person.week_start, person.theme = "Asia/Tokyo", time(4, 10), 6, "dark"
    form = DayForm(person=person)
    shown = [form[name].value() for name in DAY]
    assert shown == ["Asia/Tokyo", "04:10", 6, "24", "", "dark"]


def test_answers_are_read_as_they_are_stored(person):
    form = DayForm(DAY | {"week_start": "6", "language": "de"}, person=person)
    assert form.is_valid()
    assert form.cleaned_data == {
        "time_zone": "Europe/Oslo",
        "day_start": time(3),
        "week_start": 6,
        "hour_format": "24",
        "language": "de",
        "theme": "auto",
    }


@pytest.mark.parametrize(
    ("clock", "hint", "error"),
    [
        (
            "24",
            "With 03:00, a dose at 01:30 counts for the evening before.",
            "A day starts between 00:00 and 06:00.",
        ),
        (
            "12",
            "With 3:00 am, a dose at 1:30 am counts for the evening before.",
            "A day starts between 12:00 am and 6:00 am.",
        ),
    ],
)
def test_hints_and_errors_write_clock_times_as_the_person_reads_them(person, clock, hint, error):
    with hour_format(lambda: clock):
        form = DayForm(DAY | {"day_start": "07:00"}, person=person)
    said = [form.fields["day_start"].help_text, *form.errors["day_start"]]
    assert [words.replace("\N{NO-BREAK SPACE}", " ") for words in said] == [hint, error]
