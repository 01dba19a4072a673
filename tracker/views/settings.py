"""Settings: their first page, the clocks, the account."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.day import change_day_settings
from tracker.actions.mails import want_monday_mail
from tracker.forms.day import DayForm
from tracker.http.access import login_required
from tracker.http.settings_page import settings_page
from tracker.queries.security import account_page


@login_required
@require_GET
def settings(request):
    """The first of the settings' pages."""
    return redirect("tracker:targets")


@login_required
@require_http_methods(["GET", "POST"])
def day_settings(request):
    """The clocks, the first day of the week and the look."""
    form = DayForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        change_day_settings(request.user, form.cleaned_data, now=timezone.now())
        messages.success(request, _("Saved. What you logged stays on its day."))
        return redirect("tracker:day_settings")
    return settings_page(request, "day", {"form": form, "now": timezone.now()}, form)


@login_required
@require_GET
def account_settings(request):
    """The account: how one signs in and what protects that, mails, one's data."""
    return settings_page(request, "account", {"page": account_page(request.user, timezone.now())})


@require_POST
@login_required
def mail_settings(request):
    """Whether the Monday mail is wanted."""
    want_monday_mail(request.user, wanted="monday_mail" in request.POST)
    if request.user.monday_mail:
        messages.success(request, _("A mail about your week comes each Monday."))
    else:
        messages.success(request, _("No more Monday mails."))
    return redirect("tracker:account_settings")
