"""What becomes of a person's data: taking it along, and letting the account go."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions import accounts as actions
from tracker.exporters.twelve import export_text
from tracker.forms.accounts import ReauthenticateForm
from tracker.http.access import login_required
from tracker.http.settings_page import settings_page
from tracker.queries.export import everything_entered

from .account_mails import leaving_mail

logger = logging.getLogger(__name__)


@login_required
@require_GET
@never_cache
def export(request):
    """Everything the person entered, as a file to keep."""
    now = timezone.localtime(timezone.now(), request.user.zone)
    text = export_text(everything_entered(request.user), exported_at=now)
    response = HttpResponse(text, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="twelve-{now.date().isoformat()}.json"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def delete_account(request):
    """Ask for the account to be deleted, by the password; it goes a day later."""
    if request.user.delete_at is not None:
        # Asked for already: the account's page says when it goes and how to keep it.
        return redirect("tracker:account_settings")
    # Counts tries as signing in does.
    form = ReauthenticateForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        # Not when another click was faster: one mail is enough.
        if actions.ask_to_delete(request.user, now=timezone.now()):
            _write(request)
        return redirect("tracker:account_settings")
    return settings_page(request, "account_delete", {"form": form}, form)


@login_required
@require_POST
def keep_account(request):
    """Let the account stay after all."""
    if actions.keep_account(request.user, now=timezone.now()):
        messages.success(request, _("Your account stays, with everything in it."))
    return redirect("tracker:account_settings")


def _write(request):
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
