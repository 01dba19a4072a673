"""The account's pages: what protects it, where one is signed in, letting it go."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.account.signing_in import FIREFOX, NOON, SECRET, add_passkey, sign_in
from tests.factories import PASSWORD, PersonFactory
from tests.policy import INLINE
from tracker.account.views import device_words
from tracker.models import User

pytestmark = pytest.mark.usefixtures("noon")

ACCOUNT = "/settings/account/"
SESSIONS = "/settings/account/sessions/"
DELETE = "/settings/account/delete/"
KEEP = "/settings/account/keep/"
GOES = "<b>Monday 23 November at 13:00</b>"


def test_the_page_of_somebody_who_has_nothing_yet_offers_everything(visitor, person):
    page = visitor.get(ACCOUNT).text
    for name in (
        "account_email", "account_change_password", "tracker:sessions", "mfa_activate_totp",
        "mfa_add_webauthn", "tracker:export", "tracker:delete_account",
    ):  # fmt: skip
        assert f'href="{reverse(name)}"' in page, name
    assert "Recovery codes" not in page
    assert "Keep my account" not in page
    assert "On 1 device." in page


def test_the_page_says_what_protects_the_account(visitor, person):
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    add_passkey(person, "<b>Phone</b>")
    EmailAddress.objects.create(user=person, email="new@example.org")
    page = visitor.get(ACCOUNT).text
    for words in (
        "On since 22 November 2026", "10 are left.", "&lt;b&gt;Phone&lt;/b&gt;", "not used yet",
        "new@example.org waits to be confirmed.", "Your password alone no longer signs you in",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_takes_as_many_queries_for_one_passkey_and_session_as_for_many(
    visitor, person, count, django_assert_num_queries
):
    for number in range(count):
        add_passkey(person, f"Key {number}")
        sign_in(Client(), PersonFactory())
        UserSession.objects.create(user=person, ip="192.0.2.1", session_key=f"key{number}")
    # The session and the person, addresses, what is set up, sessions twice.
    with django_assert_num_queries(6):
        visitor.get(ACCOUNT)
    with django_assert_num_queries(4):
        visitor.get(SESSIONS)


@pytest.mark.parametrize("address", [SESSIONS, DELETE])
def test_every_page_wears_the_products_look_and_asks_who_it_is(visitor, address):
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert 'id="main"' in answer.text
    assert "css/app" in answer.text
    assert not INLINE.search(answer.text)
    assert Client().get(address).url.startswith(reverse("account_login"))


# ── Sessions ────────────────────────────────────────────────────────────────────────────────────
def test_the_list_says_which_devices_and_which_is_this_one(devices):
    page = devices["Safari on iPhone"].get(SESSIONS).text
    assert page.count("This device") == 1
    for device in devices:
        assert f"<b>{device}</b>" in page
    assert page.count("Signed in on 22 November 2026 at 13:00, from 127.0.0.1.") == 2


@pytest.mark.parametrize("which", ["one", "all"])
def test_other_sessions_are_ended_and_this_one_stays(devices, person, which):
    first, second = devices.values()
    other = UserSession.objects.get(session_key=first.session.session_key)
    form = {"session": other.pk} if which == "one" else {}
    answer = second.post(SESSIONS, form, follow=True)
    assert "Signed out on 1 other device." in answer.text
    assert first.get(ACCOUNT).status_code == 302
    assert second.get(ACCOUNT).status_code == 200
    assert UserSession.objects.filter(user=person).count() == Session.objects.count() == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 5_000, "\x00", "theirs", "mine"])
def test_what_names_no_other_session_of_ones_own_ends_none(devices, person, other_person, number):
    sign_in(Client(), other_person)
    client = devices["Safari on iPhone"]
    if number == "theirs":
        number = UserSession.objects.get(user=other_person).pk
    elif number == "mine":
        number = UserSession.objects.get(session_key=client.session.session_key).pk
    assert client.post(SESSIONS, {"session": number}).status_code == 302
    assert UserSession.objects.count() == Session.objects.count() == 3


def test_sessions_that_are_over_are_not_listed(devices, person, time_machine):
    UserSession.objects.create(user=person, ip="192.0.2.1", session_key="gone", user_agent=FIREFOX)
    first, second = devices.values()
    Session.objects.filter(pk=first.session.session_key).update(expire_date="2026-11-22T11:00:00Z")
    assert "Firefox" not in second.get(SESSIONS).text


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (FIREFOX, "Firefox on Android"),
        ("Firefox/140.0", "Firefox"),
        ("Lynx/2.9 (Linux)", "Linux"),
        ("curl/8.9.1", "Another program"),
    ],
)
def test_a_device_is_called_by_what_is_known_of_it(user_agent, device):
    assert device_words(user_agent) == device


# ── Letting it go ───────────────────────────────────────────────────────────────────────────────
def ask(client, password=PASSWORD, **kwargs):
    return client.post(DELETE, {"password": password}, **kwargs)


def test_the_password_sends_the_account_off_in_a_day_and_a_mail_says_so(person, client_of):
    response = ask(client_of(person), follow=True)
    assert response.redirect_chain == [(ACCOUNT, 302)]
    assert GOES in response.text
    assert "Keep my account" in response.text
    assert f'href="{DELETE}"' not in response.text
    person.refresh_from_db()
    assert person.delete_at == NOON + timedelta(hours=24)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([person.email], "Your Twelve account will be deleted")
    assert "deleted on Monday 23 November 2026 at 13:00 (Europe/Berlin)" in letter.body
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
    assert person.delete_at == NOON + timedelta(hours=24)
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
    User.objects.update(delete_at=NOON + timedelta(hours=24))
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
    for delete_at in (None, NOON + timedelta(hours=24)):
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
