"""What a person takes: the products and what their labels say."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions import supplements as actions
from tracker.forms.supplements import NAME_TAKEN, SupplementForm
from tracker.models import Supplement

from .access import login_required
from .settings import settings_page
from .wording import mg_words


@login_required
@require_http_methods(["GET", "POST"])
def supplements(request):
    """The supplements a person owns: read them, or add one."""
    form = SupplementForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        try:
            supplement = actions.add_supplement(request.user, Supplement(**form.label()))
        except actions.NameTakenError:
            form.add_error("name", NAME_TAKEN)
        else:
            messages.success(request, _saved(form, supplement))
            return redirect("tracker:supplements")
    return _supplements_page(request, form)


@login_required
@require_http_methods(["GET", "POST"])
def supplement(request, pk):
    """One supplement: what its label says, to read and to correct."""
    row = get_object_or_404(request.user.supplements, pk=pk)
    form = SupplementForm(
        request.POST if request.method == "POST" else None, person=request.user, supplement=row
    )
    if form.is_valid():
        try:
            actions.change_supplement(row, form.label())
        except actions.NameTakenError:
            form.add_error("name", NAME_TAKEN)
        else:
            messages.success(request, _saved(form, row))
            return redirect("tracker:supplements")
    return settings_page(request, "supplement", {"form": form, "supplement": row}, form)


@login_required
@require_POST
def archive_supplement(request, pk):
    """Stop offering a supplement."""
    row = get_object_or_404(request.user.supplements, pk=pk)
    actions.archive_supplement(row)
    messages.success(request, _("Archived %(name)s. Its doses stay.") % {"name": row.name})
    return redirect("tracker:supplements")


@login_required
@require_POST
def restore_supplement(request, pk):
    """Offer an archived supplement again."""
    row = get_object_or_404(request.user.supplements, pk=pk)
    try:
        actions.restore_supplement(row)
    except actions.NameTakenError:
        return _supplements_page(request, SupplementForm(person=request.user), taken=row, status=422)
    messages.success(request, _("%(name)s is back among your tiles.") % {"name": row.name})
    return redirect("tracker:supplements")


def _supplements_page(request, form, *, taken=None, status=200):
    rows = list(request.user.supplements.all())
    context = {
        "form": form,
        "live": [row for row in rows if not row.archived],
        "archived": [row for row in rows if row.archived],
        "taken": taken,
    }
    return settings_page(request, "supplements", context, form, status=status)


def _saved(form, supplement):
    """Say what was kept; a figure worked out from a compound says that it is an estimate."""
    words = {
        "name": supplement.name,
        "mg": mg_words(supplement.elemental_mg_per_unit),
        "serving": mg_words(supplement.serving_mg),
    }
    if form.conversion is None:
        return _("Saved %(name)s, %(serving)s mg a serving.") % words
    return _("Saved %(name)s: about %(mg)s mg of magnesium in a unit, %(serving)s mg a serving.") % words
