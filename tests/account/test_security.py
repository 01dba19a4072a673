"""The account page, the second step, passkeys and sessions, without a browser."""

import json
import time
from base64 import urlsafe_b64encode

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.account.test_sign_in import INLINE
from tests.breadth import examples
from tests.factories import PASSWORD, PersonFactory

SECRET = "JBSWY3DPEHPK3PXP"
ACCOUNT = "tracker:account_settings"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605 Version/18.4 Safari/604.1"
# What is no code: text, nothing, too long, other digits.
NO_CODES = ["", " ", "12345", "1234567", "abcdef", "１２３４５６", "\x00", "9" * 10_000, "000-000", "½"]


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)


@pytest.fixture(autouse=True)
def _no_attempts_counted(db):
    caches["default"].clear()


def code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, person, **headers):
    return client.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, headers=headers
    )


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def visitor(client, person):
    """Signed in by the password, and shown once more to be who they are."""
    sign_in(client, person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    mail.outbox.clear()
    return client


def add_passkey(person, name="Phone"):
    return Authenticator.objects.create(
        user=person, type="webauthn", data={"name": name, "credential": {"id": name}}
    )


# ── The page ────────────────────────────────────────────────────────────────────────────────────
def test_the_page_of_somebody_who_has_nothing_yet_offers_everything(visitor, person):
    page = visitor.get(reverse(ACCOUNT)).text
    for name in (
        "account_email", "account_change_password", "tracker:sessions", "mfa_activate_totp",
        "mfa_add_webauthn", "tracker:export", "tracker:delete_account",
    ):  # fmt: skip
        assert f'href="{reverse(name)}"' in page, name
    assert "Recovery codes" not in page
    assert "On 1 device." in page


def test_the_page_says_what_protects_the_account(visitor, person):
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    add_passkey(person, "<b>Phone</b>")
    EmailAddress.objects.create(user=person, email="new@example.org")
    page = visitor.get(reverse(ACCOUNT)).text
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
        visitor.get(reverse(ACCOUNT))
    with django_assert_num_queries(4):
        visitor.get(reverse("tracker:sessions"))


PAGES = [
    ("mfa_activate_totp", None), ("mfa_deactivate_totp", "totp"), ("mfa_add_webauthn", None),
    ("mfa_view_recovery_codes", "totp"), ("mfa_generate_recovery_codes", "totp"),
    ("mfa_reauthenticate", "totp"), ("tracker:sessions", None), ("tracker:delete_account", None),
    ("mfa_edit_webauthn", "webauthn"), ("mfa_remove_webauthn", "webauthn"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "needs"), PAGES)
def test_every_page_wears_the_products_look_and_asks_who_it_is(visitor, person, client_of, name, needs):
    arguments = []
    if needs == "totp":
        TOTP.activate(person, SECRET)
        RecoveryCodes.activate(person)
    elif needs:
        arguments = [add_passkey(person).pk]
    address = reverse(name, args=arguments)
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert 'id="main"' in answer.text
    assert "css/app" in answer.text
    assert not INLINE.search(answer.text)
    assert Client().get(address).url.startswith(reverse("account_login"))
    if not name.startswith("tracker:") and name != "mfa_reauthenticate":
        again = client_of(person).get(address)
        assert "reauthenticate" in again.url


@pytest.mark.parametrize(
    ("name", "to"),
    [("mfa_index", ACCOUNT), ("mfa_list_webauthn", ACCOUNT), ("usersessions_list", "tracker:sessions")],
)
def test_allauths_own_lists_lead_to_ours(visitor, name, to):
    assert visitor.get(reverse(name)).url == reverse(to)


def test_changing_the_address_asks_once_more_who_it_is_and_waits_to_be_confirmed(client, person, mailoutbox):
    sign_in(client, person)
    form = {"email": "new@example.org", "action_add": ""}
    assert client.post(reverse("account_email"), form).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), form)
    person.refresh_from_db()
    assert person.email != "new@example.org"
    [letter] = mailoutbox
    assert letter.to == ["new@example.org"]
    link = next(word for word in letter.body.split() if word.startswith("http"))
    client.post(link)
    person.refresh_from_db()
    assert person.email == "new@example.org"


# ── Codes ───────────────────────────────────────────────────────────────────────────────────────
def test_codes_are_turned_on_by_the_first_of_them_and_a_mail_says_so(visitor, person, mailoutbox):
    page = visitor.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml;base64,' in page.text
    secret = page.context["form"].secret
    answer = visitor.post(reverse("mfa_activate_totp"), {"code": f"{code(secret)[:3]} {code(secret)[3:]}"})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert {row.type for row in Authenticator.objects.filter(user=person)} == {"totp", "recovery_codes"}


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


@pytest.mark.parametrize("wrong", NO_CODES)
def test_a_wrong_code_turns_nothing_on_and_keeps_the_key(visitor, person, wrong):
    secret = visitor.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = visitor.post(reverse("mfa_activate_totp"), {"code": wrong})
    assert answer.status_code == 422
    assert 'id="id_code_error"' in answer.text
    assert answer.context["form"].secret == secret
    assert not Authenticator.objects.filter(user=person).exists()


