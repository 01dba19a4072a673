"""Where the browser is, when that is not where the person logs."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.actions.day_settings import decline_zone, use_zone
from tracker.domain.zones import is_same_clock, place_of, zone_or_utc
from tracker.forms.day_settings import TimeZoneForm
from tracker.http.access import login_required
from tracker.http.request import PersonRequest, settle_today
from tracker.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def propose_zone(request: PersonRequest) -> HttpResponse:
    """Ask whether to log in the browser's zone, or keep the answer; there may be nothing to ask."""
    person = request.user
    is_answer = request.method == "POST"
    form = TimeZoneForm(request.POST if is_answer else request.GET)
    if not form.is_valid():
        if is_answer:
            messages.warning(request, _("That time zone is not known here. Choose yours from the list."))
            return redirect("tracker:day_settings")
        return HttpResponse()
    name = form.cleaned_data["time_zone"]
    place = place_of(name)
    if not is_answer:
        if not _is_worth_asking(person, name, request.now):
            return HttpResponse()
        context = {"zone": name, "place": place, "present": place_of(person.zone.key)}
        return render(request, "days/zone.html", context)
    if request.POST.get("answer") == "yes":
        use_zone(person, name, now=request.now)
        settle_today(request)
        messages.success(
            request, _("You log in %(place)s time now. What you logged stays on its day.") % {"place": place}
        )
    else:
        decline_zone(person, name)
        messages.success(
            request, _("You keep logging in %(place)s time.") % {"place": place_of(person.zone.key)}
        )
    return redirect("tracker:today")


def _is_worth_asking(person: User, name: str, now: datetime) -> bool:
    """Whether it would change anything, and was not refused before."""
    if name == person.zone_declined:
        return False
    if not person.is_zone_known:
        return True
    return not is_same_clock(person.zone, zone_or_utc(name), now)
