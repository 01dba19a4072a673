"""What protects an account, where it is signed in, and whose is over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.test import Client

from tests.account.signing_in import NOON, SECRET, add_passkey, sign_in
from tests.factories import PersonFactory
from tracker.account.queries import AccountPage, Passkey, account_page, accounts_to_delete, open_sessions

NOTHING = AccountPage(
    is_confirmed=False,
    waiting_email="",
    codes_since=None,
    passkeys=[],
    recovery_codes_left=None,
    sessions_count=0,
)
HOUR = timedelta(hours=1)


def keys_of(sessions):
    return [session.session_key for session in sessions]


# ── What protects it ────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("has", "is_one"),
    [
        ({}, False),
        # They come with a second step and are none by themselves.
        ({"recovery_codes_left": 10}, False),
        ({"codes_since": NOON}, True),
        ({"passkeys": [Passkey(1, "Phone", NOON, None)]}, True),
    ],
)
def test_codes_and_passkeys_are_a_second_step(has, is_one):
    assert replace(NOTHING, **has).has_second_step is is_one


def test_nothing_protects_an_account_but_its_password_at_first(person, other_person, noon):
    add_passkey(other_person)
    TOTP.activate(other_person, SECRET)
    assert account_page(person, NOON) == NOTHING


@pytest.mark.parametrize("passkeys", [1, 5])
def test_all_that_protects_it_takes_four_queries(passkeys, person, devices, django_assert_num_queries):
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    rows = [add_passkey(person, f"Key {number}") for number in range(passkeys)]
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    EmailAddress.objects.create(user=person, email="new@example.org")
    with django_assert_num_queries(4):
        page = account_page(person, NOON)
    assert page == AccountPage(
        is_confirmed=True,
        waiting_email="new@example.org",
        codes_since=NOON,
        passkeys=[Passkey(row.pk, f"Key {number}", NOON, None) for number, row in enumerate(rows)],
        recovery_codes_left=10,
        sessions_count=2,
    )


def test_an_address_of_ones_own_that_is_not_confirmed_waits_for_nothing_else(person, noon):
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    assert account_page(person, NOON) == NOTHING


# ── Where it is signed in ───────────────────────────────────────────────────────────────────────
def test_sessions_are_listed_from_the_newest_and_only_ones_own(devices, person, other_person):
    sign_in(Client(), other_person)
    newest_first = [client.session.session_key for client in reversed(devices.values())]
    assert keys_of(open_sessions(person, NOON)) == newest_first
    assert account_page(person, NOON).sessions_count == 2


def test_a_session_that_is_over_is_not_open(devices, person):
    first, second = (client.session.session_key for client in devices.values())
    Session.objects.filter(pk=first).update(expire_date=NOON)
    assert keys_of(open_sessions(person, NOON - HOUR)) == [second, first]
    assert keys_of(open_sessions(person, NOON)) == [second]


def test_another_password_closes_every_session(devices, person):
    person.set_password("another long phrase")
    person.save()
    assert open_sessions(person, NOON) == []


# ── Whose is over ───────────────────────────────────────────────────────────────────────────────
def test_accounts_go_in_the_order_in_which_it_was_asked_for(db, django_assert_num_queries):
    moments = (NOON, NOON - HOUR, None, NOON + HOUR, NOON - HOUR)
    later, first, _staying, _waiting, second = (PersonFactory(delete_at=moment).pk for moment in moments)
    with django_assert_num_queries(1):
        assert accounts_to_delete(NOON) == [first, second, later]
    assert accounts_to_delete(NOON - 2 * HOUR) == []
