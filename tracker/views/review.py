"""The weekly review: one week against its targets and the week before, and what is written about it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tracker.actions.reviews import judge_intention, save_review
from tracker.domain.days import week_name, week_of_name
from tracker.domain.observations import Comparison
from tracker.domain.review import Intention, IntentionKind
from tracker.forms.reviews import NOTHING, ReflectionForm, ReviewForm
from tracker.http.access import login_required, set_up_required
from tracker.http.fragments import render_page
from tracker.http.request import PersonRequest
from tracker.presenters.day import limit_words
from tracker.presenters.observations import comparison_words
from tracker.presenters.review import paper
from tracker.presenters.review import sentences as words
from tracker.presenters.review.intentions import (
    intended_words,
    intention_choices,
    outcome_words,
    stored_choice,
)
from tracker.presenters.review.matrix import day_heads, matrix
from tracker.queries.review import ReviewPage, newest_week, review_page
from tracker.vocabulary.names import Outcome

SAVED = "review-saved"


@require_safe
@login_required
@set_up_required
def newest_review(request: PersonRequest) -> HttpResponse:
    """Go to the newest week that is over; to the open one when the log is younger."""
    return redirect("tracker:review", week_name(newest_week(request.user, request.now)))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@set_up_required
def review(request: PersonRequest, week: str) -> HttpResponse:
    """A week: read it, or keep what is written about it; a week without a day of the log is a 404."""
    try:
        first_day = week_of_name(week, request.user.week_start)
    except ValueError:
        raise Http404(_("No year has this week.")) from None
    page = review_page(request.user, first_day, request.now)
    if page is None:
        raise Http404(_("Nothing is known of this week."))
    if request.method == "POST" and request.htmx and request.htmx.target == SAVED:
        return _save_reflection(request, page)
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=_stored(page))
    if form.is_valid():
        _save(request, page, form.cleaned_data)
        messages.success(request, _("Review saved"))
        return redirect("tracker:review", week)
    return _render(request, page, form, status=422 if form.errors else 200)


@never_cache
def _save_reflection(request: PersonRequest, page: ReviewPage) -> HttpResponse:
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


def _save(request: PersonRequest, page: ReviewPage, answers: dict[str, Any]) -> None:
    outcome = answers.pop("outcome")
    save_review(request.user, page.name, answers)
    if outcome and page.last_written and _is_own(page.intended):
        judge_intention(page.last_written, outcome)


def _is_own(intention: Intention | None) -> bool:
    return intention is not None and intention.kind is IntentionKind.OWN


def _stored(page: ReviewPage) -> dict[str, str]:
    written = page.written
    return {
        "reflection": written.reflection if written else "",
        "own_words": written.own_words if written else "",
        "outcome": page.last_written.outcome if page.last_written else "",
    }


@never_cache
def _render(request: PersonRequest, page: ReviewPage, form: ReviewForm, *, status: int) -> HttpResponse:
    week = page.week
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
        "heads": day_heads(week),
        "matrix": matrix(week),
        "findings": words.findings(page),
        "in_common": words.in_common_sentence(page),
        "magnesium_words": words.magnesium_sentences(page),
        "forms_taken": words.forms_taken(page),
        "streaks": words.streaks_of_week(page),
        "findings_to_come": words.findings_to_come(page),
        "score_table": words.score_table(page),
        "observation": comparison_words(page.noticed, words.nights_words(page)) if page.noticed else None,
        "nights_address": _nights_address(page),
        "compared": len(Comparison),
        "form": form,
        "longest": paper.MAX_BESIDE,
        "custom_count": paper.custom_count(week),
        "is_long": paper.is_long(form["reflection"].value() or ""),
        "written": page.written,
        "intentions": intention_choices(page),
        "chosen": _chosen(page, form),
        "intended": intended_words(page),
        "intended_own": _is_own(page.intended),
        "outcome": outcome_words(page),
        "outcomes": Outcome.choices,
        "outcome_chosen": form["outcome"].value() or "",
        "outcome_words": page.last_written.get_outcome_display() if page.last_written else "",
        "band": week.days[-1].band,
        "limit_words": limit_words(request.user),
    }
    return render_page(request, "review/page.html", context, status=status)


def _nights_address(page: ReviewPage) -> str:
    """Where Trends shows the very nights that are compared."""
    ends = {"from": page.nights.first_day.isoformat(), "to": page.nights.last_day.isoformat()}
    return f"{reverse('tracker:trends')}?{urlencode(ends)}"


def _chosen(page: ReviewPage, form: ReviewForm) -> str:
    """The intention that is marked: the one just sent, or else the one that is stored."""
    sent = form["intention"].value() if form.is_bound else stored_choice(page)
    return sent or NOTHING
