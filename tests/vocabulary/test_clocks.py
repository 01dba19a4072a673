"""How clock times are written: by 24 hours or by 12, on every page."""

from datetime import UTC, date, datetime, time

import pytest

from tests.factories import BedtimeLogFactory, DoseFactory, PersonFactory, SupplementFactory, TargetFactory
from tracker.vocabulary.clocks import clock_after_noon, clock_words, hour_format, hour_words

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("clock", "by_24", "by_12"),
    [
        (time(0, 0), "00:00", "12:00 am"),
        (time(0, 30), "00:30", "12:30 am"),
        (time(7, 5), "07:05", "7:05 am"),
        (time(11, 59), "11:59", "11:59 am"),
        (time(12, 0), "12:00", "12:00 pm"),
        (time(14, 30), "14:30", "2:30 pm"),
        (time(23, 59, 59), "23:59", "11:59 pm"),
    ],
)
def test_a_clock_time_by_24_and_by_12_hours(clock, by_24, by_12):
    assert clock_words(clock) == by_24
    with hour_format(lambda: "12"):
        assert clock_words(clock).replace("\N{NO-BREAK SPACE}", " ") == by_12
    assert clock_words(clock) == by_24


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "12:00"), (600.6, "22:01"), (720, "00:00"), (-61, "10:59")]
)
def test_minutes_from_noon_read_as_a_clock(minutes, words):
    assert clock_after_noon(minutes) == words


@pytest.mark.parametrize(
    ("minutes", "by_12"), [(0, "12:00 pm"), (690, "11:30 pm"), (750, "12:30 am"), (719.6, "12:00 am")]
)
def test_a_mean_time_of_the_night_follows_too(minutes, by_12):
    with hour_format(lambda: "12"):
        assert clock_after_noon(minutes).replace("\N{NO-BREAK SPACE}", " ") == by_12


def test_an_axis_writes_full_hours_in_little_room():
    assert [hour_words(hour) for hour in (0, 9, 12, 23, 24, 36)] == [
        "00:00", "09:00", "12:00", "23:00", "00:00", "12:00",
    ]  # fmt: skip
    with hour_format(lambda: "12"):
        by_12 = [hour_words(hour).replace("\N{NO-BREAK SPACE}", " ") for hour in (0, 9, 12, 23, 24, 36)]
    assert by_12 == ["12 am", "9 am", "12 pm", "11 pm", "12 am", "12 pm"]


@pytest.fixture
def person(db, time_machine):
    time_machine.move_to("2026-11-22T20:30:00Z", tick=False)
    person = PersonFactory(time_zone="UTC")
    TargetFactory(person=person)
    SupplementFactory(person=person, usual_moment="evening")
    dose = DoseFactory(person=person, day=TODAY, taken_at=datetime(2026, 11, 22, 14, 30, tzinfo=UTC))
    BedtimeLogFactory(person=person, day=TODAY, dose=dose, taken_at=datetime(2026, 11, 22, 20, 5, tzinfo=UTC))
    DoseFactory(person=person, day=TODAY, taken_at=datetime(2026, 11, 22, 15, 10, tzinfo=UTC))
    # Trends speaks of days that are over.
    late = datetime(2026, 11, 20, 20, 5, tzinfo=UTC)
    BedtimeLogFactory(person=person, day=late.date(), taken_at=late)
    return person


PAGES = {
    "/": ["15:10", "20:05"],
    "/days/2026-11-21/": ["19:00"],
    "/trends/": ["20:05"],
    "/settings/day/": ["20:30", "04:30", "01:30"],
}
BY_12 = {
    "15:10": "3:10 pm", "20:05": "8:05 pm", "19:00": "7:00 pm", "20:30": "8:30 pm", "04:30": "4:30 am",
    "01:30": "1:30 am",
}  # fmt: skip


def words_of(page):
    """The page without the values of its fields, which browsers write as they like."""
    return page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_follows_the_persons_clock(address, person, client_of):
    client = client_of(person)
    by_24 = words_of(client.get(address).text)
    assert [clock for clock in PAGES[address] if clock not in by_24 or BY_12[clock] in by_24] == []
    person.hour_format = "12"
    person.save()
    by_12 = words_of(client.get(address).text)
    assert [clock for clock in PAGES[address] if BY_12[clock] not in by_12 or f">{clock}<" in by_12] == []


def test_a_refusal_names_the_time_as_the_person_reads_it(person, client_of):
    person.hour_format = "12"
    person.save()
    sent = {"source": "citrate", "basis": "elemental", "amount": "100", "time": "23:15"}
    page = words_of(client_of(person).post(f"/days/{TODAY}/doses/", sent).text)
    assert "11:15 pm has not happened yet. Pick a time up to 8:30 pm." in page
    early = words_of(client_of(person).post(f"/days/{TODAY}/doses/", sent | {"time": "01:00"}).text)
    assert "Times before 3:00 am belong to the day before." in early


def test_one_persons_clock_is_not_anothers(person, client_of):
    person.hour_format = "12"
    person.save()
    other = PersonFactory(time_zone="UTC")
    DoseFactory(person=other, day=TODAY, taken_at=datetime(2026, 11, 22, 15, 10, tzinfo=UTC))
    assert "3:10 pm" in words_of(client_of(person).get("/").text)
    assert "15:10" in client_of(other).get("/").text
