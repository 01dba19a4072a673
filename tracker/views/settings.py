"""What can be changed later: the target, the supplements, the clocks, the account."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions import settings as actions
from tracker.actions.mails import want_monday_mail
from tracker.domain.days import logical_day
from tracker.forms.settings import NAME_TAKEN, DayForm, SupplementForm, TargetForm
from tracker.models import Supplement

from .access import login_required
from .wording import mg_words


@login_required
@require_GET
def settings(request):
    """The first of the settings' pages."""
    return redirect("tracker:target_settings")


@login_required
@require_http_methods(["GET", "POST"])
def target_settings(request):
    """What the person aims at from today on, and what they aimed at before."""
    person = request.user
    today = logical_day(timezone.now(), person.zone, person.day_start)
    targets = list(person.targets.order_by("-starts_on"))
    in_force = next((target for target in targets if target.starts_on <= today), None)
    initial = {name: getattr(in_force, name) for name in TargetForm.base_fields} if in_force else None
    form = TargetForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.set_target(person, form.cleaned_data, today=today)
        messages.success(request, _("Saved. It counts from today; earlier days keep their target."))
        return redirect("tracker:target_settings")
    limit_mg = person.supplement_limit_mg
    band = form.band(limit_mg)
    context = {"form": form, "targets": targets, "in_force": in_force, "limit_mg": limit_mg, "band": band}
    return _page(request, "target", context, form)


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
    return _page(request, "supplement", {"form": form, "supplement": row}, form)


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


@login_required
@require_http_methods(["GET", "POST"])
def day_settings(request):
    """The clocks, the first day of the week, the ceiling and the look."""
    form = DayForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        actions.change_day_settings(request.user, form.cleaned_data, now=timezone.now())
        messages.success(request, _("Saved. What you logged stays on its day."))
        return redirect("tracker:day_settings")
    return _page(request, "day", {"form": form, "now": timezone.now()}, form)


@login_required
@require_GET
def account_settings(request):
    """The account: its address, the password, signing out."""
    return _page(request, "account", {})


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


def _supplements_page(request, form, *, taken=None, status=200):
    rows = list(request.user.supplements.all())
    context = {
        "form": form,
        "live": [row for row in rows if not row.archived],
        "archived": [row for row in rows if row.archived],
        "taken": taken,
    }
    return _page(request, "supplements", context, form, status=status)


def _page(request, name, context, form=None, *, status=200):
    context |= {"section": "settings", "part": name}
    if form is not None and form.errors:
        status = 422
    return render(request, f"settings/{name}.html", context, status=status)


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
