"""Signing up, in and out, second steps, devices, leaving; and pages that are not there."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from tests.browser.conftest import NOW
from tests.factories import PASSWORD


def wrong_sign_up(page, person):
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail address").fill("nobody")
    page.get_by_role("button", name="Create account").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def leaving(path):
    """How to come to a page with an account that is about to be deleted."""

    def come(page, person):
        person.delete_at = NOW + timedelta(hours=24)
        person.save()
        page.goto(path)
        expect(page.get_by_role("button", name="Keep my account")).to_be_visible()

    return come


def wrong_delete_account(page, person):
    page.goto("/settings/account/delete/")
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Yes, delete my account").click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()


def after_the_password(page, path):
    """Come to a page that asks first whether it is you."""
    page.goto(path)
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def codes_to_turn_on(page, person):
    after_the_password(page, "/accounts/2fa/totp/activate/")
    expect(page.get_by_role("img", name="Picture to scan")).to_be_visible()


def wrong_code(page, person):
    codes_to_turn_on(page, person)
    page.get_by_label("Code").fill("12")
    page.get_by_role("button", name="Turn codes on").click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()


def codes_to_turn_off(page, person):
    protect(person)
    after_the_password(page, "/accounts/2fa/totp/deactivate/")


def protect(person):
    """Codes, recovery codes and a passkey for somebody."""
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    return Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "This phone", "credential": {}}
    )


def protected_account(page, person):
    protect(person)
    UserSession.objects.create(
        user=person,
        ip="192.0.2.1",
        session_key=next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid"),
    )
    page.goto("/settings/account/")
    expect(page.get_by_text("10 are left.")).to_be_visible()


def recovery_codes(page, person):
    protect(person)
    after_the_password(page, "/accounts/2fa/recovery-codes/")
    expect(page.locator(".codes li")).to_have_count(10)


def new_recovery_codes(page, person):
    protect(person)
    after_the_password(page, "/accounts/2fa/recovery-codes/generate/")


def passkey_to_add(page, person):
    after_the_password(page, "/accounts/2fa/webauthn/add/")
    expect(page.get_by_role("button", name="Add passkey")).to_be_visible()


def passkey_to_rename(page, person):
    after_the_password(page, f"/accounts/2fa/webauthn/keys/{protect(person).pk}/edit/")


def passkey_to_remove(page, person):
    after_the_password(page, f"/accounts/2fa/webauthn/keys/{protect(person).pk}/remove/")


def second_step(page, person):
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()


def code_again(page, person):
    protect(person)
    page.goto("/accounts/2fa/reauthenticate/")


def devices(page, person):
    protected_account(page, person)
    session = SessionStore()
    session.update({
        SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    })  # fmt: skip
    session.save()
    UserSession.objects.create(
        user=person, ip="2001:db8::1", session_key=session.session_key, user_agent="Firefox/140 Android"
    )
    page.goto("/settings/account/sessions/")
    expect(page.get_by_text("Firefox on Android")).to_be_visible()


SIGNED_OUT = {
    "home": "/",
    "sign in": "/accounts/login/",
    "sign up": "/accounts/signup/",
    "sign up, wrong": wrong_sign_up,
    "password reset": "/accounts/password/reset/",
    "password reset sent": "/accounts/password/reset/done/",
    "password reset link too old": "/accounts/password/reset/key/1-abc/",
    "password reset done": "/accounts/password/reset/key/done/",
    "not found, signed out": "/nothing/",
}

PAGES = {
    "account": "/settings/account/",
    "account, leaving": leaving("/settings/account/"),
    "today, leaving": leaving("/"),
    "delete account": "/settings/account/delete/",
    "delete account, wrong": wrong_delete_account,
    "account, protected": protected_account,
    "devices": devices,
    "is it you": "/accounts/2fa/totp/activate/",
    "is it you, code": code_again,
    "codes, on": codes_to_turn_on,
    "codes, wrong": wrong_code,
    "codes, off": codes_to_turn_off,
    "recovery codes": recovery_codes,
    "recovery codes, new": new_recovery_codes,
    "passkey, add": passkey_to_add,
    "passkey, rename": passkey_to_rename,
    "passkey, remove": passkey_to_remove,
    "second step": second_step,
    "change password": "/accounts/password/change/",
    "change e-mail": "/accounts/email/",
    "sign out": "/accounts/logout/",
    "not found": "/nothing/",
}
