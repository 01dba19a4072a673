"""A moment that stands still, and people who have signed in by their password."""

import pytest


@pytest.fixture
def noon(db, time_machine):
    """Noon of 22 November 2026, before which nobody has tried to sign in."""
    from django.core.cache import caches

    from tests.account.signing_in import NOON

    caches["default"].clear()
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def visitor(client, person, noon):
    """Signed in by the password, and shown once more to be who they are."""
    from django.core import mail

    from tests.account.signing_in import show_that_it_is_you, sign_in

    sign_in(client, person)
    show_that_it_is_you(client)
    mail.outbox.clear()
    return client


@pytest.fixture
def devices(person, noon):
    """A person signed in on a phone and, later, on another."""
    from django.test import Client

    from tests.account.signing_in import FIREFOX, SAFARI, sign_in

    clients = {"Firefox on Android": Client(), "Safari on iPhone": Client()}
    for client, agent in zip(clients.values(), (FIREFOX, SAFARI), strict=True):
        sign_in(client, person, **{"User-Agent": agent})
    return clients
