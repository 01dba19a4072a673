"""Pauses: spans of days that ask for nothing, in the settings and on the day page."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions import pauses as actions
from tracker.forms.pauses import PauseForm
from tracker.http.access import login_required
from tracker.http.request import PersonRequest
from tracker.http.settings_page import settings_page
from tracker.models import Pause
from tracker.queries.pauses import PauseRow, pause_rows


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pauses(request: PersonRequest) -> HttpResponse:
    """All pauses: read them, or add one."""
    person, today = request.user, request.today
    form = PauseForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        try:
            row = actions.add_pause(person, **form.cleaned_data, today=today)
        except actions.PauseOverlapError as error:
            form.refuse_overlap(error.other)
        else:
            messages.success(request, _kept(row))
            return redirect("tracker:pauses")
    return settings_page(request, "pauses", {"form": form, "rows": pause_rows(person, today)}, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pause(request: PersonRequest, pk: int) -> HttpResponse:
    """One pause: its days and its reason, to read and to change."""
    today = request.today
    row = get_object_or_404(request.user.pauses, pk=pk)
    form = PauseForm(request.POST if request.method == "POST" else None, today=today, pause=row)
    if form.is_valid():
        try:
            actions.change_pause(row, **form.cleaned_data, today=today)
        except actions.PauseOverlapError as error:
            form.refuse_overlap(error.other)
        else:
            messages.success(request, _("Saved. Its days are counted anew."))
            return redirect("tracker:pauses")
    return settings_page(request, "pause", {"form": form, "row": PauseRow(row, today)}, form)


@require_POST
@login_required
def end_pause(request: PersonRequest, pk: int) -> HttpResponse:
    """End a pause that is under way: with today, or with yesterday, so that today counts again."""
    today = request.today
    row = get_object_or_404(request.user.pauses, pk=pk)
    if request.POST.get("with") == "today":
        actions.end_pause(row, today, today=today)
        messages.success(request, _("The pause ends with today."))
    else:
        actions.end_pause(row, today - timedelta(days=1), today=today)
        messages.success(request, _("The pause is over. Today counts again."))
    return redirect("tracker:pauses")


@require_POST
@login_required
def remove_pause(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for a pause's days again."""
    row = get_object_or_404(request.user.pauses, pk=pk)
    actions.remove_pause(row, today=request.today)
    messages.success(request, _("Removed. Its days are counted again."))
    return redirect("tracker:pauses")


def _kept(row: Pause) -> str:
    days = {"first": date_format(row.first_day, "j F Y"), "last": date_format(row.last_day, "j F Y")}
    if row.first_day == row.last_day:
        return _("Paused on %(first)s.") % days
    return _("Paused from %(first)s to %(last)s.") % days
