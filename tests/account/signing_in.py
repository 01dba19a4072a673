"""How tests sign in, and what they sign in with."""

import time
from datetime import UTC, datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from tests.factories import PASSWORD

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXP"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605 Version/18.4 Safari/604.1"


def code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, person, **headers):
    return client.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, headers=headers
    )


def show_that_it_is_you(client):
    """Say the password once more, as pages ask for that change how one signs in."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def add_passkey(person, name="Phone"):
    return Authenticator.objects.create(
        user=person, type="webauthn", data={"name": name, "credential": {"id": name}}
    )
