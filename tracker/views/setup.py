"""The first minute: where someone is, what they aim at, what they take."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.actions.setup import set_up
from tracker.forms.setup import SetUp
from tracker.forms.targets import TargetForm
from tracker.http.access import login_required
from tracker.http.request import PersonRequest, settle_today


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def setup(request: PersonRequest) -> HttpResponse:
    """Ask for all of it on one page; every answer has a default and can be skipped."""
    person = request.user
    if request.method != "POST" and person.set_up_at:
        return redirect("tracker:today")
    forms = SetUp(request.POST if request.method == "POST" else None, person=person)
    if "skip" in request.POST:
        # A browser's proposal is worth keeping even here: without it the days would begin at the wrong hour.
        if not person.set_up_at:
            zone = forms.zone.cleaned_data["time_zone"] if forms.zone.is_valid() else person.time_zone
            set_up(person, time_zone=zone, target=_protocol(), supplements=[], now=request.now)
            settle_today(request)
        return redirect("tracker:today")
    if request.method == "POST" and forms.is_valid():
        set_up(
            person,
            time_zone=forms.zone.cleaned_data["time_zone"],
            target=forms.target.cleaned_data,
            supplements=forms.supplements(),
            now=request.now,
        )
        settle_today(request)
        return redirect("tracker:today")
    status = 422 if request.method == "POST" else 200
    # Only a zone that nobody chose is replaced by what the browser says.
    propose_zone = request.method != "POST" and person.time_zone == "UTC"
    context = {"setup": forms, "propose_zone": propose_zone, "section": "setup"}
    return render(request, "setup/page.html", context, status=status)


def _protocol() -> dict[str, Any]:
    """The protocol's own target, as values to store."""
    return {name: field.initial for name, field in TargetForm.base_fields.items()}
