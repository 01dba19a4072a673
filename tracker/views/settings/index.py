"""Settings: their first page, and how days and weeks are counted."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tracker.http.access import login_required
from tracker.http.request import PersonRequest


@require_safe
@login_required
def settings(request: PersonRequest) -> HttpResponse:
    """The first of the settings' pages."""
    return redirect("tracker:targets")
