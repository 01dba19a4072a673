"""Addresses that lead elsewhere."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("mfa_index", "tracker:account_settings"),
        ("mfa_list_webauthn", "tracker:account_settings"),
        ("usersessions_list", "tracker:sessions"),
    ],
)
def test_allauths_own_lists_lead_to_ours(client, name, to):
    assert client.get(reverse(name)).url == reverse(to)
