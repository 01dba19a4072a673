"""How days and weeks are counted, and the look."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.actions.day_settings import change_day_settings
from tracker.forms.day_settings import DayForm
from tracker.http.access import login_required
from tracker.http.request import PersonRequest, settle_today
from tracker.http.settings_page import settings_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def day_settings(request: PersonRequest) -> HttpResponse:
    """The clocks, the first day of the week and the look."""
    form = DayForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        change_day_settings(request.user, form.cleaned_data, now=request.now)
        settle_today(request)
        messages.success(request, _("Saved. What you logged stays on its day."))
        return redirect("tracker:day_settings")
    return settings_page(request, "day", {"form": form, "now": request.now}, form)