@pytest.mark.parametrize("wrong", NO_CODES)
def test_a_wrong_code_signs_nobody_in(client, person, wrong):
    TOTP.activate(person, SECRET)
    assert sign_in(client, person).url == reverse("mfa_authenticate")
    answer = client.post(reverse("mfa_authenticate"), {"code": wrong})
    assert answer.status_code == 422
    assert 'id="id_code_error"' in answer.text
    assert not is_signed_in(client)


def test_ten_wrong_codes_rest_in_clear_words_even_for_the_right_one(client, person, time_machine):
    TOTP.activate(person, SECRET)
    sign_in(client, person)
    for number in range(10):
        answer = client.post(reverse("mfa_authenticate"), {"code": f"00000{number}"})
    assert answer.status_code == 422
    assert "Too many tries in a row. Wait a few minutes, then try once more." in answer.text
    answer = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert "Too many tries in a row." in answer.text
    assert not is_signed_in(client)
    time_machine.shift(301)
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 302
    assert is_signed_in(client)


def test_ten_wrong_codes_at_turning_on_rest_too(visitor, person):
    visitor.get(reverse("mfa_activate_totp"))
    for number in range(10):
        answer = visitor.post(reverse("mfa_activate_totp"), {"code": f"00000{number}"})
    assert "Too many tries in a row." in answer.text
    assert not Authenticator.objects.filter(user=person).exists()


def test_showing_too_often_that_it_is_you_rests_on_a_page_of_its_own(visitor, person):
    TOTP.activate(person, SECRET)
    answers = [visitor.post(reverse("mfa_reauthenticate"), {"code": "000000"}) for _ in range(11)]
    assert answers[-1].status_code == 429
    assert "Too many tries in a row" in answers[-1].text


def test_a_code_signs_in_once(person):
    TOTP.activate(person, SECRET)
    signed_in = []
    for client in (Client(), Client()):
        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code()})
        signed_in.append(is_signed_in(client))
    assert signed_in == [True, False]


def test_a_recovery_code_signs_in_once(person):
    TOTP.activate(person, SECRET)
    first = RecoveryCodes.activate(person).generate_codes()[0]
    signed_in = []
    for client in (Client(), Client()):
        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": first})
        signed_in.append(is_signed_in(client))
    assert signed_in == [True, False]


def test_a_session_without_its_second_step_opens_nothing(client, person):
    TOTP.activate(person, SECRET)
    sign_in(client, person)
    assert client.get(reverse(ACCOUNT)).url.startswith(reverse("account_login"))


# ── Passkeys ────────────────────────────────────────────────────────────────────────────────────
def credential(origin="https://twelve.example.com", **changes):
    """What a browser might say; nothing in it is signed."""
    data = {"type": "webauthn.get", "challenge": "AAAA", "origin": origin}
    said = urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")
    return {
        "id": "AAAA", "rawId": "AAAA", "type": "public-key",
        "response": {
            "clientDataJSON": said, "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "MQ",
            "attestationObject": "AAAA",
        },
    } | changes  # fmt: skip


def passkey_addresses():
    return [
        reverse(name) for name in ("mfa_add_webauthn", "mfa_authenticate", "mfa_reauthenticate_webauthn",
                                   "mfa_login_webauthn")
    ]  # fmt: skip


NO_CREDENTIALS = [
    "", "null", "[]", "{}", "1", '"text"', "{", "[" * 50_000, '{"id": "\\u0000"}', "\x00",
    json.dumps(credential(response=None)), json.dumps(credential(rawId=7)), json.dumps(credential(id=None)),
    json.dumps(credential(response={"clientDataJSON": "%%%"})),
    json.dumps(credential(response=credential()["response"] | {"userHandle": "/w"})),
    json.dumps(credential(response=credential()["response"] | {"userHandle": "9" * 400})),
    json.dumps(credential(response=credential()["response"] | {"clientDataJSON": "AAAA"})),
    json.dumps(credential(origin="http://[")), json.dumps(credential(origin=None)),
]  # fmt: skip


@pytest.mark.parametrize("said", NO_CREDENTIALS, ids=range(len(NO_CREDENTIALS)))
def test_what_is_no_passkey_is_refused_in_words(visitor, person, said):
    visitor.get(reverse("mfa_add_webauthn"))
    answer = visitor.post(reverse("mfa_add_webauthn"), {"name": "Phone", "credential": said})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'value="Phone"' in answer.text

    add_passkey(PersonFactory())
    stranger = Client()
    stranger.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    answer = stranger.post(reverse("mfa_login_webauthn"), {"credential": said}, follow=True)
    assert answer.redirect_chain == [(reverse("account_login"), 302)]
    assert "passkey" in answer.text
    assert not is_signed_in(stranger)


