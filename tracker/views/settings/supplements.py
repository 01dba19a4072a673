"""What a person takes: the products and what their labels say."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions import corrections as correcting
from tracker.actions import supplements as actions
from tracker.actions.ordering import arrange, move
from tracker.domain.corrections import DoseLabel
from tracker.forms.supplements import NAME_TAKEN, CorrectionForm, SupplementForm
from tracker.http.access import login_required
from tracker.http.fragments import render_page
from tracker.http.request import PersonRequest
from tracker.http.settings_page import position_message, posted_ids, settings_page
from tracker.http.undo_tokens import archive_token, correction_token
from tracker.models import Supplement
from tracker.presenters.entries import dose_words
from tracker.presenters.toasts import Toast
from tracker.queries.corrections import correction_preview, first_dose_day
from tracker.queries.supplements import supplement_names_taken
from tracker.vocabulary.formats import bare_number

# More different figures than this are counted together in the preview of a correction.
MAX_KINDS = 6


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def supplements(request: PersonRequest) -> HttpResponse:
    """The supplements a person owns: read them, or add one."""
    form = _label_form(request)
    if form.is_valid() and not form.only_works_out:
        try:
            supplement = actions.add_supplement(request.user, Supplement(**form.label()))
        except actions.NameTakenError:
            form.add_error("name", NAME_TAKEN)
        else:
            messages.success(request, _saved(form, supplement))
            return redirect("tracker:supplements")
    return _supplements_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def supplement(request: PersonRequest, pk: int) -> HttpResponse:
    """One supplement: what its label says, to read and to correct."""
    row = get_object_or_404(request.user.supplements, pk=pk)
    form = _label_form(request, row)
    if form.is_valid() and not form.only_works_out:
        try:
            is_another_label = row.label != DoseLabel(
                form.cleaned_data["magnesium_form"], form.cleaned_data["elemental_mg_per_unit"]
            )
            actions.change_supplement(row, form.label())
        except actions.NameTakenError:
            form.add_error("name", NAME_TAKEN)
        else:
            messages.success(request, _saved(form, row))
            if is_another_label and first_dose_day(row):
                return redirect("tracker:correct_doses", pk)
            return redirect("tracker:supplements")
    return settings_page(request, "supplement", {"form": form, "supplement": row}, form)


@require_POST
@login_required
def archive_supplement(request: PersonRequest, pk: int) -> HttpResponse:
    """Stop offering a supplement."""
    row = get_object_or_404(request.user.supplements, pk=pk)
    actions.archive_supplement(row)
    messages.success(
        request,
        _("Archived %(name)s. Its doses stay.") % {"name": row.name},
        extra_tags=archive_token(request.user, row),
    )
    return redirect("tracker:supplements")


@require_POST
@login_required
def restore_supplement(request: PersonRequest, pk: int) -> HttpResponse:
    """Offer an archived supplement again."""
    return supplement_restored(request, pk)


def supplement_restored(request: PersonRequest, pk: int) -> HttpResponse:
    """The supplements with one offered again, whether its button or Undo asked for that."""
    row = get_object_or_404(request.user.supplements, pk=pk)
    try:
        actions.restore_supplement(row)
    except actions.NameTakenError:
        return _supplements_page(request, SupplementForm(), taken=row, status=422)
    messages.success(request, _("%(name)s is back among your tiles.") % {"name": row.name})
    return redirect("tracker:supplements")


@require_POST
@login_required
def move_supplement(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a supplement's place among the others."""
    move(get_object_or_404(request.user.supplements.live(), pk=pk), up=request.POST.get("to") == "up")
    return _reordered(request, [pk])


