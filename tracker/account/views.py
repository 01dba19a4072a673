"""The account: what protects it, where it is signed in, letting it go."""

import logging
import re
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.http.access import login_required
from tracker.http.request import PersonRequest
from tracker.http.settings_page import settings_page

from . import actions
from .actions import end_sessions
from .domain import browser_and_system
from .forms import ReauthenticateForm
from .mails import leaving_mail
from .queries import account_page, open_sessions

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete_account(request: PersonRequest) -> HttpResponse:
    """Ask for the account to be deleted, by the password; it goes a day later."""
    if request.user.delete_at is not None:
        # Asked for already: the account's page says when it goes and how to keep it.
        return redirect("tracker:account_settings")
    # Counts tries as signing in does.
    form = ReauthenticateForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        # Not when another click was faster: one mail is enough.
        if actions.ask_to_delete(request.user, now=request.now):
            _write(request)
        return redirect("tracker:account_settings")
    return settings_page(request, "account_delete", {"form": form}, form)


@require_POST
@login_required
def keep_account(request: PersonRequest) -> HttpResponse:
    """Let the account stay after all."""
    if actions.keep_account(request.user, now=request.now):
        messages.success(request, _("Your account stays, with everything in it."))
    return redirect("tracker:account_settings")


def _write(request: PersonRequest) -> None:
    """Write to the person that the account goes, and when; a mail that cannot leave keeps nobody here."""
    address = request.build_absolute_uri(reverse("tracker:account_settings"))
    try:
        leaving_mail(request.user, address).send()
    except OSError:
        # Every trouble of smtplib's is one too. The page says what the mail would have said.
        logger.exception("The mail about an account that is to be deleted could not be sent")
        messages.warning(
            request,
            _("The mail about it could not be sent. What it would say stands here."),
        )


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A place where somebody is signed in, as the list shows it."""

    session: UserSession
    device: str
    is_this: bool


# Of a row, as far as databases count.
NUMBER = re.compile(r"[0-9]{1,18}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sessions(request: PersonRequest) -> HttpResponse:
    """Where the person is signed in: read it, and end one of the others or all of them."""
    if request.method == "POST":
        only = request.POST.get("session")
        # What is no number, or another person's, ends nothing.
        if only is None or NUMBER.fullmatch(only):
            ended = end_sessions(
                request.user, but=request.session.session_key, only=int(only) if only else None
            )
            messages.success(
                request,
                ngettext(
                    "Signed out on %(count)s other device.", "Signed out on %(count)s other devices.", ended
                )
                % {"count": ended},
            )
        return redirect("tracker:sessions")
    rows = [
        SessionRow(
            session=session,
            device=device_words(session.user_agent),
            is_this=session.session_key == request.session.session_key,
        )
        for session in open_sessions(request.user, request.now)
    ]
    return settings_page(request, "sessions", {"rows": rows})


def device_words(user_agent: str) -> str:
    """A browser by its own account, as Firefox on Android."""
    browser, system = browser_and_system(user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Another program")


@require_safe
@login_required
def account_settings(request: PersonRequest) -> HttpResponse:
    """The account: how one signs in and what protects that, mails, one's data."""
    return settings_page(request, "account", {"page": account_page(request.user, request.now)})
