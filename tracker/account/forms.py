"""allauth's forms in the product's words; `ACCOUNT_FORMS` names them."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.forms import Field
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "oldpassword": _("Password you have now"),
    "password": _("Password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
}
# Fields under which allauth repeats the way to a forgotten password; our pages give it once.
ASKS_FOR_THE_OLD_ONE = {"oldpassword", "password"}


class OwnWords:
    """Labels say what a field wants, so none says it again inside, where typing hides it."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name in ASKS_FOR_THE_OLD_ONE:
                field.help_text = ""


class LoginForm(OwnWords, allauth_forms.LoginForm):
    """Sign in, and stay so by a setting: most people log from a phone that is theirs alone."""


class SignupForm(OwnWords, allauth_forms.SignupForm):
    """Create an account with an e-mail address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Password")


class AddEmailForm(OwnWords, allauth_forms.AddEmailForm):
    """Add or change the address that signs one in."""


class ChangePasswordForm(OwnWords, allauth_forms.ChangePasswordForm):
    """Change the password, knowing the one in use."""


class SetPasswordForm(OwnWords, allauth_forms.SetPasswordForm):
    """Give an account its first password."""


class ResetPasswordForm(OwnWords, allauth_forms.ResetPasswordForm):
    """Ask for a mail with a link."""


class ResetPasswordKeyForm(OwnWords, allauth_forms.ResetPasswordKeyForm):
    """Choose a new password by that link."""


class ReauthenticateForm(OwnWords, allauth_forms.ReauthenticateForm):
    """Show once more that it is you."""
