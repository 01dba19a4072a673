"""allauth's forms, in our words and with what they refuse said at its field."""

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.account.signing_in import show_that_it_is_you, sign_in
from tracker.account import forms
from tracker.models import User

ADDRESS, PASSWORD = "maren@example.org", "correct horse battery"
SOMEBODY = User(email=ADDRESS)
FORMS = [
    forms.LoginForm(),
    forms.SignupForm(),
    forms.AddEmailForm(user=SOMEBODY),
    forms.ChangePasswordForm(user=SOMEBODY),
    forms.SetPasswordForm(user=SOMEBODY),
    forms.ResetPasswordForm(),
    forms.ResetPasswordKeyForm(user=SOMEBODY),
    forms.ReauthenticateForm(user=SOMEBODY),
]


def test_allauth_is_told_of_every_form():
    ours = {f"{forms.__name__}.{type(form).__name__}" for form in FORMS}
    assert set(django_settings.ACCOUNT_FORMS.values()) == ours


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_a_label_says_what_a_field_wants_and_nothing_says_it_again(form):
    assert {field.widget.attrs.get("placeholder") for field in form.fields.values()} == {None}
    # What a new password must be like stands nowhere else.
    assert {name for name, field in form.fields.items() if field.help_text} <= {"password1"}


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        (forms.LoginForm(), ["E-mail address", "Password"]),
        (forms.SignupForm(), ["E-mail address", "Password"]),
        (
            forms.ChangePasswordForm(user=SOMEBODY),
            ["Password you have now", "New password", "New password, once more"],
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_fields_are_called_by_our_words(form, labels):
    assert [str(field.label) for field in form.fields.values()] == labels


@pytest.mark.django_db
def test_signing_up_signs_in(client):
    response = client.post(reverse("account_signup"), {"email": ADDRESS, "password1": PASSWORD})
    assert response.status_code == 302
    assert get_user_model().objects.get().email == ADDRESS
    assert "_auth_user_id" in client.session


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_labels_are_not_repeated_inside_their_fields(client):
    assert "placeholder" not in client.get(reverse("account_login")).content.decode()


def test_changing_the_address_asks_once_more_who_it_is_and_waits_to_be_confirmed(
    client, person, noon, mailoutbox
):
    sign_in(client, person)
    form = {"email": "new@example.org", "action_add": ""}
    assert client.post(reverse("account_email"), form).url.startswith(reverse("account_reauthenticate"))
    show_that_it_is_you(client)
    client.post(reverse("account_email"), form)
    person.refresh_from_db()
    assert person.email != "new@example.org"
    [letter] = mailoutbox
    assert letter.to == ["new@example.org"]
    link = next(word for word in letter.body.split() if word.startswith("http"))
    client.post(link)
    person.refresh_from_db()
    assert person.email == "new@example.org"
