"""The browser's zone is another than the person's: asked once, answered for good."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import BedtimeLogFactory, DoseFactory, PersonFactory, TargetFactory

ADDRESS = "/settings/zone/"
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def evening(time_machine):
    time_machine.move_to("2026-11-22T20:00:00Z", tick=False)


@pytest.fixture
def person(db):
    person = PersonFactory(time_zone="Europe/Berlin")
    TargetFactory(person=person)
    return person


@pytest.fixture
def visitor(person, client_of):
    return client_of(person)


def ask(visitor, zone):
    response = visitor.get(ADDRESS, {"time_zone": zone})
    assert response.status_code == 200
    return response.text


def test_another_clock_is_asked_about_by_its_place(visitor):
    question = ask(visitor, "America/Argentina/Buenos_Aires")
    assert "You seem to be in Buenos Aires: log in Buenos Aires time from now on?" in question
    assert "No, keep Berlin time" in question
    assert "<html" not in question


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "Europe/Paris", "", "Mars/Base", "\x00", "x" * 9000, "localtime", "<script>"]
)
def test_what_is_no_other_clock_is_not_asked_about(zone, visitor):
    assert ask(visitor, zone) == ""


def test_an_older_name_of_the_persons_clock_is_not_asked_about(person, visitor):
    person.time_zone = "Asia/Calcutta"
    person.save()
    assert ask(visitor, "Asia/Kolkata") == ""


def test_yes_moves_the_clock_and_leaves_entries_on_their_day(person, visitor):
    dose = DoseFactory(person=person, day=TODAY)
    before = type(dose).objects.values().get()
    page = visitor.post(ADDRESS, {"time_zone": "Europe/Lisbon", "answer": "yes"}, follow=True)
    assert "You log in Lisbon time now. What you logged stays on its day." in page.text
    assert page.redirect_chain == [("/", 302)]
    person.refresh_from_db()
    assert person.time_zone == "Europe/Lisbon"
    assert type(dose).objects.values().get() == before
    assert ask(visitor, "Europe/Lisbon") == ""
    assert "No, keep Lisbon time" in ask(visitor, "Europe/Berlin")


def test_no_is_remembered_for_that_zone_alone(person, visitor):
    page = visitor.post(ADDRESS, {"time_zone": "Europe/Lisbon", "answer": "no"}, follow=True).text
    assert "You keep logging in Berlin time." in page
    assert 'data-declined="Europe/Lisbon"' in page
    person.refresh_from_db()
    assert (person.time_zone, person.zone_declined) == ("Europe/Berlin", "Europe/Lisbon")
    assert ask(visitor, "Europe/Lisbon") == ""
    assert "You seem to be in Tokyo" in ask(visitor, "Asia/Tokyo")


@pytest.mark.parametrize("zone", ["", "Mars/Base", "\x00", "x" * 9000])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_about_no_zone_changes_nothing(zone, answer, person, visitor):
    page = visitor.post(ADDRESS, {"time_zone": zone, "answer": answer}, follow=True)
    assert page.redirect_chain == [("/settings/day/", 302)]
    assert "That time zone is not known here." in page.text
    person.refresh_from_db()
    assert (person.time_zone, person.zone_declined) == ("Europe/Berlin", "")


@pytest.fixture
def lost(person):
    """A person whose zone this system has never heard of, with entries logged there."""
    person.time_zone = "Mars/Base"
    person.save()
    return person


@pytest.mark.parametrize(
    "address",
    [
        "/",
        f"/days/{TODAY}/",
        "/trends/",
        "/review/2026-W47/",
        "/settings/day/",
        "/settings/targets/",
        "/settings/pauses/",
    ],
)
def test_a_zone_that_the_system_does_not_know_reads_as_utc(address, lost, client_of):
    moment = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
    DoseFactory(person=lost, day=TODAY, taken_at=moment)
    BedtimeLogFactory(person=lost, day=TODAY, taken_at=moment, time_zone="Mars/Base")
    page = client_of(lost).get(address)
    assert page.status_code == 200
    if address in {"/", "/settings/day/"}:
        assert "The time zone “Mars/Base” is not known here, so times are in UTC." in page.text
    if address == "/":
        assert "19:30" in page.text


def test_an_unknown_zone_proposes_nobody_elses_in_its_place(lost, client_of):
    page = client_of(lost).get("/settings/day/").text
    assert '<option value="">Choose a time zone</option>' in page
    assert client_of(lost).post("/settings/day/", {"time_zone": ""}).status_code == 422


def test_what_is_logged_in_an_unknown_zone_says_utc(lost, client_of):
    client = client_of(lost)
    client.post(f"/days/{TODAY}/doses/", {"source": "citrate", "basis": "elemental", "amount": "100"})
    client.post(f"/days/{TODAY}/walks/", {"meal": "dinner"})
    client.post(f"/days/{TODAY}/bedtime/", {})
    assert {lost.doses.first().time_zone, lost.walks.get().time_zone, lost.bedtime_logs.get().time_zone} == {
        "UTC"
    }
    assert (lost.walks.get().day, lost.walks.get().started_at.hour) == (TODAY, 20)


def test_an_unknown_zone_is_asked_about_whatever_the_browser_says(lost, client_of):
    assert "You seem to be in Berlin" in ask(client_of(lost), "Europe/Berlin")
    client_of(lost).post(ADDRESS, {"time_zone": "Europe/Berlin", "answer": "yes"})
    lost.refresh_from_db()
    assert lost.is_zone_known
