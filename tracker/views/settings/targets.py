"""What a person aims at, now and before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.actions import targets as actions
from tracker.domain.targets import StartRefusal, Target, earliest_start
from tracker.forms.targets import TargetChangeForm, TargetEditForm, TargetForm
from tracker.http.access import login_required
from tracker.http.fragments import render_page
from tracker.http.request import PersonRequest
from tracker.http.settings_page import settings_page
from tracker.http.undo_tokens import start_token
from tracker.models import Target as StoredTarget
from tracker.models import User
from tracker.presenters.targets import (
    ChangeRow,
    change_rows,
    day_words,
    moved_sentence,
    removal_sentence,
    start_card,
    validity_sentence,
)
from tracker.queries.targets import (
    earlier_start,
    first_counted_day,
    is_start_taken,
    target_preview,
    targets_of,
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the filled-in form would do: from when to when it holds, and what becomes of each habit."""

    span: str
    changes: Sequence[ChangeRow]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def targets(request: PersonRequest) -> HttpResponse:
    """What the person aims at, what they aimed at before, and what they plan to."""
    person, today = request.user, request.today
    rows = targets_of(person)
    in_force = next((target for target in rows if target.starts_on <= today), None)
    form = TargetChangeForm(
        request.POST if request.method == "POST" else None,
        initial=_values(in_force) if in_force else None,
        today=today,
        week_start=person.week_start,
    )
    preview = None
    if form.is_valid():
        taken = next((row for row in rows if row.starts_on == form.starts != today), None)
        if taken and _values(taken) != form.values:
            form.refuse_day()
        elif "preview" in request.POST:
            preview = _preview(person, form, today)
        else:
            try:
                target = actions.set_target(person, form.values, today=today, starts_on=form.starts)
            except actions.TargetTakenError:
                form.refuse_day()
            else:
                messages.success(request, _saved(target, form.starts, today, rows))
                return redirect("tracker:targets")
    context = {
        "rows": rows,
        "in_force": in_force,
        "today": today,
        # A preview is a part of the page without the list.
        "could_start": None if request.htmx else _could_start(person, rows, today),
    }
    return _page(request, "targets", form, preview, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def target(request: PersonRequest, pk: int) -> HttpResponse:
    """One target, to be corrected."""
    person, today = request.user, request.today
    row = get_object_or_404(person.targets, pk=pk)
    form = TargetEditForm(
        request.POST if request.method == "POST" else None,
        initial=_values(row) | {"starts_on": row.starts_on},
        today=today,
    )
    preview = None
    if form.is_valid():
        if is_start_taken(person, form.starts, by_another_than=row):
            form.refuse_day()
        elif "preview" in request.POST:
            preview = _preview(person, form, today, removed=row.starts_on)
        else:
            try:
                actions.change_target(row, form.values, starts_on=form.starts)
            except actions.TargetTakenError:
                form.refuse_day()
            else:
                messages.success(request, _("Corrected. The days it holds are counted anew."))
                return redirect("tracker:targets")
    return _page(request, "target", form, preview, {"target": row})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def first_target(request: PersonRequest, start: date) -> HttpResponse:
    """Let the first target start on an earlier day with an entry, once it is said what that does."""
    person, status = request.user, 200
    if request.method == "POST":
        try:
            moved = actions.start_earlier(person, start, today=request.today)
        except actions.StartRefusedError as error:
            if error.reason is StartRefusal.COUNTS_ALREADY:
                messages.success(request, _("These days count already."))
                return redirect("tracker:targets")
            status = 422
        else:
            messages.success(request, moved_sentence(start), extra_tags=start_token(person, moved))
            return redirect("tracker:targets")
    card = start_card(earlier_start(person, request.today, seen_from=start, start=start))
    return settings_page(request, "first_target", {"card": card}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove_target(request: PersonRequest, pk: int) -> HttpResponse:
    """Remove a target, once it is said what becomes of its days."""
    person, today = request.user, request.today
    row = get_object_or_404(person.targets, pk=pk)
    if request.method == "POST":
        actions.remove_target(row)
        messages.success(request, _("Removed the target of %(day)s.") % {"day": day_words(row.starts_on)})
        return redirect("tracker:targets")
    preview = target_preview(person, today, removed=row.starts_on)
    context = {
        "target": row,
        "consequence": removal_sentence(row, preview),
        "changes": change_rows(preview),
    }
    return settings_page(request, "target_removal", context)


def _page(
    request: PersonRequest,
    name: str,
    form: TargetChangeForm | TargetEditForm,
    preview: Preview | None,
    context: dict[str, Any],
) -> HttpResponse:
    """One of the two forms; HTMX asks for the preview alone, while one types, and gets no refusal."""
    person = request.user
    context |= {
        "section": "settings",
        "part": name,
        "form": form,
        "band": form.band(person.supplement_limit_mg),
        "limit_mg": person.supplement_limit_mg,
        "preview": preview,
        "is_unclear": bool(form.errors),
    }
    is_live = request.htmx and request.htmx.target == "target-preview"
    status = 422 if form.errors and not is_live else 200
    return render_page(request, f"settings/{name}.html", context, fragments=["target-preview"], status=status)


def _preview(
    person: User, form: TargetChangeForm | TargetEditForm, today: date, *, removed: date | None = None
) -> Preview:
    """What the filled-in form would do, in words."""
    preview = target_preview(person, today, removed=removed, added=Target(form.starts, **form.values))
    span = validity_sentence(form.starts, today, preview.following, is_first=preview.before is None)
    return Preview(span, change_rows(preview))


def _could_start(person: User, rows: Sequence[StoredTarget], today: date) -> date | None:
    """The first day with an entry, when the first target starts only after it; one query."""
    day = first_counted_day(person, earliest_start(today)) if rows else None
    return day if day and day < rows[-1].starts_on else None


def _values(target: StoredTarget) -> dict[str, Any]:
    return {name: getattr(target, name) for name in TargetForm.base_fields}


def _saved(target: StoredTarget, start: date, today: date, rows: Sequence[StoredTarget]) -> str:
    if target.starts_on != start:
        return _("Nothing to save: this is what you aim at on that day already.")
    following = [row for row in rows if row.starts_on > start]
    # Newest first, so the last of them is the next.
    span = validity_sentence(
        start,
        today,
        following[-1] if following else None,
        is_first=all(row.starts_on >= start for row in rows),
    )
    return _("Saved. %(span)s") % {"span": span}
