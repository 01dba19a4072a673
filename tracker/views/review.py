"""The weekly review: one week against its targets and the week before, and what is written about it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tracker.actions.reviews import judge_intention, save_review
from tracker.domain.days import week_name, week_of_name
from tracker.domain.review import IntentionKind
from tracker.forms.reviews import NOTHING, ReflectionForm, ReviewForm
from tracker.http.access import login_required, set_up_required
from tracker.http.fragments import render_page
from tracker.presenters.day import limit_words
from tracker.presenters.observations import still_needed
from tracker.presenters.review import sentences as words
from tracker.presenters.review.intentions import intention_choices, intention_words, kept_words, sent_value
from tracker.presenters.review.matrix import heads, matrix
from tracker.queries.review import newest_week, review_page
from tracker.vocabulary.names import Outcome

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
    choices = intention_choices(page)
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
        "heads": heads(week),
        "matrix": matrix(week),
        "findings": words.findings(page),
        "in_common": words.in_common_words(page),
        "magnesium_words": words.magnesium_words(page),
        "forms_taken": words.forms_of(page),
        "streaks": words.streaks(page),
        "observation": words.observation(page),
        "observations": page.observations,
        "needed": still_needed(page.observations[0]),
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
        "intended": intention_words(page.intended) if page.intended else "",
        "intended_own": page.intended and page.intended.kind is IntentionKind.OWN,
        "outcome": kept_words(page.outcome) if page.outcome and page.outcome.due else "",
        "outcomes": Outcome.choices,
        "outcome_chosen": form["outcome"].value() or "",
        "outcome_words": page.last_written.get_outcome_display() if page.last_written else "",
        "band": week.days[-1].band,
        "limit_words": limit_words(request.user),
    }
    return render_page(request, "review/page.html", context, status=status)


def _chosen(page, form):
    if form.is_bound:
        return form["intention"].value() or NOTHING
    stored = page.written.as_intention() if page.written else None
    if not stored:
        return NOTHING
    return IntentionKind.OWN.value if stored.kind is IntentionKind.OWN else sent_value(stored)
