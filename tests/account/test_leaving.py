"""Taking one's data along, and letting the account go."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import PASSWORD, PersonFactory
from tests.people import person_with_everything
from tracker.models import User

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
DELETE = "/settings/account/delete/"
KEEP = "/settings/account/keep/"
ACCOUNT = "/settings/account/"
EXPORT = "/settings/account/export.json"
GOES = "<b>Tuesday 24 November at 08:00</b>"


@pytest.fixture(autouse=True)
def morning(time_machine, db):
    caches["default"].clear()
    time_machine.move_to(NOW, tick=False)


def ask(client, password=PASSWORD, **kwargs):
    return client.post(DELETE, {"password": password}, **kwargs)


# ── Download ────────────────────────────────────────────────────────────────────────────────────
def test_everything_is_a_file_to_keep_and_nobody_keeps_it_on_the_way(client_of):
    response = client_of(person_with_everything()).get(EXPORT)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="twelve-2026-11-23.json"'
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    file = json.loads(response.content)
    assert (file["format"], file["exported_at"]) == ("twelve", "2026-11-23T08:00:00+01:00")
    assert len(file["doses"]) == 2


def test_the_file_is_named_by_the_persons_own_date(client_of, time_machine):
    time_machine.move_to("2026-11-23T20:00:00Z", tick=False)
    response = client_of(PersonFactory(time_zone="Pacific/Auckland")).get(EXPORT)
    assert "twelve-2026-11-24.json" in response.headers["Content-Disposition"]


def test_the_account_page_leads_to_both(person, client_of):
    page = client_of(person).get(ACCOUNT).text
    assert f'href="{EXPORT}"' in page
    assert f'href="{DELETE}"' in page
    assert "Keep my account" not in page


# ── Asking ──────────────────────────────────────────────────────────────────────────────────────
def test_the_password_sends_the_account_off_in_a_day_and_a_mail_says_so(person, client_of):
    response = ask(client_of(person), follow=True)
    assert response.redirect_chain == [(ACCOUNT, 302)]
    assert GOES in response.text
    assert "Keep my account" in response.text
    assert f'href="{DELETE}"' not in response.text
    person.refresh_from_db()
    assert person.delete_at == NOW + timedelta(hours=24)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([person.email], "Your Twelve account will be deleted")
    assert "deleted on Tuesday 24 November 2026 at 08:00 (Europe/Berlin)" in letter.body
    assert "\nhttp://testserver/settings/account/\n" in letter.body
    assert "choose “Keep my account”" in letter.body


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("not this one", "That is not your password."),
        ("", "This field is required."),
        ("\x00", "Null characters are not allowed."),
        ("9" * 10_000, "That is not your password."),
    ],
    ids=["wrong", "none", "null", "long"],
)
def test_without_the_password_nothing_happens(password, words, person, client_of):
    response = ask(client_of(person), password)
    assert response.status_code == 422
    assert 'id="id_password_error"' in response.text
    assert words in response.text
    person.refresh_from_db()
    assert person.delete_at is None
    assert mail.outbox == []


def test_guessing_is_stopped_as_at_signing_in(person, client_of):
    client = client_of(person)
    for _ in range(10):
        response = ask(client, "a guess")
    response = ask(client)
    assert response.status_code == 422
    assert "Too many tries in a row." in response.text
    person.refresh_from_db()
    assert person.delete_at is None


def test_asking_twice_is_asking_once(person, client_of, time_machine):
    client = client_of(person)
    ask(client)
    time_machine.shift(timedelta(hours=3))
    for response in (ask(client), ask(client, "wrong"), client.get(DELETE)):
        assert (response.status_code, response.url) == (302, ACCOUNT)
    person.refresh_from_db()
    assert person.delete_at == NOW + timedelta(hours=24)
    assert len(mail.outbox) == 1


def test_a_mail_that_cannot_leave_keeps_nobody_here(person, client_of, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise OSError("no such server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    page = ask(client_of(person), follow=True).text
    assert "The mail about it could not be sent." in page
    assert GOES in page


# ── The day of grace ────────────────────────────────────────────────────────────────────────────
def test_until_then_the_person_signs_in_and_reads_it_on_today(person):
    User.objects.update(delete_at=NOW + timedelta(hours=24))
    client = Client()
    signed_in = client.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True
    )
    assert signed_in.redirect_chain[0] == ("/", 302)
    assert GOES in signed_in.text
    fragment = client.get("/", headers={"HX-Request": "true", "HX-Target": "day"}).text
    assert "<html" not in fragment
    assert GOES in fragment


def test_the_banner_asks_the_database_nothing(person, client_of):
    client = client_of(person)
    client.get("/")
    counts = []
    for delete_at in (None, NOW + timedelta(hours=24)):
        User.objects.update(delete_at=delete_at)
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_one_button_keeps_the_account(person, client_of):
    client = client_of(person)
    ask(client)
    for words in ("Your account stays, with everything in it.", ""):
        response = client.post(KEEP, follow=True)
        assert response.redirect_chain == [(ACCOUNT, 302)]
        assert words in response.text
        assert "Keep my account" not in response.text
    person.refresh_from_db()
    assert person.delete_at is None


def test_nobody_keeps_or_deletes_anothers_account(person, other_person, client_of):
    ask(client_of(other_person))
    client_of(person).post(KEEP)
    other_person.refresh_from_db()
    person.refresh_from_db()
    assert other_person.delete_at
    assert person.delete_at is None


# ── After it ────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(params=[False, True], ids=["person", "operator"])
def gone(request):
    """Somebody whose time is over, while their rows are still there."""
    return PersonFactory(delete_at=NOW, is_staff=request.param, is_superuser=request.param)


def test_at_its_time_every_device_is_signed_out(client_of, time_machine, person):
    User.objects.update(delete_at=NOW + timedelta(hours=24), is_staff=True, is_superuser=True)
    client = client_of(person)
    time_machine.move_to(NOW + timedelta(hours=24, seconds=-1), tick=False)
    assert client.get("/trends/").status_code == 200
    assert client.get("/admin/").status_code == 200
    time_machine.move_to(NOW + timedelta(hours=24), tick=False)
    for path in ("/trends/", ACCOUNT, EXPORT, "/admin/", reverse("account_change_password")):
        response = client.get(path)
        assert response.status_code == 302, path
        assert "login" in response.url, path
    assert "Create account" in client.get("/").text
    # Too late to keep it, too.
    assert client.post(KEEP).url.startswith(reverse("account_login"))
    person.refresh_from_db()
    assert person.delete_at


def test_who_is_gone_signs_in_no_more_than_who_never_was(gone):
    client = Client()
    for address in (gone.email, "nobody@example.org"):
        response = client.post(reverse("account_login"), {"login": address, "password": PASSWORD})
        assert response.status_code == 422
        assert "That address and password do not match." in response.text
    assert "_auth_user_id" not in client.session
    assert not client.login(email=gone.email, password=PASSWORD)


def test_a_session_made_in_any_other_way_is_nobodys(gone, client_of):
    # As by a passkey or a link: whatever let them in, each request asks anew.
    response = client_of(gone).get("/trends/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
