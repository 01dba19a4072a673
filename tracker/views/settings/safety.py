"""What magnesium has to reckon with: whose ceiling, the kidneys, medicines."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions import safety as actions
from tracker.forms.safety import MedicineForm, SafetyForm
from tracker.http.access import login_required
from tracker.http.request import PersonRequest
from tracker.http.settings_page import settings_page
from tracker.models import Medicine
from tracker.presenters.safety import MedicineRow, kidney_note, medicine_row

# What was removed last waits in the session: in an address it would end up in logs.
REMOVED = "removed_medicine"
OFFERED_FOR = timedelta(hours=1)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def safety(request: PersonRequest) -> HttpResponse:
    """The ceiling to go by, the kidneys, and the medicines there are."""
    person = request.user
    form = SafetyForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        actions.change_safety(person, form.cleaned_data)
        messages.success(request, _("Saved. Logging is never blocked by it."))
        return redirect("tracker:safety")
    context = {
        "form": form,
        "kidney_note": kidney_note(person),
        "medicines": [medicine_row(medicine) for medicine in person.medicines.all()],
        "removed": _removed(request),
    }
    return settings_page(request, "safety", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def medicines(request: PersonRequest) -> HttpResponse:
    """Add a medicine."""
    form = MedicineForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        try:
            medicine = actions.add_medicine(request.user, form.cleaned_data)
        except actions.TooManyMedicinesError:
            form.add_error(None, _too_many())
        else:
            messages.success(request, _("Added %(medicine)s.") % {"medicine": medicine_row(medicine).title})
            return _to_medicines()
    return settings_page(request, "medicine", {"form": form}, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def medicine(request: PersonRequest, pk: int) -> HttpResponse:
    """One medicine, to read and to correct."""
    row = get_object_or_404(request.user.medicines, pk=pk)
    title = medicine_row(row).title
    form = MedicineForm(request.POST if request.method == "POST" else None, person=request.user, medicine=row)
    if form.is_valid():
        actions.change_medicine(row, form.cleaned_data)
        messages.success(request, _("Saved %(medicine)s.") % {"medicine": medicine_row(row).title})
        return _to_medicines()
    return settings_page(request, "medicine", {"form": form, "medicine": row, "title": title}, form)


@require_POST
@login_required
def remove_medicine(request: PersonRequest, pk: int) -> HttpResponse:
    """Forget a medicine; the page that follows offers to bring it back."""
    row = get_object_or_404(request.user.medicines, pk=pk)
    columns = [field for field in Medicine._meta.concrete_fields if field.name in MedicineForm.base_fields]
    request.session[REMOVED] = {
        "columns": {
            field.name: None if field.value_from_object(row) is None else field.value_to_string(row)
            for field in columns
        },
        "until": (request.now + OFFERED_FOR).timestamp(),
    }
    actions.remove_medicine(row)
    return _to_medicines()


@require_POST
@login_required
def restore_medicine(request: PersonRequest) -> HttpResponse:
    """Bring back the medicine that was removed last; twice is the same as once."""
    removed = _removed(request)
    if removed is None:
        messages.warning(request, _("This can no longer be undone. Add the medicine again."))
        return _to_medicines()
    names = MedicineForm.base_fields
    try:
        actions.add_medicine(request.user, {name: getattr(removed.medicine, name) for name in names})
    except actions.TooManyMedicinesError:
        messages.warning(request, _too_many())
    else:
        del request.session[REMOVED]
        messages.success(request, _("%(medicine)s is back.") % {"medicine": removed.title})
    return _to_medicines()


def _removed(request: PersonRequest) -> MedicineRow | None:
    """The medicine that was removed a short while ago, as the settings list it; None when there is none."""
    kept = request.session.get(REMOVED)
    if not kept or kept["until"] < request.now.timestamp():
        return None
    medicine = Medicine(person=request.user, **kept["columns"])
    # Reads the columns, which are text in a session.
    medicine.clean_fields(exclude=["person"])
    return medicine_row(medicine)


def _to_medicines() -> HttpResponse:
    return redirect(reverse("tracker:safety", fragment="safety-medicines"))


def _too_many() -> str:
    most = actions.MAX_MEDICINES
    return ngettext(
        "Twelve keeps %(most)d medicine. Remove one first.",
        "Twelve keeps up to %(most)d medicines. Remove one first.",
        most,
    ) % {"most": most}