def test_a_passkey_of_another_origin_hears_that(visitor):
    said = json.dumps(credential("https://twelve.example.com"))
    words = "This passkey belongs to another address. Here it takes one that was made for testserver."
    assert words in visitor.post(reverse("mfa_add_webauthn"), {"credential": said}).text
    stranger = Client()
    stranger.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    answer = stranger.post(reverse("mfa_login_webauthn"), {"credential": said}, follow=True)
    assert words in answer.text


def test_one_of_this_origin_that_nobody_knows_hears_otherwise(visitor):
    said = json.dumps(credential("https://testserver"))
    answer = visitor.post(reverse("mfa_add_webauthn"), {"credential": said})
    assert "This passkey was not accepted." in answer.text


def test_another_persons_passkey_is_not_found(visitor, other_person):
    theirs = add_passkey(other_person)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        for method in ("get", "post"):
            answer = getattr(visitor, method)(reverse(name, args=[theirs.pk]), {"name": "Mine"})
            assert answer.status_code == 404
    theirs.refresh_from_db()
    assert theirs.wrap().name == "Phone"


@pytest.mark.parametrize("name", ["", "n" * 61, "\x00"])
def test_a_name_that_is_none_is_refused_at_its_field(visitor, person, name):
    key = add_passkey(person)
    answer = visitor.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": name})
    assert answer.status_code == 422
    assert 'id="id_name_error"' in answer.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)
PARTS = st.sampled_from([*credential(), *credential()["response"]])


@hypothesis_settings(
    max_examples=examples(4),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(changes=st.dictionaries(PARTS, JSON, max_size=3))
@example(changes={})
@example(changes={"userHandle": "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw"})
def test_no_passkey_whatever_it_says_breaks_a_page(visitor, person, changes):
    said = credential()
    # The parts of the response first: it may be replaced as a whole.
    for part, value in sorted(changes.items(), key=lambda change: change[0] in said):
        (said if part in said else said["response"])[part] = value
    for address in passkey_addresses():
        caches["default"].clear()
        answer = visitor.post(address, {"credential": json.dumps(said)})
        assert answer.status_code in {302, 422}, address
        stranger = Client()
        sign_in(stranger, person)
        caches["default"].clear()
        stranger.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
        assert stranger.post(address, {"credential": json.dumps(said)}).status_code in {302, 422}, address


# ── Sessions ────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def devices(person):
    """A person signed in on a phone and, later, on another."""
    clients = {"Firefox on Android": Client(), "Safari on iPhone": Client()}
    for client, agent in zip(clients.values(), (FIREFOX, SAFARI), strict=True):
        sign_in(client, person, **{"User-Agent": agent})
    return clients


def test_the_list_says_which_devices_and_which_is_this_one(devices):
    page = devices["Safari on iPhone"].get(reverse("tracker:sessions")).text
    assert page.count("This device") == 1
    for device in devices:
        assert f"<b>{device}</b>" in page
    assert page.count("Signed in on 22 November 2026 at 13:00, from 127.0.0.1.") == 2


@pytest.mark.parametrize("which", ["one", "all"])
def test_other_sessions_are_ended_and_this_one_stays(devices, person, which):
    first, second = devices.values()
    other = UserSession.objects.get(session_key=first.session.session_key)
    form = {"session": other.pk} if which == "one" else {}
    answer = second.post(reverse("tracker:sessions"), form, follow=True)
    assert "Signed out on 1 other device." in answer.text
    assert first.get(reverse(ACCOUNT)).status_code == 302
    assert second.get(reverse(ACCOUNT)).status_code == 200
    assert UserSession.objects.filter(user=person).count() == Session.objects.count() == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 5_000, "\x00", "theirs", "mine"])
def test_what_names_no_other_session_of_ones_own_ends_none(devices, person, other_person, number):
    sign_in(Client(), other_person)
    client = devices["Safari on iPhone"]
    if number == "theirs":
        number = UserSession.objects.get(user=other_person).pk
    elif number == "mine":
        number = UserSession.objects.get(session_key=client.session.session_key).pk
    assert client.post(reverse("tracker:sessions"), {"session": number}).status_code == 302
    assert UserSession.objects.count() == Session.objects.count() == 3


def test_a_new_password_ends_all_other_sessions(devices, person):
    first, second = devices.values()
    second.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another long phrase", "password2": "another long phrase"},
    )
    assert first.get(reverse(ACCOUNT)).status_code == 302
    assert "On 1 device." in second.get(reverse(ACCOUNT)).text
    assert Session.objects.count() == 1


def test_sessions_that_are_over_are_not_listed(devices, person, time_machine):
    UserSession.objects.create(user=person, ip="192.0.2.1", session_key="gone", user_agent=FIREFOX)
    first, second = devices.values()
    Session.objects.filter(pk=first.session.session_key).update(expire_date="2026-11-22T11:00:00Z")
    assert "Firefox" not in second.get(reverse("tracker:sessions")).text
