"""Codes and passkeys: what is one signs in, what is none is refused in words."""

import json
from base64 import urlsafe_b64encode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.account.signing_in import SECRET, add_passkey, code, is_signed_in, sign_in
from tests.breadth import examples
from tests.factories import PersonFactory
from tracker.account import forms_mfa
from tracker.models import User

# What is no code: text, nothing, too long, other digits.
NO_CODES = ["", " ", "12345", "1234567", "abcdef", "１２３４５６", "\x00", "9" * 10_000, "000-000", "½"]
SOMEBODY = User(email="maren@example.org")


def test_allauth_is_told_of_forms_that_exist():
    named = {path.removeprefix(f"{forms_mfa.__name__}.") for path in settings.MFA_FORMS.values()}
    assert {name for name in named if not hasattr(forms_mfa, name)} == set()


@pytest.mark.parametrize(
    "form", [forms_mfa.CodeForm, forms_mfa.CodeAgainForm], ids=lambda form: form.__name__
)
def test_a_code_is_typed_on_the_keys_for_digits_and_filled_in_by_browsers(form):
    field = form(user=SOMEBODY).fields["code"]
    assert str(field.label) == "Code"
    assert field.widget.attrs == {
        "autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 32, "autofocus": True
    }  # fmt: skip


# ── Codes ───────────────────────────────────────────────────────────────────────────────────────
def test_codes_are_turned_on_by_the_first_of_them(visitor, person):
    page = visitor.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml;base64,' in page.text
    secret = page.context["form"].secret
    answer = visitor.post(reverse("mfa_activate_totp"), {"code": f"{code(secret)[:3]} {code(secret)[3:]}"})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert {row.type for row in Authenticator.objects.filter(user=person)} == {"totp", "recovery_codes"}


@pytest.mark.parametrize("wrong", NO_CODES)
def test_a_wrong_code_turns_nothing_on_and_keeps_the_key(visitor, person, wrong):
    secret = visitor.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = visitor.post(reverse("mfa_activate_totp"), {"code": wrong})
    assert answer.status_code == 422
    assert 'id="id_code_error"' in answer.text
    assert answer.context["form"].secret == secret
    assert not Authenticator.objects.filter(user=person).exists()


@pytest.mark.parametrize("wrong", NO_CODES)
def test_a_wrong_code_signs_nobody_in(client, person, noon, wrong):
    TOTP.activate(person, SECRET)
    assert sign_in(client, person).url == reverse("mfa_authenticate")
    answer = client.post(reverse("mfa_authenticate"), {"code": wrong})
    assert answer.status_code == 422
    assert 'id="id_code_error"' in answer.text
    assert not is_signed_in(client)


def test_ten_wrong_codes_rest_in_clear_words_even_for_the_right_one(client, person, noon, time_machine):
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


def test_a_code_signs_in_once(person, noon):
    TOTP.activate(person, SECRET)
    signed_in = []
    for client in (Client(), Client()):
        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code()})
        signed_in.append(is_signed_in(client))
    assert signed_in == [True, False]


def test_a_recovery_code_signs_in_once(person, noon):
    TOTP.activate(person, SECRET)
    first = RecoveryCodes.activate(person).generate_codes()[0]
    signed_in = []
    for client in (Client(), Client()):
        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": first})
        signed_in.append(is_signed_in(client))
    assert signed_in == [True, False]


def test_a_session_without_its_second_step_opens_nothing(client, person, noon):
    TOTP.activate(person, SECRET)
    sign_in(client, person)
    assert client.get(reverse("tracker:account_settings")).url.startswith(reverse("account_login"))


# ── Passkeys ────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("", "No passkey came along. Try once more."),
        ("null", "No passkey came along. Try once more."),
        ("{", "This is no passkey. Try once more."),
        ("[" * 100_000, "This is no passkey. Try once more."),
        # No database could store it.
        ('{"id": "\\u0000"}', "This is no passkey. Try once more."),
    ],
    ids=["nothing", "null", "half", "deep", "nought"],
)
def test_what_the_browser_says_must_be_there_and_readable(said, words):
    with pytest.raises(ValidationError) as refused:
        forms_mfa.CredentialField().clean(said)
    assert refused.value.messages == [words]


def test_nothing_of_a_passkey_comes_back_with_the_page():
    form = forms_mfa.PasskeyForm({"credential": '{"id": "AAAA"}'}, user=SOMEBODY)
    assert "AAAA" not in str(form["credential"])
    assert forms_mfa.CredentialField().clean('{"id": "AAAA"}') == {"id": "AAAA"}


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
