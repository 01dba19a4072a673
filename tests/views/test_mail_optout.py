"""The switch of the Monday mail, and the page that stops it from the mail itself."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from tests.factories import PersonFactory
from tracker.presenters.review.mail import stop_token


@pytest.fixture
def person(db):
    return PersonFactory(monday_mail=True)


def stop_address(token):
    return reverse("tracker:stop_mail", args=[token])


def test_the_link_asks_first_and_one_press_stops_the_mail_without_signing_in(person):
    address = stop_address(stop_token(person))
    client = Client(enforce_csrf_checks=True)
    asked = client.get(address)
    assert asked.status_code == 200
    assert "Stop the Monday mail" in asked.text
    person.refresh_from_db()
    assert person.monday_mail
    # As a mail program does by itself.
    for _ in range(2):
        stopped = client.post(address, {"List-Unsubscribe": "One-Click"})
        assert stopped.status_code == 200
        assert "The Monday mail is off" in stopped.text
        person.refresh_from_db()
        assert not person.monday_mail


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "x" + token, lambda token: "x"])
def test_a_token_that_is_not_ours_stops_nothing(person, change):
    address = stop_address(change(stop_token(person)))
    for method in ("get", "post"):
        assert getattr(Client(), method)(address).status_code == 404
    person.refresh_from_db()
    assert person.monday_mail


def test_the_settings_turn_it_off_and_on(person, client_of):
    client = client_of(person)
    for sent, wanted, words in (
        ({}, False, "No more Monday mails."),
        ({"monday_mail": "on"}, True, "A mail about your week comes each Monday."),
    ):
        response = client.post("/settings/mail/", sent, follow=True)
        assert words in response.text
        person.refresh_from_db()
        assert person.monday_mail is wanted


def test_who_has_left_since_has_no_mail_to_stop(person):
    address = stop_address(stop_token(person))
    person.delete()
    assert Client().post(address).status_code == 404


def test_a_token_of_another_purpose_stops_nothing(person):
    assert Client().post(stop_address(signing.dumps(person.pk, salt="tracker.undo"))).status_code == 404
    person.refresh_from_db()
    assert person.monday_mail
