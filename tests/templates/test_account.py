"""The pages of signing in and of an account that allauth fills."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.policy import INLINE

pytestmark = pytest.mark.django_db

SIGNED_OUT_PAGES = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_email_verification_sent",
]
SIGNED_IN_PAGES = ["account_change_password", "account_email", "account_logout", "account_reauthenticate"]


@pytest.mark.parametrize("name", SIGNED_OUT_PAGES)
def test_every_page_for_strangers_wears_the_products_look(client, name):
    page = client.get(reverse(name)).content.decode()
    assert 'class="door"' in page
    assert "css/app" in page
    assert not INLINE.search(page)


@pytest.mark.parametrize("name", SIGNED_IN_PAGES)
def test_every_page_of_an_account_wears_the_products_look(client, person, name):
    client.force_login(person)
    page = client.get(reverse(name), follow=True).content.decode()
    assert "css/app" in page
    assert 'id="main"' in page
    assert not INLINE.search(page)


def test_an_address_waiting_to_be_confirmed_shows_no_inline_style(client, person):
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 4102444800}]
    session.save()
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    assert not INLINE.search(client.get(reverse("account_email")).content.decode())


def test_signing_out_is_a_post(client, person):
    client.force_login(person)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_mail(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    (letter,) = mail.outbox
    assert letter.subject == "Choose a new password for Twelve"
    link = re.search(r"https?://\S+", letter.body)[0]
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "another good one", "password2": "another good one"})
    assert client.login(email=person.email, password="another good one")


def test_a_link_used_twice_says_so(client):
    page = client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"])).content.decode()
    assert "This link no longer works" in page
