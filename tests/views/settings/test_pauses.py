"""Pauses in the settings and on the day page: made, changed, ended early, taken back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories import DoseFactory, PauseFactory, PersonFactory, TargetFactory

TODAY = date(2026, 11, 22)
ADDRESS = "/settings/pauses/"
FRAGMENT = {"HX-Request": "true", "HX-Target": "day"}
ILL = {"first_day": "2026-11-20", "last_day": "2026-11-24", "reason": "a cold"}


@pytest.fixture(autouse=True)
def evening(time_machine):
    time_machine.move_to("2026-11-22T20:00:00Z", tick=False)


@pytest.fixture
def person(db):
    person = PersonFactory(time_zone="UTC")
    TargetFactory(person=person)
    return person


@pytest.fixture
def visitor(person, client_of):
    return client_of(person)


def spans(person):
    return [(str(pause.first_day), str(pause.last_day)) for pause in person.pauses.all()]


def test_a_pause_is_added_and_shown_newest_first(person, visitor):
    PauseFactory(person=person, first_day=date(2026, 1, 1), last_day=date(2026, 1, 3))
    PauseFactory(person=person, first_day=date(2026, 12, 24), last_day=date(2026, 12, 26))
    page = visitor.post(ADDRESS, ILL, follow=True).text
    assert "Paused from 20 November 2026 to 24 November 2026." in page
    shown = [
        "Thursday 24 December 2026",
        "Friday 20 November 2026 to Tuesday 24 November",
        "Thursday 1 January",
    ]
    assert sorted(shown, key=page.index) == shown
    assert (page.count(">Now<"), page.count(">Planned<")) == (1, 1)
    assert "5 days" in page


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        (ILL, "first_day", "You have a pause from 19 November 2026 to 21 November 2026. Edit that one"),
        (ILL | {"first_day": "2026-11-01"}, "last_day", "You have a pause from 19 November 2026"),
        (
            {"first_day": "2026-11-10", "last_day": "2026-11-09"},
            "last_day",
            "The last day is before the first.",
        ),
        (
            {"first_day": "2022-01-01", "last_day": "2024-01-02"},
            "last_day",
            "A pause lasts two years at most.",
        ),
        (
            {"first_day": "2026-11-22", "last_day": "2029-01-01"},
            "last_day",
            "Choose 22 November 2028 or an earlier",
        ),
        ({"first_day": "1990-11-22", "last_day": "1990-11-23"}, "first_day", "or a later day."),
    ],
)
def test_a_pause_that_cannot_be_is_refused_at_its_field(sent, field, said, person, visitor):
    PauseFactory(person=person, first_day=date(2026, 11, 19), last_day=date(2026, 11, 21))
    other = PauseFactory(person=person, first_day=date(2026, 6, 1), last_day=date(2026, 6, 1))
    before = spans(person)
    for address in (ADDRESS, reverse("tracker:pause", args=[other.pk])):
        response = visitor.post(address, sent)
        assert response.status_code == 422
        [(where, [error])] = response.context["form"].errors.items()
        assert where == field
        assert said in error
        assert f'value="{sent["first_day"]}"' in response.text
    assert spans(person) == before


def test_a_pause_of_exactly_two_years_is_one(person, visitor):
    assert visitor.post(ADDRESS, {"first_day": "2022-01-01", "last_day": "2024-01-01"}).status_code == 302


def test_a_pause_is_changed_and_removed(person, visitor):
    pause = PauseFactory(person=person, first_day=TODAY, last_day=TODAY, reason="ill")
    address = reverse("tracker:pause", args=[pause.pk])
    page = visitor.get(address).text
    assert 'value="ill"' in page
    assert visitor.post(address, ILL).url == ADDRESS
    assert spans(person) == [("2026-11-20", "2026-11-24")]
    removal = reverse("tracker:remove_pause", args=[pause.pk])
    assert visitor.post(removal).url == ADDRESS
    assert spans(person) == []
    assert visitor.post(removal).status_code == 404


@pytest.mark.parametrize(
    ("sent", "left"),
    [({"with": "today"}, "2026-11-22"), ({"with": "yesterday"}, "2026-11-21"), ({}, "2026-11-21")],
)
def test_a_pause_is_ended_early(sent, left, person, visitor):
    pause = PauseFactory(person=person, first_day=date(2026, 11, 20), last_day=date(2026, 11, 30))
    visitor.post(reverse("tracker:end_pause", args=[pause.pk]), sent)
    assert spans(person) == [("2026-11-20", left)]


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_today_is_paused_by_one_tap_and_taken_up_by_another(headers, person, visitor):
    assert "Pause today" in visitor.get("/").text
    for _ in range(2):
        response = visitor.post(f"/days/{TODAY}/pause/", headers=headers, follow=True)
        assert response.status_code == 200
        assert "Paused. Nothing is asked." in response.text
        assert "End the pause" in response.text
        assert "Pause today" not in response.text
    assert spans(person) == [(str(TODAY), str(TODAY))]
    for _ in range(2):
        response = visitor.post(f"/days/{TODAY}/resume/", headers=headers, follow=True)
        assert "The pause is over." in response.text
        assert "Pause today" in response.text
    assert spans(person) == []


def test_a_paused_day_says_why_and_until_when_and_can_be_edited(person, visitor):
    pause = PauseFactory(
        person=person, first_day=date(2026, 11, 20), last_day=date(2026, 11, 24), reason="a <cold>"
    )
    page = visitor.get("/").text
    assert "Paused: a &lt;cold&gt;." in page
    assert "Until Tuesday 24 November." in page
    assert reverse("tracker:pause", args=[pause.pk]) in page
    past = visitor.get("/days/2026-11-20/").text
    assert "Paused: a &lt;cold&gt;." in past
    assert "End the pause" not in past
    assert reverse("tracker:pause", args=[pause.pk]) in past


def test_a_past_day_is_paused_from_its_page_and_a_day_to_come_is_not(person, visitor):
    assert "Pause this day" in visitor.get("/days/2026-11-20/").text
    visitor.post("/days/2026-11-20/pause/")
    assert spans(person) == [("2026-11-20", "2026-11-20")]
    for action in ("pause", "resume"):
        assert visitor.post(f"/days/2026-11-23/{action}/").status_code == 404


def test_a_pause_excuses_and_never_rewards(person, visitor):
    for ago in (3, 2):
        DoseFactory(person=person, day=TODAY - timedelta(days=ago), elemental_mg=450)
    DoseFactory(person=person, day=TODAY - timedelta(days=1), elemental_mg=450)
    magnesium = visitor.get("/").context["cards"].streaks[0]
    assert (magnesium.current, magnesium.best_words) == (3, "best yet")
    # Kept, and yet not counted; empty, and yet no end.
    visitor.post("/days/2026-11-21/pause/")
    visitor.post("/days/2026-11-22/pause/")
    magnesium = visitor.get("/").context["cards"].streaks[0]
    assert (magnesium.current, magnesium.best_words) == (2, "best yet")


@pytest.mark.parametrize("rows", [1, 20])
def test_the_pages_cost_the_same_whatever_the_pauses(rows, person, visitor, django_assert_num_queries):
    PauseFactory(person=person, first_day=TODAY, last_day=TODAY)
    for number in range(rows):
        day = date(2026, 1, 1) + timedelta(days=2 * number)
        PauseFactory(person=person, first_day=day, last_day=day)
    # The session, the person, the pauses.
    with django_assert_num_queries(3):
        visitor.get(ADDRESS)
