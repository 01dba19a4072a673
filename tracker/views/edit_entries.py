"""Entries that exist: edit, delete, and take a change back."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions import entries as actions
from tracker.actions.corrections import Correction, undo_correction
from tracker.actions.entries import Change
from tracker.actions.targets import undo_start
from tracker.forms.entries.base import EntryEditForm
from tracker.forms.entries.bedtime import BedtimeEditForm, NightEditForm
from tracker.forms.entries.custom_habits import CustomEntryEditForm
from tracker.forms.entries.doses import DoseEditForm
from tracker.forms.entries.sprints import SprintEditForm
from tracker.forms.entries.walks import WalkEditForm
from tracker.http.access import login_required
from tracker.http.request import PersonRequest
from tracker.http.sheets import render_sheet
from tracker.http.undo_tokens import Archived, Changes, Corrections, EarlierDays, undoable_of
from tracker.models import BedtimeLog, Dose, Entry
from tracker.presenters.entries import entry_words
from tracker.presenters.undo import hindrance_sentence
from tracker.queries.entries import entry_of
from tracker.queries.supplements import supplements_numbered
from tracker.views.settings.supplements import supplement_restored

from .day import day_response, refusal_response

# How an entry of each kind is edited.
EDIT_FORMS: dict[str, type[EntryEditForm]] = {
    "doses": DoseEditForm,
    "walks": WalkEditForm,
    "sprints": SprintEditForm,
    "bedtime": BedtimeEditForm,
    "habits": CustomEntryEditForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_entry(request: PersonRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Edit an entry: its figures, its time, its day."""
    stored = _stored(request, kind, entry_id)
    now, today = request.now, request.today
    extra: dict[str, Any] = {}
    if isinstance(stored, Dose):
        extra["supplements"] = list(request.user.supplements.live())
    form = _form_class(stored)(
        request.POST if request.method == "POST" else None,
        person=request.user,
        day=stored.day,
        now=now,
        entry=stored,
        **extra,
    )
    if form.is_valid():
        changed = actions.fill_in(stored, form.cleaned_data)
        try:
            changes = actions.save_entries(request.user, changed, today=today)
        except ObjectDoesNotExist:
            raise Http404(_("This entry was deleted meanwhile.")) from None
        except IntegrityError:
            # Only a second bedtime log of one night can stand in the way of a valid form.
            form.add_error("on", _("That night is logged already."))
        else:
            message = _("Saved: %(entry)s") % {"entry": entry_words(stored)}
            return day_response(request, stored.day, message=message, changes=changes)
    return render_sheet(
        request, _("Edit entry"), form, _("Save"), day=min(stored.day, today), entry=stored, kind=kind
    )


@require_POST
@login_required
def delete_entry(request: PersonRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Delete an entry; Undo brings it back exactly."""
    stored = _stored(request, kind, entry_id)
    day, words = stored.day, entry_words(stored)
    try:
        changes = actions.delete_entries(request.user, actions.with_partner(stored), today=request.today)
    except ObjectDoesNotExist:
        raise Http404(_("This entry was deleted meanwhile.")) from None
    return day_response(request, day, message=_("Deleted: %(entry)s") % {"entry": words}, changes=changes)


@require_POST
@login_required
def undo(request: PersonRequest) -> HttpResponse:
    """Take a change back."""
    try:
        undoable = undoable_of(request.user, request.POST.get("token", ""))
    except BadSignature:
        message = _("This can no longer be undone. Edit the entry instead.")
        return refusal_response(request, request.today, message)
    match undoable:
        case Changes(changes):
            return _undo_changes(request, changes)
        case Corrections(corrections, supplement):
            return _undo_corrections(request, corrections, supplement)
        case Archived() as archived:
            return _undo_archiving(request, archived)
        case EarlierDays() as earlier:
            return _undo_earlier_days(request, earlier)


def _undo_changes(request: PersonRequest, changes: Sequence[Change]) -> HttpResponse:
    try:
        actions.undo(request.user, changes, today=request.today)
    except actions.UndoRefusedError as refused:
        day = min(refused.entry.day if refused.entry else changes[0].day, request.today)
        message = hindrance_sentence(refused.hindrance, request.now, request.user.zone)
        return refusal_response(request, day, message, entry=refused.entry)
    return day_response(request, min(_day_before(changes), request.today), message=_("Undone"))


def _undo_corrections(
    request: PersonRequest, corrections: Sequence[Correction], supplement: int
) -> HttpResponse:
    undone = undo_correction(request.user, corrections)
    edited = sum(each.count for each in corrections) - undone
    message = _("Undone")
    if not undone:
        message = _("These doses were undone or edited already. They stay as they are.")
    elif edited:
        message = ngettext(
            "Undone, but for %(count)d dose that was edited since",
            "Undone, but for %(count)d doses that were edited since",
            edited,
        ) % {"count": edited}
    if request.htmx:
        return day_response(request, request.today, message=message)
    # Back to where it was done.
    messages.success(request, message)
    if not supplements_numbered(request.user, [supplement]):
        return redirect("tracker:supplements")
    return redirect("tracker:supplement", supplement)


def _undo_earlier_days(request: PersonRequest, undoable: EarlierDays) -> HttpResponse:
    is_undone = undo_start(request.user, undoable.moved)
    message = _("Undone")
    if not is_undone:
        message = _("Your targets have changed since then. You can correct them in the settings.")
    if undoable.day is None:
        messages.success(request, message)
        return redirect("tracker:targets")
    # Whoever flew west meanwhile may not have come to that day yet.
    return day_response(request, min(undoable.day, request.today), message=message)


def _undo_archiving(request: PersonRequest, archived: Archived) -> HttpResponse:
    found = supplements_numbered(request.user, [archived.supplement])
    if [each.name for each in found] != [archived.name]:
        # Renamed since then, or its number is another's after the database was restored.
        messages.warning(request, _("This can no longer be undone. Restore it from the list instead."))
        return redirect("tracker:supplements")
    return supplement_restored(request, archived.supplement)


def _stored(request: PersonRequest, kind: str, entry_id: UUID) -> Entry:
    try:
        return entry_of(request.user, kind, entry_id)
    except ObjectDoesNotExist:
        raise Http404 from None


def _form_class(stored: Entry) -> type[EntryEditForm]:
    if isinstance(stored, BedtimeLog) and not stored.taken:
        return NightEditForm
    return EDIT_FORMS[stored.kind]


def _day_before(changes: Sequence[Change]) -> date:
    """The day on which one sees that these changes were taken back: where the entry was before, if it was."""
    change = changes[0]
    day = change.before and change.before.get("day")
    return date.fromisoformat(day) if day else change.day
