"""The weekly review: one week against its targets and the week before, and what is written about it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tracker.actions.reviews import judge_intention, save_review
from tracker.domain.custom_habits import HabitKind
from tracker.domain.days import days_between, week_name, week_of_name
from tracker.domain.habits import Habit
from tracker.domain.journal import Meal
from tracker.domain.review import MEALS, Intention, IntentionKind
from tracker.domain.targets import Verdict
from tracker.forms.reviews import NOTHING, ReflectionForm, ReviewForm
from tracker.http.access import login_required, set_up_required
from tracker.http.fragments import render_page
from tracker.presenters.day import limit_words
from tracker.presenters.review import sentences as words
from tracker.queries.review import newest_week, review_page
from tracker.vocabulary.formats import mg
from tracker.vocabulary.names import WALK_TITLES, Outcome

SAVED = "review-saved"
# Beyond so many custom habits, paper needs the smallest print.
MAX_HABITS_IN_FULL_PRINT = 4
# Letters and line breaks that fit beside the intention on paper; more get its width, and smaller print.
MAX_BESIDE = 300, 5


@require_safe
@login_required
@set_up_required
def newest_review(request):
    """Go to the newest week that is over; to the open one when the log is younger."""
    return redirect("tracker:review", week_name(newest_week(request.user, request.now)))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@set_up_required
def review(request, week):
    """A week: read it, or keep what is written about it; a week without a day of the log is a 404."""
    person = request.user
    try:
        first_day = week_of_name(week, person.week_start)
    except ValueError:
        raise Http404(_("No year has this week.")) from None
    page = review_page(person, first_day, request.now)
    if page is None:
        raise Http404(_("Nothing is known of this week."))
    if request.method == "POST" and request.htmx and request.htmx.target == SAVED:
        return _save_reflection(request, page)
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=_stored(page))
    if form.is_valid():
        _save(person, page, form.cleaned_data)
        messages.success(request, _("Review saved"))
        return redirect("tracker:review", week)
    return _render(request, page, form, status=422 if form.errors else 200)


@never_cache
def _save_reflection(request, page):
    """Keep the reflection alone, as it is typed, and say when."""
    form = ReflectionForm(request.POST)
    written = page.written
    if form.is_valid():
        written = save_review(request.user, page.name, form.cleaned_data)
    return render_page(
        request,
        "review/page.html",
        {"form": form, "written": written},
        fragments=[SAVED],
        status=422 if form.errors else 200,
    )


def _save(person, page, answers):
    outcome = answers.pop("outcome")
    save_review(person, page.name, answers)
    intended = page.intended
    if outcome and intended and intended.kind is IntentionKind.OWN:
        judge_intention(page.last_written, outcome)


def _stored(page):
    written = page.written
    return {
        "reflection": written.reflection if written else "",
        "own_words": written.own_words if written else "",
        "outcome": page.last_written.outcome if page.last_written else "",
    }


@never_cache
def _render(request, page, form, *, status):
    week = page.week
    choices = _intentions(page)
    reflection = form["reflection"].value() or ""
    context = {
        "section": "review",
        "page": page,
        "week": week,
        "week_words": words.week_words(week.first_day, week.last_day),
        "previous_name": week_name(page.previous.first_day) if page.previous else None,
        "next_name": week_name(page.next_week) if page.next_week else None,
        "headline": words.headline(page),
        "notes": words.notes(page),
        "scores": words.scores(page),
        "score_words": words.score_words(page),
        "heads": _heads(week),
        "matrix": _matrix(week),
        "findings": words.findings(page),
        "in_common": words.in_common_words(page),
        "magnesium_words": words.magnesium_words(page),
        "forms_taken": words.forms_of(page),
        "streaks": words.streaks(page),
        "observation": words.observation(page),
        "observations": page.observations,
        "needed": words.still_needed(page.observations[0]),
        "form": form,
        "longest": MAX_BESIDE,
        # Paper has room for some rows more, for many only in small print.
        "custom_count": ("many" if len(week.custom) > MAX_HABITS_IN_FULL_PRINT else "few")
        if week.custom
        else "",
        "is_long": len(reflection) > MAX_BESIDE[0] or reflection.count("\n") > MAX_BESIDE[1],
        "written": page.written,
        "intentions": choices,
        "chosen": _chosen(page, form),
        "intended": words.intention_words(page.intended) if page.intended else "",
        "intended_own": page.intended and page.intended.kind is IntentionKind.OWN,
        "outcome": words.kept_words(page.outcome) if page.outcome and page.outcome.due else "",
        "outcomes": Outcome.choices,
        "outcome_chosen": form["outcome"].value() or "",
        "outcome_words": page.last_written.get_outcome_display() if page.last_written else "",
        "band": week.days[-1].band,
        "limit_words": limit_words(request.user),
    }
    return render_page(request, "review/page.html", context, status=status)


# ── The matrix of habits and days ───────────────────────────────────────────────────────────────
def _heads(week):
    """All seven days; those to come open no page yet."""
    days = days_between(week.first_day, week.last_day)
    return [
        {"day": day, "short": WEEKDAYS_ABBR[day.weekday()], "is_ahead": place >= len(week.days)}
        for place, day in enumerate(days)
    ]


def _matrix(week):
    """Rows of cells: text or icon, and words for those who do not see them; empty for paused days."""
    rows: list[dict] = [{"name": _("Magnesium, mg"), "cells": [_mg_cell(day) for day in week.days]}]
    if any(day.walked or day.units[Habit.WALKS].due for day in week.days):
        rows += [
            {
                "name": WALK_TITLES[meal],
                "habit": "walk",
                "cells": [_tick(meal in day.walked, "check", day) for day in week.days],
            }
            for meal in MEALS
        ]
        if any(Meal.OTHER in day.walked for day in week.days):
            cells = [_count(list(day.walked).count(Meal.OTHER), day) for day in week.days]
            rows.append({"name": WALK_TITLES[Meal.OTHER], "habit": "walk", "cells": cells})
    if week.weekly[Habit.SPRINTS].due or any(day.sprints for day in week.days):
        cells = [_tick(bool(day.sprints), "bolt", day) for day in week.days]
        rows.append({"name": _("Sprint"), "habit": "sprint", "cells": cells})
    if any(day.night or day.units[Habit.BEDTIME].due for day in week.days):
        cells = [_tick(bool(day.night and day.night.taken), "moon", day) for day in week.days]
        rows.append({"name": _("Bedtime dose"), "habit": "bed", "cells": cells})
    if any(day.night and day.night.quality for day in week.days):
        qualities = [day.night.quality if day.night else None for day in week.days]
        cells = [
            {"icon": f"moon-{quality}", "text": str(quality)}
            if quality
            else {"text": "·", "words": _("not rated")}
            for quality in qualities
        ]
        rows.append({"name": _("Sleep, 1 to 5"), "is_sleep": True, "cells": cells})
    rows += [
        {
            "name": custom.name,
            "habit": "own",
            "cells": [_custom_cell(custom, day, week.weekly.get(custom.key)) for day in week.days],
        }
        for custom in week.custom
        if custom.key in week.summary.habits or any(custom.key in day.custom for day in week.days)
    ]
    ahead = [{"is_ahead": True, "words": _("To come")}] * (7 - len(week.days))
    return [row | {"cells": row["cells"] + ahead} for row in rows]


def _mg_cell(day):
    if day.total_mg is None:
        nothing = _("paused") if day.is_paused else _("nothing logged")
        return {"text": "–" if day.is_paused else "·", "words": nothing, "is_paused": day.is_paused}
    said = {
        Verdict.BELOW: _("so far") if day.is_open else _("below"),
        Verdict.WITHIN: _("in range"),
        Verdict.ABOVE: _("above"),
    }
    return {
        "text": mg(round(day.total_mg)),
        "mg": day.verdict,
        "words": _("paused") if day.is_paused else said.get(day.verdict, ""),
        "is_paused": day.is_paused,
    }


def _tick(is_done, icon, day):
    if is_done:
        return {"icon": icon, "is_on": True, "words": _("Yes")}
    if day.is_paused:
        return {"text": "–", "words": _("paused"), "is_paused": True}
    return {"text": "·", "words": _("Not yet") if day.is_open else _("No")}


def _custom_cell(custom, day, weekly):
    amount = day.custom.get(custom.key)
    unit = day.units.get(custom.key)
    if amount is None:
        if not weekly and unit and unit.due is None and not day.is_paused:
            return {"text": "", "words": _("nothing due")}
        return _tick(False, "", day)
    target = custom.on(day.day)
    kept = target.is_met(amount) if target else bool(amount)
    if custom.kind is HabitKind.CHECK:
        return _tick(kept, "check", day)
    return {"text": mg(amount), "is_on": kept, "words": custom.unit}


def _count(count, day):
    return {"text": str(count), "is_on": True, "words": ""} if count else _tick(False, "", day)


# ── Intentions ──────────────────────────────────────────────────────────────────────────────────
def _intentions(page):
    """What can be chosen for next week: what the week suggests, and what was chosen before."""
    offered = list(page.week.suggestions) or [Intention(IntentionKind.IN_RANGE)]
    stored = page.written.as_intention() if page.written else None
    if stored and stored.kind is not IntentionKind.OWN and stored not in offered:
        offered.insert(0, stored)
    return [{"value": _sent(each), "words": words.intention_words(each)} for each in offered]


def _sent(intention):
    return f"{intention.kind.value}-{sum(1 << day for day in intention.weekdays)}"


def _chosen(page, form):
    if form.is_bound:
        return form["intention"].value() or NOTHING
    stored = page.written.as_intention() if page.written else None
    if not stored:
        return NOTHING
    return IntentionKind.OWN.value if stored.kind is IntentionKind.OWN else _sent(stored)
