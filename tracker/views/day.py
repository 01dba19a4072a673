"""The day page: what is logged, what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.actions import pauses
from tracker.actions.entries import Change
from tracker.actions.safety import hide_ceiling_note
from tracker.actions.targets import StartRefusedError, start_earlier
from tracker.domain.days import FIRST_DAY
from tracker.domain.targets import StartRefusal
from tracker.forms.entries.doses import DoseForm
from tracker.http.access import login_required, set_up_required
from tracker.http.fragments import path_shown, render_page
from tracker.http.request import PersonRequest
from tracker.http.sheets import sheet_response
from tracker.http.undo_tokens import start_token, undo_token
from tracker.models import Entry, Supplement
from tracker.presenters.day import Question, day_cards
from tracker.presenters.targets import moved_sentence, start_card
from tracker.presenters.toasts import Toast
from tracker.queries.day import day_page
from tracker.queries.targets import earlier_start


@dataclass(frozen=True, slots=True)
class DayReply:
    """What an answer adds to the page of a day.

    `form` is a dose as it was sent, with what is wrong. `asks_bedtime` when a tap on Bedtime waits for the
    answer to what the page asks of a dose of the evening.
    """

    form: DoseForm | None = None
    toast: Toast | None = None
    ask: Question | None = None
    asks_bedtime: bool = False
    refused: Sequence[str] = ()
    sleep_error: str = ""


NOTHING_TO_ADD = DayReply()


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The open day of the person who is signed in; what Twelve is for anybody else."""
    if not request.user.is_authenticated:
        return render(request, "home.html")
    return _open_day(request)


@login_required
@set_up_required
def _open_day(request: PersonRequest) -> HttpResponse:
    return render_day(request, request.today)


@require_safe
@login_required
def day(request: PersonRequest, day: date) -> HttpResponse:
    """Any day that has begun."""
    return render_day(request, day)


@require_safe
@login_required
def choose_day(request: PersonRequest) -> HttpResponse:
    """Go to the day chosen in the date picker; what is no day goes back to today."""
    try:
        chosen = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        chosen = None
    if chosen is None or chosen < FIRST_DAY:
        messages.warning(request, _("Choose a day, such as 2026-03-14."))
        return redirect("tracker:today")
    if chosen > request.today:
        messages.warning(request, _("That day has not come yet."))
        return redirect("tracker:today")
    return redirect("tracker:day", chosen)


@require_POST
@login_required
def ceiling_note(request: PersonRequest, day: date) -> HttpResponse:
    """Hide the note about the supplement ceiling for this day."""
    require_day_has_begun(request, day)
    hide_ceiling_note(request.user, day)
    return day_response(request, day)


def require_day_has_begun(request: PersonRequest, day: date) -> None:
    """Raise Http404 for a day that has not begun."""
    if day > request.today:
        raise Http404(_("This day has not come yet."))


def day_response(
    request: PersonRequest,
    day: date,
    *,
    message: str = "",
    changes: Sequence[Change] = (),
    token: str = "",
    supplements: list[Supplement] | None = None,
) -> HttpResponse:
    """After a change: the day again, in place, or by a redirect without script; with how to take it back."""
    if changes:
        token = undo_token(request.user, changes)
    toast = Toast(message, token) if message else None
    return _day_again(request, day, toast, supplements=supplements)


def refusal_response(
    request: PersonRequest, day: date, message: str, *, entry: Entry | None = None
) -> HttpResponse:
    """After a change that was refused: the day as it is, with why, and the entry in the way to edit."""
    address = reverse("tracker:edit_entry", args=[entry.kind, entry.entry_id]) if entry else ""
    return _day_again(request, day, Toast(message, address, "warning"))


def _day_again(
    request: PersonRequest, day: date, toast: Toast | None, *, supplements: list[Supplement] | None = None
) -> HttpResponse:
    path = _path(request, day)
    if not request.htmx:
        if toast:
            level = messages.SUCCESS if toast.level_tag == "success" else messages.WARNING
            messages.add_message(request, level, toast.message, extra_tags=toast.extra_tags)
        return redirect(path)
    response = render_day(request, day, DayReply(toast=toast), supplements=supplements)
    # An entry moved to another day, or logged after a new day began: the address follows.
    if path_shown(request) not in (path, reverse("tracker:day", args=[day])):
        response["HX-Push-Url"] = path
    return response


@never_cache
def render_day(
    request: PersonRequest,
    day: date,
    reply: DayReply = NOTHING_TO_ADD,
    *,
    status: int = 200,
    supplements: list[Supplement] | None = None,
) -> HttpResponse:
    """Render the page of a day, or its fragment; a day that has not come yet is a 404."""
    person = request.user
    require_day_has_begun(request, day)
    page = day_page(person, day, today=request.today, now=request.now, supplements=supplements)
    # What was sent comes back as it was; else an empty form.
    form = reply.form or DoseForm(person=person, day=day, now=request.now, supplements=list(page.supplements))
    return render_page(
        request,
        "days/page.html",
        {
            "section": "today",
            "page": page,
            "cards": day_cards(person, page),
            "reply": reply,
            "dose_form": form,
        },
        fragments=["day"],
        status=status,
        target="day" if request.method == "POST" else None,
    )


def _path(request: PersonRequest, day: date) -> str:
    """Where the page of a day is: the open one is the front page."""
    return reverse("tracker:today") if day == request.today else reverse("tracker:day", args=[day])


@require_POST
@login_required
def pause_day(request: PersonRequest, day: date) -> HttpResponse:
    """Pause a day from its page, by one tap."""
    require_day_has_begun(request, day)
    pauses.pause_day(request.user, day, today=request.today)
    return day_response(request, day, message=_("Paused. Nothing is asked."))


@require_POST
@login_required
def resume_day(request: PersonRequest, day: date) -> HttpResponse:
    """End the pause from the page of one of its days, which then counts again."""
    require_day_has_begun(request, day)
    pauses.resume_on(request.user, day, today=request.today)
    return day_response(request, day, message=_("The pause is over."))


@require_safe
@login_required
def count_days(request: PersonRequest, day: date) -> HttpResponse:
    """What it would do to count this day, which lies before the first target, with all that have an entry."""
    return _render_start(request, day)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def count_days_from(request: PersonRequest, day: date, start: date) -> HttpResponse:
    """Start the first target on `start`, once it is said what that does."""
    require_day_has_begun(request, day)
    status = 200
    if request.method == "POST":
        try:
            moved = start_earlier(request.user, start, today=request.today)
        except StartRefusedError as error:
            if error.reason is StartRefusal.COUNTS_ALREADY:
                # A second tap, or another tab: what was asked for is so.
                return day_response(request, day, message=_("These days count already."))
            status = 422
        else:
            token = start_token(request.user, moved, day)
            return day_response(request, day, message=moved_sentence(start), token=token)
    return _render_start(request, day, start, status=status)


def _render_start(
    request: PersonRequest, day: date, start: date | None = None, *, status: int = 200
) -> HttpResponse:
    require_day_has_begun(request, day)
    card = start_card(earlier_start(request.user, request.today, seen_from=day, start=start))
    return sheet_response(request, "days/count.html", {"day": day, "card": card}, status=status)
