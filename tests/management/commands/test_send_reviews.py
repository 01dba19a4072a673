"""The Monday mail, from the command to the letter box."""

import re
import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from threading import Barrier

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PersonFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.actions.review_mail import claim_mail
from tracker.models import Review, ReviewMail, User
from tracker.queries.review_mail import people_to_mail

SEND = "django.core.mail.EmailMultiAlternatives.send"
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


def test_it_is_off_until_asked_for_and_silent_for_those_who_cannot_sign_in_or_are_leaving(db):
    assert User._meta.get_field("monday_mail").default is False
    somebody(monday_mail=False)
    somebody(is_active=False)
    somebody(delete_at=timezone.now() + timedelta(hours=5))
    assert send() == "Sent 0.\n"
    assert not ReviewMail.objects.exists()


def test_a_fortnight_without_an_entry_gets_no_mail(db):
    person = somebody(days=0)
    assert send() == "Sent 0.\n"
    assert not ReviewMail.objects.exists()
    # Filled in on the Monday itself, there is something to say after all.
    DoseFactory(person=person, day=MONDAY)
    assert send() == "Sent 1.\n"


def test_who_has_no_week_yet_gets_no_mail(db):
    PersonFactory(time_zone="UTC", monday_mail=True)
    assert send() == "Sent 0.\n"


def test_weeks_that_begin_on_sunday_are_reviewed_on_monday_too(db):
    somebody(week_start=6)
    send()
    assert mail.outbox[0].subject == "Your week, 15 to 21 November"
    assert "/review/2026-W47/" in mail.outbox[0].body


def test_the_53rd_week_of_a_year_is_named_so(db, time_machine):
    time_machine.move_to("2027-01-04T07:00:00Z", tick=False)
    somebody()
    DoseFactory(person=User.objects.get(), day=date(2026, 12, 28))
    send()
    [letter] = mail.outbox
    assert letter.subject == "Your week, 28 December to 3 January"
    assert "Monday 28 December 2026 to Sunday 3 January 2027" in letter.body
    assert "/review/2026-W53/" in letter.body


def test_own_words_stay_words(db):
    person = somebody()
    own = "Less <b>tea</b> & more sleep"
    Review.objects.create(person=person, week="2026-W46", intention="own", own_words=own)
    send()
    [letter] = mail.outbox
    [(page, _kind)] = letter.alternatives
    assert own in letter.body
    assert "Less &lt;b&gt;tea&lt;/b&gt; &amp; more sleep" in page


def test_links_begin_with_the_public_address(db, settings):
    settings.PUBLIC_URL = "https://twelve.example.org"
    somebody()
    send()
    assert "\nhttps://twelve.example.org/review/2026-W47/\n" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("host", "start"), [("127.0.0.1", "http://127.0.0.1:8000/"), ("::1", "http://[::1]:8000/")]
)
def test_without_a_public_address_links_lead_to_this_machine(db, monkeypatch, host, start):
    monkeypatch.setenv("HOST", host)
    somebody()
    send()
    assert f"\n{start}review/2026-W47/\n" in mail.outbox[0].body


def test_without_a_public_address_a_server_that_others_reach_sends_no_dead_links(db, monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")
    somebody()
    with pytest.raises(CommandError, match="PUBLIC_URL"):
        send()
    assert mail.outbox == []


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
        patch.setattr(SEND, refuse)
        with pytest.raises(CommandError):
            send()
    assert not ReviewMail.objects.exists()
    assert send() == "Sent 1.\n"


def test_what_a_mail_server_says_becomes_one_line_that_names_nobody(db, monkeypatch):
    person = somebody()

    def refuse(*_args, **_kwargs):
        raise smtplib.SMTPRecipientsRefused({person.email: (550, f"<{person.email}>\nno such mailbox")})

    monkeypatch.setattr(SEND, refuse)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("send_reviews", stdout=said, stderr=said)
    [line, last] = said.getvalue().splitlines()
    assert line.startswith(f"Person {person.pk}: SMTPRecipientsRefused: ")
    assert "550" in line
    assert "no such mailbox" in line
    assert "@" not in line
    assert last == "Sent 0."


def test_a_claim_is_young_however_long_the_run_has_taken(db, monkeypatch, time_machine):
    somebody()
    somebody()
    taken_over = []

    def take_long(letter, *_args, **_kwargs):
        person = User.objects.get(email=letter.to[0])
        taken_over.append(claim_mail(person, "2026-W47", timezone.now()))
        time_machine.shift(timedelta(hours=2))

    monkeypatch.setattr(SEND, take_long)
    assert send() == "Sent 2.\n"
    assert taken_over == [None, None]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_mail_once():
    for _ in range(4):
        somebody(days=1)
    barrier = Barrier(2)

    def run(_number):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return send()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(run, range(2)))
    assert sum(int(re.search(r"\d+", words)[0]) for words in said) == 4
    assert sorted(letter.to for letter in mail.outbox) == sorted(
        [person.email] for person in User.objects.all()
    )
    assert ReviewMail.objects.exclude(sent_at=None).count() == 4


@pytest.mark.django_db(transaction=True)
def test_others_can_write_while_a_mail_is_on_its_way(monkeypatch):
    monkeypatch.setattr("tracker.queries.review_mail.BATCH", 2)
    wanting = [PersonFactory(monday_mail=True) for _ in range(5)]
    found = []

    def write():
        try:
            return User.objects.update(theme="dark")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        for person in people_to_mail():
            found.append(person)
            assert not connection.in_atomic_block
            assert threads.submit(write).result(timeout=10) == 5
    assert found == wanting


@pytest.mark.parametrize("days", [1, 7])
@pytest.mark.parametrize("people", [1, 3])
def test_each_mail_takes_as_many_queries_for_any_week(db, people, days, django_assert_num_queries):
    for _ in range(people):
        somebody(days=days)
    # Whom to send to, and that nobody is left; for each the claim, the page and the note that it went.
    with django_assert_num_queries(2 + 20 * people):
        send()


def test_a_second_run_only_looks_whether_each_mail_is_sent(db, django_assert_num_queries):
    somebody()
    somebody()
    send()
    with django_assert_num_queries(2 + 2 * 2):
        assert send() == "Sent 0.\n"


def test_the_address_in_a_mail_stops_it_and_no_other(db):
    person, other = somebody(), somebody()
    send()
    letter = next(letter for letter in mail.outbox if letter.to == [person.email])
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    Client().post(re.sub(r"^https?://[^/]+", "", address), {"List-Unsubscribe": "One-Click"})
    assert list(User.objects.filter(monday_mail=True)) == [other]
