"""What allauth says in our words, and what it does when something about an account changes."""

import smtplib
from datetime import timedelta

import pytest
from allauth.core import context
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.urls import reverse

from tests.account.signing_in import NOON, SECRET, add_passkey, code
from tests.factories import PASSWORD, PersonFactory
from tracker.account.adapters import AccountAdapter, MFAAdapter


def asked_by(person, adapter=AccountAdapter, host="testserver"):
    """The adapter as a request of this person's is under way, who has a session and can read messages."""
    request = RequestFactory().get("/", headers={"host": host})
    request.user = person
    request.session = SessionStore()
    request.session["what"] = "was begun"
    request._messages = CookieStorage(request)
    with context.request_context(request):
        return adapter()


@pytest.mark.parametrize("adapter", [AccountAdapter, MFAAdapter])
def test_only_what_allauth_says_is_said_otherwise(adapter):
    assert set(adapter.error_messages) == set(adapter.__base__.error_messages)


# ── Coming in ───────────────────────────────────────────────────────────────────────────────────
def come_in(adapter):
    return adapter.pre_login(
        adapter.request,
        adapter.request.user,
        email_verification="optional",
        signal_kwargs=None,
        email=None,
        signup=False,
        redirect_url=None,
    )


def test_until_their_time_everybody_comes_in(time_machine):
    time_machine.move_to(NOON - timedelta(seconds=1), tick=False)
    adapter = asked_by(PersonFactory.build(delete_at=NOON))
    assert come_in(adapter) is None
    assert adapter.request.session["what"] == "was begun"


def test_whoever_is_gone_is_turned_away_and_hears_why(time_machine):
    time_machine.move_to(NOON, tick=False)
    adapter = asked_by(PersonFactory.build(delete_at=NOON))
    answer = come_in(adapter)
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))
    assert [str(message) for message in adapter.request._messages] == ["This account is deleted."]
    assert adapter.request.session.is_empty()


def test_the_password_comes_first_of_the_ways_to_show_that_it_is_you(person):
    adapter = asked_by(person)
    assert [str(way["description"]) for way in adapter.get_reauthentication_methods(person)] == [
        "Use your password"
    ]
    TOTP.activate(person, SECRET)
    add_passkey(person)
    assert [str(way["description"]) for way in adapter.get_reauthentication_methods(person)] == [
        "Use your password",
        "Use a code",
        "Use a passkey",
    ]


def test_a_wrong_password_is_a_422_that_keeps_the_address(client, person):
    response = client.post(reverse("account_login"), {"login": person.email, "password": "nope"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "That address and password do not match." in page
    assert f'value="{person.email}"' in page
    assert "nope" not in page


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(client, person):
    answers = [
        client.post(reverse("account_login"), {"login": address, "password": "nope"}).content.decode()
        for address in (person.email, "nobody@example.org")
    ]
    assert all("That address and password do not match." in answer for answer in answers)


# ── Changes ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.django_db(transaction=True)
def test_a_mail_tells_of_every_change_to_how_one_signs_in(visitor, mailoutbox):
    secret = visitor.get(reverse("mfa_activate_totp")).context["form"].secret
    visitor.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    visitor.post(reverse("mfa_generate_recovery_codes"))
    visitor.post(reverse("mfa_deactivate_totp"))
    visitor.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another long phrase", "password2": "another long phrase"},
    )
    assert [letter.subject for letter in mailoutbox] == [
        "Two-factor codes are on",
        "New recovery codes",
        "Two-factor codes are off",
        "Password changed",
    ]


def test_a_new_password_ends_all_other_sessions(devices):
    first, second = devices.values()
    ended = first.session.session_key
    second.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another long phrase", "password2": "another long phrase"},
    )
    # At once, not when the other device comes back and finds that its password is an old one.
    assert Session.objects.count() == 1
    assert not UserSession.objects.filter(session_key=ended).exists()
    assert first.get(reverse("tracker:account_settings")).status_code == 302
    assert "On 1 device." in second.get(reverse("tracker:account_settings")).text


def test_a_mail_that_cannot_leave_undoes_no_change(monkeypatch, caplog):
    def refuse(*_args, **_kwargs):
        raise smtplib.SMTPRecipientsRefused({"maren@example.org": (550, b"no such mailbox")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    person = PersonFactory.build()
    adapter = asked_by(person)
    with context.request_context(adapter.request):
        adapter.send_notification_mail("account/email/password_changed", person, email="maren@example.org")
    [said] = caplog.messages
    assert said == "A mail about a changed account could not be sent: SMTPRecipientsRefused"


# ── Passkeys ────────────────────────────────────────────────────────────────────────────────────
def test_a_passkey_is_numbered_among_ones_own(person, other_person):
    add_passkey(other_person)
    adapter = asked_by(person, MFAAdapter)
    assert adapter.generate_authenticator_name(person, "webauthn") == "Passkey 1"
    add_passkey(person)
    TOTP.activate(person, SECRET)
    assert adapter.generate_authenticator_name(person, "webauthn") == "Passkey 2"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000"])
def test_a_passkey_belongs_to_the_host_whatever_its_port(host):
    adapter = asked_by(PersonFactory.build(), MFAAdapter, host)
    assert adapter.get_public_key_credential_rp_entity() == {"id": "localhost", "name": "Twelve"}
