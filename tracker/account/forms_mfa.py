"""allauth's forms of two-factor codes and passkeys in the product's words; `MFA_FORMS` names them."""

import json
import struct
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fido2.utils import websafe_decode

from .forms import OwnWords

MAX_CODE_LENGTH = 32
MAX_NAME_LENGTH = 60
# What reading a credential that no browser made may end in.
UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error)


class Code(OwnWords):
    """A code, typed on the keys for digits and filled in by browsers that know it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.widget.attrs |= {"inputmode": "numeric", "maxlength": MAX_CODE_LENGTH, "autofocus": True}


class CodeForm(Code, code_forms.AuthenticateForm):
    """The second step of signing in: a code of the app, or a recovery code."""


class CodeAgainForm(Code, code_forms.ReauthenticateForm):
    """Show once more that it is you, by a code."""


class ActivateCodesForm(Code, totp_forms.ActivateTOTPForm):
    """Turn two-factor codes on by the first of them."""


class CredentialField(forms.JSONField):
    """What the browser says of a passkey."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": _("No passkey came along. Try once more."),
        "invalid": _("This is no passkey. Try once more."),
    }

    def to_python(self, value: Any) -> Any:
        """Read it; what no database can store, or nobody can read, is no passkey."""
        if isinstance(value, str) and "\\u0000" in value:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return super().to_python(value)
        except RecursionError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Nothing of it comes back with the page: the next try takes another one."""
        return initial


class Credential(forms.Form):
    """A passkey that is looked at; one that cannot be accepted says why."""

    # As allauth declares it.
    credential: forms.JSONField = CredentialField()

    def explain(self, credential: Any) -> ValidationError:
        """Return why a passkey was refused: it is another address's, or anything else."""
        host = get_adapter().get_public_key_credential_rp_entity()["id"]
        if _host_of(credential) not in (host, None):
            words = _(
                "This passkey belongs to another address. Here it takes one that was made for %(host)s."
            )
            return ValidationError(words, code="other_origin", params={"host": host})
        words = _("This passkey was not accepted. The page may have been open for too long: try once more.")
        return ValidationError(words, code="refused")


class AddPasskeyForm(OwnWords, Credential, passkey_forms.AddWebAuthnForm):
    """Keep a passkey under a name."""

    name = forms.CharField(label=_("Name"), max_length=MAX_NAME_LENGTH, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Every passkey can sign one in all by itself, so there is nothing to choose.
        del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        """Let allauth look at it, as one that signs in without a password."""
        credential = self.cleaned_data.get("credential")
        self.cleaned_data["passwordless"] = True
        try:
            return super().clean()
        except (ValidationError, *UNREADABLE):
            raise self.explain(credential) from None


class RenamePasskeyForm(OwnWords, passkey_forms.EditWebAuthnForm):
    """Give a passkey another name."""

    name = forms.CharField(label=_("Name"), max_length=MAX_NAME_LENGTH)


class PasskeyForm(Credential, passkey_forms.AuthenticateWebAuthnForm):
    """The second step of signing in, by a passkey."""

    def clean_credential(self) -> Any:
        """Let allauth look at it; who tried too often hears that instead."""
        credential = self.cleaned_data["credential"]
        try:
            return super().clean_credential()
        except ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise self.explain(credential) from None
        except UNREADABLE:
            raise self.explain(credential) from None


class PasskeyAgainForm(PasskeyForm, passkey_forms.ReauthenticateWebAuthnForm):
    """Show once more that it is you, by a passkey."""


class PasskeyAloneForm(PasskeyForm, passkey_forms.LoginWebAuthnForm):
    """Sign in by a passkey alone."""


def _host_of(credential: Any) -> str | None:
    """The host that a browser made or used a passkey for; None when it does not say."""
    try:
        client_data = json.loads(websafe_decode(credential["response"]["clientDataJSON"]))
        host: str | None = urlsplit(client_data["origin"]).hostname
        return host
    except (*UNREADABLE, RecursionError):
        return None
