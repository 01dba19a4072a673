"""The day page: what is logged, what is left."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.actions import pauses
from tracker.charts.gauge import gauge
from tracker.domain.days import FIRST_DAY, logical_day
from tracker.domain.targets import Verdict
from tracker.forms.entries import DoseForm
from tracker.http.access import login_required
from tracker.http.fragments import path_shown, render_page
from tracker.http.undo_tokens import undo_token
from tracker.presenters.custom_habits import custom_row
from tracker.presenters.day import limit_words, streaks
from tracker.presenters.entries import entry_row
from tracker.presenters.review.sentences import intention_words, kept_words
from tracker.presenters.safety import spacing_card
from tracker.queries.day import day_page
from tracker.queries.pauses import pause_on
from tracker.vocabulary.names import SleepQuality


@require_safe
def today(request):
    """The open day of the person who is signed in; what Twelve is for anybody else."""
    person = request.user
    if not person.is_authenticated:
        return render(request, "home.html")
    if person.set_up_at is None:
        return redirect("tracker:setup")
    now = timezone.now()
    return render_day(request, logical_day(now, person.zone, person.day_start), now=now)


@require_safe
@login_required
def day(request, day):
    """Any day that has begun."""
    return render_day(request, day)


@require_safe
@login_required
def choose_day(request):
    """Go to the day chosen in the date picker; what is no day goes back to today."""
    try:
        chosen = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        chosen = None
    if chosen is None or chosen < FIRST_DAY:
        messages.warning(request, _("Choose a day, such as 2026-03-14."))
        return redirect("tracker:today")
    if chosen > logical_day(timezone.now(), request.user.zone, request.user.day_start):
        messages.warning(request, _("That day has not come yet."))
        return redirect("tracker:today")
    return redirect("tracker:day", chosen)


@require_POST
@login_required
def ceiling_note(request, day):
    """Hide the note about the supplement ceiling for this day."""
    now = timezone.now()
    require_day_has_begun(request.user, day, now)
    request.user.ceiling_note_hidden_on = day
    request.user.save(update_fields=["ceiling_note_hidden_on"])
    return day_response(request, day, now=now)


def require_day_has_begun(person, day, now):
    """Raise Http404 for a day that has not begun."""
    if day > logical_day(now, person.zone, person.day_start):
        raise Http404(_("This day has not come yet."))


def day_response(request, day, *, now, message="", changes=(), supplements=None):
    """After a change: the day again, in place, or by a redirect without script; with how to take it back."""
    token = undo_token(request.user, changes) if changes else ""
    path = _path(request, day, now)
    if not request.htmx:
        if message:
            messages.success(request, message, extra_tags=token)
        return redirect(path)
    toast = {"message": message, "extra_tags": token} if message else None
    response = render_day(request, day, now=now, toast=toast, supplements=supplements)
    # An entry moved to another day, or logged after a new day began: the address follows.
    if path_shown(request) not in (path, reverse("tracker:day", args=[day])):
        response["HX-Push-Url"] = path
    return response


def render_day(request, day, *, now=None, form=None, status=200, supplements=None, **extra):
    """Render the page of a day, or its fragment; a day that has not come yet is a 404."""
    now = now or timezone.now()
    person = request.user
    require_day_has_begun(person, day, now)
    page = day_page(person, day, now, supplements)
    band = page.band
    asked = None if page.is_paused else band
    context = {
        "section": "today",
        "page": page,
        "pause": pause_on(person, day) if page.is_paused else None,
        "planned_mg": page.planned_mg,
        "gauge": gauge(
            [dose.elemental_mg for dose in page.doses],
            low_mg=band.low_mg if band else None,
            high_mg=band.high_mg if band else None,
            limit_mg=page.limit_mg,
            planned_mg=page.planned_mg,
        ),
        "state": (asked and page.verdict) or Verdict.BELOW,
        "left_mg": asked.low_mg - page.total_mg if asked else None,
        "room_mg": asked.high_mg - page.total_mg if asked else None,
        "planned_total_mg": page.total_mg + page.planned_mg,
        "over_mg": page.total_mg - asked.high_mg if asked else None,
        "walk_minutes": page.target.walk_minutes if page.target else 10,
        "sleep_choices": SleepQuality.choices,
        "limit_words": limit_words(person),
        "entry_rows": [entry_row(entry, page.custom) for entry in page.entries],
        "custom_rows": [custom_row(slot) for slot in page.custom_slots],
        "streaks": streaks(page),
        "intention": intention_words(page.intention) if page.intention else "",
        "intention_kept": kept_words(page.intention_kept)
        if page.intention_kept and page.intention_kept.due
        else "",
        "spacing": spacing_card(person, page),
        "show_ceiling_note": person.ceiling_note_hidden_on != day or page.ceiling == "excess",
        "dose_form": form or DoseForm(person=person, day=day, now=now, supplements=list(page.supplements)),
    } | extra
    response = render_page(
        request,
        "days/page.html",
        context,
        fragments=["day"],
        status=status,
        target="day" if request.method == "POST" else None,
    )
    add_never_cache_headers(response)
    return response


def _path(request, day, now):
    """Where the page of a day is: the open one is the front page."""
    is_today = day == logical_day(now, request.user.zone, request.user.day_start)
    return reverse("tracker:today") if is_today else reverse("tracker:day", args=[day])


@require_POST
@login_required
def pause_day(request, day):
    """Pause a day from its page, by one tap."""
    now = timezone.now()
    require_day_has_begun(request.user, day, now)
    pauses.pause_day(request.user, day, today=logical_day(now, request.user.zone, request.user.day_start))
    return day_response(request, day, now=now, message=_("Paused. Nothing is asked."))


@require_POST
@login_required
def resume_day(request, day):
    """End the pause from the page of one of its days, which then counts again."""
    now = timezone.now()
    require_day_has_begun(request.user, day, now)
    pauses.resume_on(request.user, day, today=logical_day(now, request.user.zone, request.user.day_start))
    return day_response(request, day, now=now, message=_("The pause is over."))
