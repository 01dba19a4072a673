"""The Monday mail, from the command to the letter box."""

import re
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PersonFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.models import Review, ReviewMail, User

MONDAY = date(2026, 11, 16)  # of the week that the mail is about: 2026-W47


@pytest.fixture(autouse=True)
def monday_morning(time_machine):
    time_machine.move_to("2026-11-23T07:00:00Z", tick=False)


def somebody(days=7, **fields):
    """A person who wants the mail, with as many days of the last week in range."""
    person = PersonFactory(**{"time_zone": "UTC", "monday_mail": True} | fields)
    TargetFactory(person=person, starts_on=date(2026, 10, 1))
    for n in range(days):
        day = MONDAY + timedelta(days=n)
        DoseFactory(person=person, day=day, elemental_mg=Decimal(450))
        BedtimeLogFactory(person=person, day=day)
    return person


def send():
    """Run the command and return what it said."""
    said = StringIO()
    call_command("send_reviews", stdout=said, stderr=said)
    return said.getvalue()


def test_the_mail_says_what_the_review_says(db):
    person = somebody(days=5)
    SprintSessionFactory.create_batch(2, person=person, day=MONDAY)
    Review.objects.create(person=person, week="2026-W46", intention="bedtime")
    assert send() == "Sent 1.\n"
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([person.email], "Your week, 16 to 22 November")
    [(page, kind)] = letter.alternatives
    assert kind == "text/html"
    for body in (letter.body, page):
        for words in (
            "Five days in range, and both sprints done.",
            "Monday 16 to Sunday 22 November 2026",
            "Take the bedtime dose every night",
            "Kept 5 of 7 times.",
            "/review/2026-W47/",
        ):
            assert words in body
    assert "Magnesium: 5 of 7 days (was 0)" in letter.body
    assert " style=" not in page
    assert page.count("http") == 2
    shown = Client()
    shown.force_login(person)
    assert "Five days in range, and both sprints done." in shown.get("/review/2026-W47/").text


def test_however_often_it_runs_each_week_is_sent_once(db, time_machine):
    somebody()
    assert [send(), send()] == ["Sent 1.\n", "Sent 0.\n"]
    time_machine.move_to("2026-11-23T22:00:00Z", tick=False)
    assert send() == "Sent 0.\n"
    time_machine.move_to("2026-11-30T07:00:00Z", tick=False)
    assert send() == "Sent 1.\n"
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("zone", "sent"),
    [
        ("UTC", 1),
        ("Europe/Berlin", 1),
        ("Pacific/Kiritimati", 1),
        ("America/New_York", 0),
        ("Pacific/Midway", 0),
    ],
)
def test_it_comes_on_the_persons_own_monday_morning(db, zone, sent):
    somebody(time_zone=zone)
    assert send() == f"Sent {sent}.\n"


def test_it_is_off_until_asked_for_and_silent_for_those_who_cannot_sign_in(db):
    assert User._meta.get_field("monday_mail").default is False
    somebody(monday_mail=False)
    somebody(is_active=False)
    assert send() == "Sent 0.\n"
    assert not ReviewMail.objects.exists()


def test_a_fortnight_without_an_entry_gets_no_mail(db):
    somebody(days=0)
    assert send() == "Sent 0.\n"
    assert mail.outbox == []


def test_weeks_that_begin_on_sunday_are_reviewed_on_monday_too(db):
    somebody(week_start=6)
    send()
    assert mail.outbox[0].subject == "Your week, 15 to 21 November"


def test_one_persons_trouble_keeps_nobody_elses_mail(db):
    lost = somebody()
    User.objects.filter(pk=lost.pk).update(time_zone="Nowhere/Land")
    somebody()
    said = StringIO()
    with pytest.raises(CommandError, match="1 could not be sent"):
        call_command("send_reviews", stdout=said, stderr=said)
    assert said.getvalue().startswith(f"Person {lost.pk}: CommandError: unknown time zone")
    assert lost.email not in said.getvalue()
    assert len(mail.outbox) == 1


def test_what_could_not_be_handed_over_is_tried_again(db, monkeypatch):
    somebody()

    def refuse(*_args, **_kwargs):
        raise OSError("no such server")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        with pytest.raises(CommandError):
            send()
    assert not ReviewMail.objects.exists()
    assert send() == "Sent 1.\n"


@pytest.mark.parametrize("days", [1, 7])
def test_a_mail_takes_as_many_queries_for_any_week(db, days, django_assert_max_num_queries):
    somebody(days=days)
    # Whom to send to; claiming and noting it; the page of the week.
    with django_assert_max_num_queries(14):
        send()


# ── Stopping it ─────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def stop(db):
    """The address at the foot of a mail, and whose mail it is."""
    person = somebody()
    send()
    letter = mail.outbox[0]
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return re.sub(r"^https?://[^/]+", "", address), person


def test_the_link_asks_first_and_one_press_stops_the_mail_without_signing_in(stop):
    address, person = stop
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
def test_a_token_that_is_not_ours_stops_nothing(stop, change):
    address, person = stop
    start, token = address.rstrip("/").rsplit("/", 1)
    for method in ("get", "post"):
        assert getattr(Client(), method)(f"{start}/{change(token)}/").status_code == 404
    person.refresh_from_db()
    assert person.monday_mail


def test_the_settings_turn_it_on_and_off(person, client_of):
    client = client_of(person)
    for sent, wanted, words in (
        ({"monday_mail": "on"}, True, "A mail about your week comes each Monday."),
        ({}, False, "No more Monday mails."),
    ):
        response = client.post("/settings/mail/", sent, follow=True)
        assert words in response.text
        person.refresh_from_db()
        assert person.monday_mail is wanted
