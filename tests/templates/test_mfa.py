"""The pages of two-factor codes and passkeys."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from tests.account.signing_in import SECRET, add_passkey, show_that_it_is_you, sign_in
from tests.policy import INLINE

PAGES = [
    ("mfa_activate_totp", None), ("mfa_deactivate_totp", "totp"), ("mfa_add_webauthn", None),
    ("mfa_view_recovery_codes", "totp"), ("mfa_generate_recovery_codes", "totp"),
    ("mfa_reauthenticate", "totp"), ("mfa_edit_webauthn", "webauthn"), ("mfa_remove_webauthn", "webauthn"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "needs"), PAGES)
def test_every_page_wears_the_products_look_and_asks_who_it_is(client, person, client_of, name, needs):
    sign_in(client, person)
    show_that_it_is_you(client)
    arguments = []
    if needs == "totp":
        TOTP.activate(person, SECRET)
        RecoveryCodes.activate(person)
    elif needs:
        arguments = [add_passkey(person).pk]
    address = reverse(name, args=arguments)
    answer = client.get(address)
    assert answer.status_code == 200
    assert 'id="main"' in answer.text
    assert "css/app" in answer.text
    assert not INLINE.search(answer.text)
    assert Client().get(address).url.startswith(reverse("account_login"))
    if name != "mfa_reauthenticate":
        again = client_of(person).get(address)
        assert "reauthenticate" in again.url
