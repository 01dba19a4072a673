"""A second step, passkeys (through the browser's own stand-in for a reader), and sessions."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from playwright.sync_api import expect

from tests.factories import PASSWORD

ACCOUNT = "/settings/account/"


def code_of(secret):
    """What the app on the phone would show now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(page, person):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def is_signed_in(page):
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()


def sign_out(page):
    page.goto(ACCOUNT)
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def show_that_it_is_you(page):
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def row(page, name):
    return page.locator(".setrow", has=page.get_by_text(name, exact=True))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_two_factor_codes_are_turned_on_used_and_turned_off(browse, follower, script, watch):
    page = browse(java_script_enabled=script)
    sign_in(page, follower)
    is_signed_in(page)
    page.goto(ACCOUNT)
    page.get_by_role("link", name="Turn codes on").click()
    show_that_it_is_you(page)
    picture = page.get_by_role("img", name="Picture to scan")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    secret = page.locator(".secret").text_content()

    # Typed wrongly first: the key stays the same, so the app need not scan again.
    watch.expect("status 422")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Turn codes on").click()
    expect(page.get_by_text("That code is not right")).to_be_visible()
    expect(page.locator(".secret")).to_have_text(secret)
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Turn codes on").click()

    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    codes = page.locator(".codes li").all_text_contents()
    assert len(codes) == 10
    sign_out(page)

    sign_in(page, follower)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    is_signed_in(page)
    sign_out(page)

    # The phone is lost: a code from the paper, which then is used up.
    sign_in(page, follower)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    is_signed_in(page)
    page.goto(ACCOUNT)
    expect(row(page, "Recovery codes")).to_contain_text("9 are left")

    page.get_by_role("link", name="Turn codes off").click()
    show_that_it_is_you(page)
    page.get_by_role("button", name="Turn codes off").click()
    expect(page.get_by_role("link", name="Turn codes on")).to_be_visible()
    assert not Authenticator.objects.filter(user=follower).exists()
    sign_out(page)
    sign_in(page, follower)
    is_signed_in(page)


@pytest.fixture
def reader(browse):
    """A page whose browser has a fingerprint reader, and the way to talk to it."""
    page = browse()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page, session, added["authenticatorId"]


def add_passkey(page, name):
    page.goto(ACCOUNT)
    page.get_by_role("link", name="Add a passkey").click()
    if page.get_by_role("heading", name="Is it you?").is_visible():
        show_that_it_is_you(page)
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add passkey").click()


def test_a_passkey_is_added_signs_in_alone_and_is_removed(reader, follower):
    page, session, authenticator = reader
    sign_in(page, follower)
    is_signed_in(page)
    add_passkey(page, "This phone")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    [credential] = session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    assert (credential["isResidentCredential"], credential["rpId"]) == (True, "localhost")
    page.get_by_role("link", name="Back to account").click()
    expect(row(page, "This phone")).to_contain_text("not used yet")
    sign_out(page)

    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_signed_in(page)
    sign_out(page)

    # With the password, it is the second step.
    sign_in(page, follower)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    is_signed_in(page)
    page.goto(ACCOUNT)
    expect(row(page, "This phone")).to_contain_text("last used on 14 March 2026")

    page.get_by_role("link", name="Rename This phone").click()
    # Shown by the passkey this time, not by the password.
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_label("Name").fill("Old phone")
    page.get_by_role("button", name="Save name").click()
    page.get_by_role("link", name="Remove Old phone").click()
    page.get_by_role("button", name="Remove passkey").click()
    expect(page.get_by_role("link", name="Add a passkey")).to_be_visible()
    expect(page.get_by_text("Old phone")).to_have_count(0)
    assert not Authenticator.objects.filter(user=follower).exists()

    # The device still offers what the account no longer knows.
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("This passkey was not accepted.")).to_be_visible()


def test_a_device_that_has_a_passkey_already_says_so_and_one_that_refuses_does_too(reader, follower):
    page, session, authenticator = reader
    sign_in(page, follower)
    add_passkey(page, "This phone")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    add_passkey(page, "Once more")
    expect(page.get_by_text("This device has a passkey for your account already.")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Once more")
    assert Authenticator.objects.filter(user=follower, type="webauthn").count() == 1

    sign_out(page)
    refuse = {"authenticatorId": authenticator, "isUserVerified": False}
    session.send("WebAuthn.setUserVerified", refuse)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("No passkey was used.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()


def test_a_passkey_of_another_origin_is_refused_in_clear_words(reader, follower, server):
    page, _session, _authenticator = reader
    sign_in(page, follower)
    add_passkey(page, "This phone")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)
    page.goto("/accounts/login/")
    # As if the browser had been on another site when its owner touched the reader.
    page.evaluate("""() => {
      const submit = HTMLFormElement.prototype.submit;
      HTMLFormElement.prototype.submit = function () {
        const said = JSON.parse(this.elements.credential.value);
        const { response } = said;
        const data = JSON.parse(atob(response.clientDataJSON.replaceAll("-", "+").replaceAll("_", "/")));
        const text = btoa(JSON.stringify({ ...data, origin: "https://twelve.example.com" }));
        response.clientDataJSON = text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
        this.elements.credential.value = JSON.stringify(said);
        submit.call(this);
      };
    }""")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("This passkey belongs to another address.")).to_be_visible()
    expect(page.get_by_label("E-mail address")).to_be_visible()


def test_at_an_address_without_a_name_passkeys_say_why_they_do_not_work(browse, follower, server, watch):
    watch.host = watch.host.replace("localhost", "127.0.0.1")
    page = browse()
    at = server.url.replace("localhost", "127.0.0.1")
    page.goto(f"{at}/accounts/login/")
    page.get_by_label("E-mail address").fill(follower.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{at}/accounts/2fa/webauthn/add/")
    show_that_it_is_you(page)
    page.get_by_role("button", name="Add passkey").click()
    expect(page.get_by_text("Passkeys work only at an address with a name")).to_be_visible()


@pytest.mark.both_databases
def test_another_device_is_signed_out_from_this_one(browse, follower):
    phone, desk = browse(), browse(width=1280)
    for page in (phone, desk):
        sign_in(page, follower)
        is_signed_in(page)
    desk.goto(ACCOUNT)
    expect(row(desk, "Where you are signed in")).to_contain_text("On 2 devices.")
    desk.get_by_role("link", name="Show devices").click()
    expect(desk.locator(".setrow")).to_have_count(2)
    desk.get_by_role("button", name=re.compile("^Sign out Chrome on Linux, since")).click()
    expect(desk.locator(".setrow")).to_have_count(1)
    assert UserSession.objects.filter(user=follower).count() == 1
    phone.goto(ACCOUNT)
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()
    desk.goto("/")
    is_signed_in(desk)
