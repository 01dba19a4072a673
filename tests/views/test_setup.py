from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tracker.models import User

TARGET = {
    "low_mg": "400",
    "high_mg": "500",
    "walks_per_day": "3",
    "walk_minutes": "10",
    "sprints_per_week": "2",
    "bedtime": "on",
}
GLYCINATE = {
    "glycinate-taken": "on",
    "glycinate-mg_per_unit": "100",
    "glycinate-units": "2",
    "glycinate-moment": "morning",
}
OTHER = {
    "name": "Powder",
    "magnesium_form": "citrate",
    "basis": "compound",
    "amount": "1000",
    "units_per_serving": "1",
    "usual_moment": "evening",
}
ANSWERS = TARGET | GLYCINATE | {"time_zone": "Europe/Oslo"}


@pytest.fixture
def person(db):
    return User.objects.create_user("maren@example.org", "a long password")


@pytest.fixture
def url():
    return reverse("tracker:setup")


@pytest.fixture
def visitor(client, person, time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)
    client.force_login(person)
    return client


def test_the_page_proposes_the_protocol_and_asks_the_browser_for_the_zone(visitor, url):
    page = visitor.get(url).content.decode()
    assert 'name="low_mg" value="400"' in page
    assert "data-propose" in page
    assert 'name="glycinate-taken" id="id_glycinate-taken" checked' in page


def test_the_proposals_alone_are_enough_to_start(visitor, url, person):
    answer = visitor.post(url, ANSWERS)
    assert (answer.status_code, answer.url) == (302, reverse("tracker:today"))
    person.refresh_from_db()
    assert person.time_zone == "Europe/Oslo"
    assert person.set_up_at is not None
    assert person.targets.get().starts_on == date(2026, 11, 22)
    assert [(row.name, row.serving_mg) for row in person.supplements.all()] == [("Glycinate", Decimal(200))]


def test_something_else_is_kept_with_its_compound_converted(visitor, url, person):
    visitor.post(url, ANSWERS | OTHER)
    assert person.supplements.get(name="Powder").elemental_mg_per_unit == Decimal(160)


def test_a_double_tap_stores_everything_once(visitor, url, person):
    for _ in range(2):
        assert visitor.post(url, ANSWERS | OTHER).status_code == 302
    assert person.targets.count() == 1
    assert person.supplements.count() == 2


def test_coming_back_to_the_page_leads_to_today(visitor, url):
    visitor.post(url, ANSWERS)
    assert visitor.get(url).url == reverse("tracker:today")


def test_skipping_keeps_the_protocol_and_the_zone_of_the_browser(visitor, url, person):
    answer = visitor.post(url, {"skip": "1", "time_zone": "Asia/Tokyo", "low_mg": "abc"})
    assert answer.url == reverse("tracker:today")
    person.refresh_from_db()
    assert person.time_zone == "Asia/Tokyo"
    assert person.set_up_at is not None
    target = person.targets.get()
    assert (target.low_mg, target.high_mg, target.walks_per_day, target.bedtime) == (400, 500, 3, True)
    assert not person.supplements.exists()


def test_skipping_after_the_set_up_changes_nothing(visitor, url, person):
    visitor.post(url, ANSWERS | {"low_mg": "300"})
    visitor.post(url, {"skip": "1", "time_zone": "Asia/Tokyo"})
    person.refresh_from_db()
    assert person.time_zone == "Europe/Oslo"
    assert person.targets.get().low_mg == Decimal(300)


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Mars/Olympus"},
        {"low_mg": "-1"},
        {"low_mg": "600"},
        {"walk_minutes": ""},
        {"glycinate-units": "NaN"},
        OTHER | {"amount": "20001"},
        OTHER | {"name": "x" * 10_000},
        OTHER | {"name": "Glycinate"},
    ],
)
def test_a_wrong_answer_is_kept_said_at_its_field_and_stores_nothing(visitor, url, person, wrong):
    answer = visitor.post(url, ANSWERS | wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "field__error" in page
    assert "1 answer needs another look" in page
    person.refresh_from_db()
    assert person.set_up_at is None
    assert not person.targets.exists()
    assert not person.supplements.exists()


def test_what_was_typed_is_shown_again_with_its_conversion(visitor, url):
    page = visitor.post(url, ANSWERS | OTHER | {"low_mg": "4oo"}).content.decode()
    assert 'value="4oo"' in page
    assert "160 mg</output>" in page


def test_it_is_for_people_who_are_signed_in(client, url, db):
    assert client.get(url).status_code == 302
    assert client.post(url, ANSWERS).status_code == 302
    assert client.post(url, ANSWERS).url.startswith(reverse("account_login"))


def test_other_methods_are_refused(visitor, url):
    assert visitor.put(url).status_code == 405
