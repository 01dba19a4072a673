"""Settings: their first page, and how days and weeks are counted."""

from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from tracker.http.access import login_required


@login_required
@require_GET
def settings(request):
    """The first of the settings' pages."""
    return redirect("tracker:targets")
