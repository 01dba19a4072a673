"""What a person aims at, now and before."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.actions.targets import set_target
from tracker.domain.days import logical_day
from tracker.forms.targets import TargetForm

from .access import login_required
from .settings import settings_page


@login_required
@require_http_methods(["GET", "POST"])
def targets(request):
    """What the person aims at from today on, and what they aimed at before."""
    person = request.user
    today = logical_day(timezone.now(), person.zone, person.day_start)
    targets = list(person.targets.order_by("-starts_on"))
    in_force = next((target for target in targets if target.starts_on <= today), None)
    initial = {name: getattr(in_force, name) for name in TargetForm.base_fields} if in_force else None
    form = TargetForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        set_target(person, form.cleaned_data, today=today)
        messages.success(request, _("Saved. It counts from today; earlier days keep their target."))
        return redirect("tracker:targets")
    limit_mg = person.supplement_limit_mg
    band = form.band(limit_mg)
    context = {"form": form, "targets": targets, "in_force": in_force, "limit_mg": limit_mg, "band": band}
    return settings_page(request, "targets", context, form)
