"""allauth's pages in the product's words and with the product's status codes."""

from http import HTTPStatus

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """What allauth says when something is wrong."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is switched off."),
        "email_password_mismatch": _("That address and password do not match."),
        "email_taken": _("There is an account with this address already."),
        "duplicate_email": _("This address is on your account already."),
        "enter_current_password": _("This is not your password of today."),
        "incorrect_password": _("That is not your password."),
        "too_many_login_attempts": _("Too many tries in a row. Wait a few minutes, then try once more."),
        "rate_limited": _("Too many tries in a row. Wait a few minutes, then try once more."),
        "same_as_current": _("This is the one you have already."),
    }


class InvalidFormsAre422(MiddlewareMixin):
    """A form of allauth's that comes back with errors says so in its status, like every other form here."""

    def process_template_response(self, request, response):
        """Runs before the page is drawn, when the view's form can still be asked."""
        form = (response.context_data or {}).get("form")
        if (
            request.method == "POST"
            and response.status_code == HTTPStatus.OK
            and getattr(form, "errors", None)
        ):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
