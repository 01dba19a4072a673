"""The day page: what is logged, what is left."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tracker.actions import pauses
from tracker.charts.gauge import gauge
from tracker.domain.days import FIRST_DAY
from tracker.domain.targets import Verdict
from tracker.forms.entries.doses import DoseForm
from tracker.http.access import login_required, set_up_required
from tracker.http.fragments import path_shown, render_page
from tracker.http.undo_tokens import undo_token
from tracker.presenters.custom_habits import custom_row
from tracker.presenters.day import limit_words, meal_cards, streak_rows, week_day_ring
from tracker.presenters.entries import entry_row
from tracker.presenters.review.sentences import intention_words, kept_words
from tracker.presenters.safety import spacing_card
from tracker.queries.day import day_page
from tracker.vocabulary.names import SleepQuality


@require_safe
def today(request):
    """The open day of the person who is signed in; what Twelve is for anybody else."""
    if not request.user.is_authenticated:
        return render(request, "home.html")
    return _open_day(request)


@login_required
@set_up_required
def _open_day(request):
    return render_day(request, request.today)


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
    if chosen > request.today:
        messages.warning(request, _("That day has not come yet."))
        return redirect("tracker:today")
    return redirect("tracker:day", chosen)


@require_POST
@login_required
def ceiling_note(request, day):
    """Hide the note about the supplement ceiling for this day."""
    require_day_has_begun(request, day)
    request.user.ceiling_note_hidden_on = day
    request.user.save(update_fields=["ceiling_note_hidden_on"])
    return day_response(request, day)


def require_day_has_begun(request, day):
    """Raise Http404 for a day that has not begun."""
    if day > request.today:
        raise Http404(_("This day has not come yet."))


def day_response(request, day, *, message="", changes=(), supplements=None):
    """After a change: the day again, in place, or by a redirect without script; with how to take it back."""
    token = undo_token(request.user, changes) if changes else ""
    path = _path(request, day)
    if not request.htmx:
        if message:
            messages.success(request, message, extra_tags=token)
        return redirect(path)
    toast = {"message": message, "extra_tags": token} if message else None
    response = render_day(request, day, toast=toast, supplements=supplements)
    # An entry moved to another day, or logged after a new day began: the address follows.
    if path_shown(request) not in (path, reverse("tracker:day", args=[day])):
        response["HX-Push-Url"] = path
    return response


@never_cache
def render_day(request, day, *, form=None, status=200, supplements=None, **extra):
    """Render the page of a day, or its fragment; a day that has not come yet is a 404."""
    person = request.user
    require_day_has_begun(request, day)
    page = day_page(person, day, today=request.today, now=request.now, supplements=supplements)
    magnesium = page.magnesium
    band = magnesium.band
    asked = None if page.is_paused else band
    context = {
        "section": "today",
        "page": page,
        "gauge": gauge(
            [dose.elemental_mg for dose in magnesium.doses],
            low_mg=band.low_mg if band else None,
            high_mg=band.high_mg if band else None,
            limit_mg=page.safety.limit_mg,
            planned_mg=magnesium.planned_mg,
        ),
        "state": (asked and magnesium.verdict) or Verdict.BELOW,
        "left_mg": asked.low_mg - magnesium.total_mg if asked else None,
        "room_mg": asked.high_mg - magnesium.total_mg if asked else None,
        "planned_total_mg": magnesium.total_mg + magnesium.planned_mg,
        "over_mg": magnesium.total_mg - asked.high_mg if asked else None,
        "week": [week_day_ring(week_day, page.today) for week_day in page.week],
        "meals": meal_cards(page.walks),
        "sleep_choices": SleepQuality.choices,
        "limit_words": limit_words(person),
        "entry_rows": [entry_row(entry, page.custom.habits) for entry in page.entries],
        "custom_rows": [custom_row(slot) for slot in page.custom.slots],
        "streaks": streak_rows(page),
        "intention": intention_words(page.intention.intention) if page.intention else "",
        "intention_kept": kept_words(page.intention.kept)
        if page.intention and page.intention.kept and page.intention.kept.due
        else "",
        "spacing": spacing_card(person, page),
        "dose_form": form
        or DoseForm(person=person, day=day, now=request.now, supplements=list(page.supplements)),
    } | extra
    return render_page(
        request,
        "days/page.html",
        context,
        fragments=["day"],
        status=status,
        target="day" if request.method == "POST" else None,
    )


def _path(request, day):
    """Where the page of a day is: the open one is the front page."""
    return reverse("tracker:today") if day == request.today else reverse("tracker:day", args=[day])


@require_POST
@login_required
def pause_day(request, day):
    """Pause a day from its page, by one tap."""
    require_day_has_begun(request, day)
    pauses.pause_day(request.user, day, today=request.today)
    return day_response(request, day, message=_("Paused. Nothing is asked."))


@require_POST
@login_required
def resume_day(request, day):
    """End the pause from the page of one of its days, which then counts again."""
    require_day_has_begun(request, day)
    pauses.resume_on(request.user, day, today=request.today)
    return day_response(request, day, message=_("The pause is over."))
