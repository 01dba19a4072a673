"""Habits of a person's own: what they are, and logging them."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions import custom_habits as actions
from tracker.actions.ordering import arrange, move
from tracker.domain.custom_habits import MAX_CUSTOM_HABITS, Schedule
from tracker.forms.custom_habits import HABIT_NAME_TAKEN, CustomHabitForm
from tracker.http.access import login_required
from tracker.http.request import PersonRequest
from tracker.http.settings_page import position_message, posted_ids, settings_page
from tracker.models import CustomHabit
from tracker.presenters.custom_habits import TargetRow, asked_words, habit_row
from tracker.presenters.toasts import Toast
from tracker.queries.custom_habits import habit_names_taken, habits_with_targets, targets_of_habit


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def custom_habits(request: PersonRequest) -> HttpResponse:
    """The person's custom habits: read them, or add one."""
    if request.method == "POST":
        form = CustomHabitForm(request.POST, taken_names=_taken_names(request))
    else:
        form = CustomHabitForm()
    if form.is_valid():
        try:
            habit = actions.add_custom_habit(
                request.user, CustomHabit(**form.habit_values()), form.target_values(), today=request.today
            )
        except actions.HabitNameTakenError:
            form.add_error("name", HABIT_NAME_TAKEN)
        except actions.TooManyHabitsError:
            form.add_error(None, _too_many())
        else:
            messages.success(request, _("Added %(name)s. It counts from today.") % {"name": habit.name})
            return redirect("tracker:custom_habits")
    return _page(request, form)


def _taken_names(request: PersonRequest, habit: CustomHabit | None = None) -> Any:
    """Asked for once a name is looked for among them."""
    return SimpleLazyObject(partial(habit_names_taken, request.user, but=habit))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def custom_habit(request: PersonRequest, pk: int) -> HttpResponse:
    """One habit: its name and what it asks for from today on."""
    habit = get_object_or_404(request.user.custom_habits.live(), pk=pk)
    targets = targets_of_habit(habit)
    asked = next((target for target in targets if target.schedule != Schedule.OFF), None)
    if request.method == "POST":
        form = CustomHabitForm(
            request.POST, habit=habit, target=asked, taken_names=_taken_names(request, habit)
        )
    else:
        form = CustomHabitForm(habit=habit, target=asked)
    if form.is_valid():
        try:
            actions.change_custom_habit(habit, form.habit_values(), form.target_values(), today=request.today)
        except actions.HabitNameTakenError:
            form.add_error("name", HABIT_NAME_TAKEN)
        else:
            messages.success(request, _("Saved. It counts from today; earlier days stay as they were."))
            return redirect("tracker:custom_habits")
    history = [TargetRow(target.starts_on, asked_words(habit, target)) for target in targets]
    context = {"form": form, "habit": habit, "history": history}
    return settings_page(request, "custom_habit", context, form)


@require_POST
@login_required
def archive_custom_habit(request: PersonRequest, pk: int) -> HttpResponse:
    """Stop asking for a habit."""
    habit = get_object_or_404(request.user.custom_habits, pk=pk)
    actions.archive_custom_habit(habit, today=request.today)
    messages.success(request, _("Archived %(name)s. Its days stay.") % {"name": habit.name})
    return redirect("tracker:custom_habits")


@require_POST
@login_required
def restore_custom_habit(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for an archived habit again."""
    habit = get_object_or_404(request.user.custom_habits, pk=pk)
    try:
        actions.restore_custom_habit(habit, today=request.today)
    except actions.HabitNameTakenError:
        refused = _("Not restored: you have another habit called %(name)s.") % {"name": habit.name}
    except actions.TooManyHabitsError:
        refused = _too_many()
    else:
        messages.success(request, _("%(name)s is back. It counts from today.") % {"name": habit.name})
        return redirect("tracker:custom_habits")
    return _page(request, CustomHabitForm(), refused=refused, status=422)


@require_POST
@login_required
def move_custom_habit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a habit's place among the others."""
    habit = get_object_or_404(request.user.custom_habits.live(), pk=pk)
    move(habit, up=request.POST.get("to") == "up")
    return _reordered(request, [pk])


@require_POST
@login_required
def arrange_custom_habits(request: PersonRequest) -> HttpResponse:
    """Put the habits into the order that was dragged."""
    arrange(CustomHabit, request.user, posted_ids(request))
    return _reordered(request, posted_ids(request, "moved"))


def _too_many() -> str:
    return _("%(most)d habits of your own are the most there can be. Archive one first.") % {
        "most": MAX_CUSTOM_HABITS
    }


def _reordered(request: PersonRequest, moved: Collection[int]) -> HttpResponse:
    """The list in its new order, with the place of the one that was moved."""
    if request.htmx:
        return _page(request, CustomHabitForm(), moved=moved)
    if words := position_message(list(request.user.custom_habits.live()), moved):
        messages.success(request, words)
    return redirect("tracker:custom_habits")


def _page(
    request: PersonRequest,
    form: CustomHabitForm,
    *,
    refused: str = "",
    moved: Collection[int] = (),
    status: int = 200,
) -> HttpResponse:
    rows = [habit_row(habit) for habit in habits_with_targets(request.user)]
    live = [row for row in rows if not row.habit.archived]
    words = position_message([row.habit for row in live], moved)
    context = {
        "form": form,
        "toast": Toast(words) if words else None,
        "live": live,
        "archived": [row for row in rows if row.habit.archived],
        "refused": refused,
        "is_full": len(live) >= MAX_CUSTOM_HABITS,
        "most": MAX_CUSTOM_HABITS,
    }
    return settings_page(request, "custom_habits", context, form, fragments=["habits-order"], status=status)