@require_POST
@login_required
def arrange_supplements(request: PersonRequest) -> HttpResponse:
    """Put the supplements into the order that was dragged."""
    arrange(Supplement, request.user, posted_ids(request))
    return _reordered(request, posted_ids(request, "moved"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct_doses(request: PersonRequest, pk: int) -> HttpResponse:
    """Doses logged by a wrong label: what correcting them does, then doing it."""
    row = get_object_or_404(request.user.supplements, pk=pk)
    first = first_dose_day(row)
    today = request.today
    data = request.POST if request.method == "POST" else request.GET
    form = CorrectionForm(data if "since" in data else None, today=today, initial={"since": first or today})
    since = form.cleaned_data["since"] if form.is_valid() else first
    # What the preview was of: another tab may have changed the label since.
    label = f"{row.magnesium_form} {row.elemental_mg_per_unit}"
    outdated = request.POST.get("label", label) != label
    if request.method == "POST" and form.is_valid() and not outdated:
        _correct(request, row, form.cleaned_data["since"])
        return redirect("tracker:supplement", pk)
    preview = None if form.errors or since is None else correction_preview(row, since)
    kinds = preview.kinds[:MAX_KINDS] if preview else []
    context = {
        "form": form,
        "supplement": row,
        "preview": preview,
        "kinds": [(dose_words(before), dose_words(after), count) for before, after, count in kinds],
        "other_kinds": sum(count for _before, _after, count in preview.kinds[MAX_KINDS:]) if preview else 0,
        "label": label,
        "outdated": outdated,
        "section": "settings",
        "part": "supplement",
    }
    return render_page(
        request,
        "settings/correct.html",
        context,
        fragments=["correction"],
        status=422 if form.errors else 409 if outdated else 200,
    )


def _label_form(request: PersonRequest, row: Supplement | None = None) -> SupplementForm:
    """The label of a new supplement or of `row`, with what was sent."""
    if request.method != "POST":
        return SupplementForm(supplement=row)
    # Asked for once a name is looked for among them.
    taken_names: Any = SimpleLazyObject(partial(supplement_names_taken, request.user, but=row))
    return SupplementForm(request.POST, supplement=row, taken_names=taken_names)


def _correct(request: PersonRequest, row: Supplement, since: date) -> None:
    corrections = correcting.correct_doses(row, since)
    count = sum(each.count for each in corrections)
    if not count:
        messages.info(request, _("These doses say what the label says already."))
        return
    message = ngettext("Corrected %(count)d dose", "Corrected %(count)d doses", count) % {"count": count}
    messages.success(request, message, extra_tags=correction_token(request.user, row, corrections))


def _reordered(request: PersonRequest, moved: Collection[int]) -> HttpResponse:
    """The list in its new order, with the place of the one that was moved."""
    rows = list(request.user.supplements.all())
    words = position_message([row for row in rows if not row.archived], moved)
    if request.htmx:
        toast = Toast(words) if words else None
        return _supplements_page(request, SupplementForm(), rows=rows, toast=toast)
    if words:
        messages.success(request, words)
    return redirect("tracker:supplements")


def _supplements_page(
    request: PersonRequest,
    form: SupplementForm,
    *,
    rows: Sequence[Supplement] | None = None,
    taken: Supplement | None = None,
    toast: Toast | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = list(request.user.supplements.all()) if rows is None else rows
    context = {
        "form": form,
        "live": [row for row in rows if not row.archived],
        "archived": [row for row in rows if row.archived],
        "taken": taken,
        "toast": toast,
    }
    fragments = ["supplements-order"]
    return settings_page(request, "supplements", context, form, fragments=fragments, status=status)


def _saved(form: SupplementForm, supplement: Supplement) -> str:
    """Say what was kept; a figure worked out from a compound says that it is an estimate."""
    words = {
        "name": supplement.name,
        "mg": bare_number(supplement.elemental_mg_per_unit),
        "serving": bare_number(supplement.serving_mg),
    }
    if form.conversion is None:
        return _("Saved %(name)s, %(serving)s mg a serving.") % words
    return _("Saved %(name)s: about %(mg)s mg of magnesium in a unit, %(serving)s mg a serving.") % words
