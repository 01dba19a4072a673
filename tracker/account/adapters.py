"""allauth's parts in the product's words."""

import logging
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.models import User

from .actions import end_sessions

logger = logging.getLogger(__name__)

# What allauth calls the ways to show that it is you, in our words.
WAYS = {
    "reauthenticate": gettext_lazy("Use your password"),
    "mfa_reauthenticate": gettext_lazy("Use a code"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """What allauth says, and what it does when something about an account changes."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is switched off."),
        "email_password_mismatch": gettext_lazy("That address and password do not match."),
        "email_taken": gettext_lazy("There is an account with this address already."),
        "duplicate_email": gettext_lazy("This address is on your account already."),
        "enter_current_password": gettext_lazy("This is not your password of today."),
        "incorrect_password": gettext_lazy("That is not your password."),
        "too_many_login_attempts": gettext_lazy(
            "Too many tries in a row. Wait a few minutes, then try once more."
        ),
        "rate_limited": gettext_lazy("Too many tries in a row. Wait a few minutes, then try once more."),
        "same_as_current": gettext_lazy("This is the one you have already."),
    }

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """Whoever is gone comes in no more, by a passkey either, and hears why."""
        if not cast(User, user).is_gone(timezone.now()):
            answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
            return answer
        request.session.flush()
        messages.error(request, _("This account is deleted."))
        return redirect("account_login")

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A new password ends all other sessions, those of whoever knew the old one too."""
        super().set_password(user, password)
        end_sessions(cast(User, user), but=self.request.session.session_key)

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """The ways to show that it is you, the password first."""
        return [way | {"description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """What was changed is changed: a mail server that is down must not say otherwise."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except OSError as error:
            logger.warning("A mail about a changed account could not be sent: %s", type(error).__name__)


class MFAAdapter(DefaultMFAAdapter):
    """What allauth says about codes and passkeys."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": gettext_lazy(
            "Recovery codes come with two-factor codes or a passkey. Set up one of them first."
        ),
        "incorrect_code": gettext_lazy(
            "That code is not right, or it was used already. Type the one that the app shows now."
        ),
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        """A name for the next passkey, to be changed at will."""
        count = Authenticator.objects.filter(user=cast(User, user), type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whose passkeys these are: of the host that the browser asked, without its port."""
        host, _port = split_domain_port(self.request.get_host())
        return {"id": host, "name": "Twelve"}
