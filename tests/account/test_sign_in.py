import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse

pytestmark = pytest.mark.django_db

ADDRESS, PASSWORD = "maren@example.org", "correct horse battery"
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
# What the content policy forbids: styles and scripts within the page.
INLINE = re.compile(r"""\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)(?![^>]*application/json)""")


@pytest.fixture
def maren():
    return get_user_model().objects.create_user(ADDRESS, PASSWORD)


@pytest.mark.parametrize("name", SIGNED_OUT_PAGES)
def test_every_page_for_strangers_wears_the_products_look(client, name):
    page = client.get(reverse(name)).content.decode()
    assert 'class="door"' in page
    assert "css/app" in page
    assert not INLINE.search(page)


@pytest.mark.parametrize("name", SIGNED_IN_PAGES)
def test_every_page_of_an_account_wears_the_products_look(client, maren, name):
    client.force_login(maren)
    page = client.get(reverse(name), follow=True).content.decode()
    assert "css/app" in page
    assert 'id="main"' in page
    assert not INLINE.search(page)


def test_an_address_waiting_to_be_confirmed_shows_no_inline_style(client, maren):
    client.force_login(maren)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 4102444800}]
    session.save()
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    assert not INLINE.search(client.get(reverse("account_email")).content.decode())


def test_signing_up_signs_in(client):
    response = client.post(reverse("account_signup"), {"email": ADDRESS, "password1": PASSWORD})
    assert response.status_code == 302
    assert get_user_model().objects.get().email == ADDRESS
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("email", "password", "field"),
    [
        ("abc", PASSWORD, "email"),
        ("", PASSWORD, "email"),
        (ADDRESS, "", "password1"),
        (ADDRESS, "12345", "password1"),
    ],
)
def test_a_bad_sign_up_is_a_422_with_the_error_at_its_field(client, email, password, field):
    response = client.post(reverse("account_signup"), {"email": email, "password1": password})
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert not get_user_model().objects.exists()


def test_a_wrong_password_is_a_422_that_keeps_the_address(client, maren):
    response = client.post(reverse("account_login"), {"login": ADDRESS, "password": "nope"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "That address and password do not match." in page
    assert f'value="{ADDRESS}"' in page
    assert "nope" not in page


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(client, maren):
    answers = [
        client.post(reverse("account_login"), {"login": address, "password": "nope"}).content.decode()
        for address in (ADDRESS, "nobody@example.org")
    ]
    assert all("That address and password do not match." in answer for answer in answers)


def test_labels_are_not_repeated_inside_their_fields(client):
    assert "placeholder" not in client.get(reverse("account_login")).content.decode()


def test_signing_out_is_a_post(client, maren):
    client.force_login(maren)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_mail(client, maren):
    client.post(reverse("account_reset_password"), {"email": ADDRESS})
    (letter,) = mail.outbox
    assert letter.subject == "Choose a new password for Twelve"
    link = re.search(r"https?://\S+", letter.body)[0]
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "another good one", "password2": "another good one"})
    assert client.login(email=ADDRESS, password="another good one")


def test_a_link_used_twice_says_so(client):
    page = client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"])).content.decode()
    assert "This link no longer works" in page


def test_an_unknown_address_gets_the_same_page_as_a_known_one(client, maren):
    known = client.post(reverse("account_reset_password"), {"email": ADDRESS}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert known.content == unknown.content


def test_a_persons_theme_is_set_on_the_page(client, maren):
    maren.theme = "dark"
    maren.save()
    client.force_login(maren)
    page = client.get(reverse("account_change_password")).content.decode()
    assert 'data-theme="dark"' in page
    assert '<meta name="color-scheme" content="dark">' in page


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_a_page_of_an_error_needs_neither_request_nor_database(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string(f"{name}.html")
    assert "<h1>" in page
    assert not INLINE.search(page)


def test_the_start_page_is_honest(client):
    page = client.get("/").content.decode()
    for words in ("nothing was reversed", "is a total, food included", "never diagnoses", "350", "250"):
        assert words in page
    assert reverse("account_signup") in page
    assert reverse("account_login") in page


def test_no_template_breaks_the_content_policy():
    templates = Path(django_settings.BASE_DIR, "templates").rglob("*.html")
    assert [path.name for path in templates if INLINE.search(path.read_text())] == []
