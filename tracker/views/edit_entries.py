"""Entries that exist: edit, delete, and take a change back."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions import entries as actions
from tracker.actions.corrections import undo_correction
from tracker.forms.entries import (
    BedtimeEditForm,
    CustomEntryEditForm,
    DoseEditForm,
    NightEditForm,
    SprintEditForm,
    WalkEditForm,
)
from tracker.http.access import login_required
from tracker.http.sheets import render_sheet
from tracker.http.undo_tokens import changes_of
from tracker.presenters.custom_habits import custom_words
from tracker.presenters.entries import dose_words, sleep_words, walk_words
from tracker.views.settings.supplements import restore_supplement

from .day import day_response

FORMS = {
    "doses": DoseEditForm,
    "walks": WalkEditForm,
    "sprints": SprintEditForm,
    "bedtime": BedtimeEditForm,
    "habits": CustomEntryEditForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_entry(request, kind, entry_id):
    """Edit an entry: its figures, its time, its day."""
    stored = _entry(request, kind, entry_id)
    now, today = request.now, request.today
    extra = {"supplements": list(request.user.supplements.live())} if kind == "doses" else {}
    form = _form_class(kind, stored)(
        request.POST if request.method == "POST" else None,
        person=request.user,
        day=stored.day,
        now=now,
        entry=stored,
        **extra,
    )
    if form.is_valid():
        changed = _apply(kind, stored, form.cleaned_data)
        try:
            changes = actions.save_entries(request.user, changed, today=today)
        except ObjectDoesNotExist:
            raise Http404(_("This entry was deleted meanwhile.")) from None
        except IntegrityError:
            # Only a second bedtime log of one night can stand in the way of a valid form.
            form.add_error("on", _("That night is logged already."))
        else:
            message = _("Saved: %(entry)s") % {"entry": _words(stored)}
            return day_response(request, stored.day, message=message, changes=changes)
    return render_sheet(
        request, _("Edit entry"), form, _("Save"), day=min(stored.day, today), entry=stored, kind=kind
    )


@require_POST
@login_required
def delete_entry(request, kind, entry_id):
    """Delete an entry; Undo brings it back exactly."""
    stored = _entry(request, kind, entry_id)
    day, words = stored.day, _words(stored)
    changes = actions.delete_entries(request.user, _with_partner(kind, stored), today=request.today)
    return day_response(request, day, message=_("Deleted: %(entry)s") % {"entry": words}, changes=changes)


@require_POST
@login_required
def undo(request):
    """Take a change back."""
    today = request.today
    try:
        changes, corrections, archived = changes_of(request.user, request.POST.get("token", ""))
    except BadSignature:
        return day_response(
            request, today, message=_("This can no longer be undone. Edit the entry instead.")
        )
    if corrections:
        return _undo_corrections(request, corrections)
    if archived is not None:
        return restore_supplement(request, archived)
    day = _day_of(request, changes) or today
    try:
        actions.undo(request.user, changes, today=today)
    except IntegrityError:
        return day_response(request, day, message=_("Something logged since then stands in the way of that."))
    return day_response(request, _day_of(request, changes) or day, message=_("Undone"))


def _undo_corrections(request, corrections):
    edited = undo_correction(request.user, corrections)
    message = _("Undone")
    if edited:
        message = ngettext(
            "Undone, but for %(count)d dose that was edited since",
            "Undone, but for %(count)d doses that were edited since",
            edited,
        ) % {"count": edited}
    if request.htmx:
        return day_response(request, request.today, message=message)
    # Back to where it was done; a dose deleted since then names no supplement any more.
    messages.success(request, message)
    dose = request.user.doses.filter(pk__in=corrections[0].doses[:1]).first()
    if dose is None or dose.supplement_id is None:
        return redirect("tracker:supplements")
    return redirect("tracker:supplement", dose.supplement_id)


def _entry(request, kind, entry_id):
    entries = {
        "doses": request.user.doses.select_related("supplement", "bedtime_log"),
        "walks": request.user.walks.all(),
        "sprints": request.user.sprints.all(),
        "bedtime": request.user.bedtime_logs.select_related("dose"),
        "habits": request.user.custom_entries.select_related("habit"),
    }[kind]
    return get_object_or_404(entries, entry_id=entry_id)


def _form_class(kind, stored):
    return NightEditForm if kind == "bedtime" and not stored.taken else FORMS[kind]


def _with_partner(kind, stored):
    """A bedtime log and its dose are one entry to a person; the log first, as it points at the dose."""
    if kind == "bedtime" and stored.dose:
        return [stored, stored.dose]
    if kind == "doses" and getattr(stored, "bedtime_log", None):
        return [stored.bedtime_log, stored]
    return [stored]


def _apply(kind, stored, clean):
    """Put clean values into an entry, and its moment and mass into the bedtime dose that goes with it."""
    setattr(stored, stored.moment_field, clean["moment"])
    stored.day, stored.note = clean["day"], clean["note"]
    if kind == "doses":
        for name in ("supplement", "magnesium_form", "elemental_mg", "compound_mg", "units"):
            setattr(stored, name, clean[name])
    elif kind == "bedtime":
        stored.sleep_quality = clean["sleep_quality"]
    else:
        names = {
            "walks": ("meal", "minutes", "minutes_after_meal"),
            "sprints": ("activity", "sets", "work_seconds", "rest_seconds", "effort"),
            "habits": ("amount",),
        }[kind]
        for name in names:
            setattr(stored, name, clean[name])
    partners = _with_partner(kind, stored)
    for partner in partners:
        setattr(partner, partner.moment_field, clean["moment"])
        partner.day = clean["day"]
    if kind == "bedtime" and stored.dose and clean["elemental_mg"] != stored.dose.elemental_mg:
        stored.dose.elemental_mg = clean["elemental_mg"]
        stored.dose.compound_mg = stored.dose.units = None
    return partners


def _words(stored):
    kind = stored._meta.model_name
    if kind == "dose":
        return dose_words(stored)
    if kind == "postmealwalk":
        return walk_words(stored)
    if kind == "bedtimelog" and not stored.taken:
        return sleep_words(stored)
    if kind == "customhabitentry":
        return custom_words(stored)
    return str(stored._meta.verbose_name)


def _day_of(request, changes):
    """The day of the first of these entries that is there."""
    for change in changes:
        model = actions.KINDS[change.kind]
        day = model._default_manager.filter(person=request.user, entry_id=change.entry_id).values_list(
            "day", flat=True
        )
        if found := day.first():
            return found
    return None
