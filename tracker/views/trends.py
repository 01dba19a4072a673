"""Weeks, months and years at a glance."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.charts.picture import picture
from tracker.domain.habits import HabitKey
from tracker.domain.spans import Span, TrendRange
from tracker.domain.trends import Trends
from tracker.forms.trends import SpanForm
from tracker.http.access import login_required, set_up_required
from tracker.http.fragments import render_page
from tracker.http.request import PersonRequest
from tracker.presenters.observations import comparison_words
from tracker.presenters.trends.calendar import calendar, calendar_choices, calendar_sentence
from tracker.presenters.trends.cards import card, cards
from tracker.presenters.trends.key_figures import key_figures
from tracker.presenters.trends.spans import (
    month_choices,
    range_choices,
    span_words,
    window_notes,
    window_words,
)
from tracker.queries.trends import trends_page


@require_safe
@login_required
@set_up_required
@never_cache
def trends(request: PersonRequest) -> HttpResponse:
    """Magnesium and habits over a range of weeks, or over own dates; what does not exist is a 404."""
    wanted, form = _wanted(request)
    page = trends_page(request.user, wanted, request.now)
    if not form.is_bound:
        # The days on show, to change one of them.
        form = SpanForm(initial=_ends(page), today=request.today)
    habit = _wanted_habit(request, page)
    context = {
        "section": "trends",
        "page": page,
        "window_words": window_words(page),
        "window_notes": window_notes(page),
        "ranges": range_choices(None if form.errors else page.span.range),
        "months": month_choices(None if form.errors else page.span.range),
        "shown_above": any(choice.is_current for choice in range_choices(page.span.range)),
        "form": form,
        "address": _address(page),
        "calendar": calendar(page, habit),
        "calendar_sentence": calendar_sentence(page, habit),
        "calendar_choices": calendar_choices(page, habit),
    }
    # The calendar alone needs no charts.
    if not (request.htmx and request.htmx.target == "calendar"):
        context |= {
            "figures": key_figures(page),
            "cards": cards(page),
            "observations": [comparison_words(found, span_words(page)) for found in page.observations],
        }
    return render_page(
        request,
        "trends/page.html",
        context,
        fragments=["trends", "calendar"],
        status=422 if form.errors else 200,
    )


@require_safe
@login_required
@never_cache
def trend_picture(request: PersonRequest, chart: str) -> HttpResponse:
    """One chart as a picture to keep; a chart that does not exist, or holds nothing, is a 404."""
    wanted, form = _wanted(request)
    page = trends_page(request.user, wanted, request.now)
    shown = None if form.errors else card(page, chart)
    if shown is None or shown.figure is None:
        raise Http404(_("There is no such picture."))
    drawn = picture(
        shown.figure,
        title=f"{shown.title}, {span_words(page)}",
        sentence=shown.sentence,
        legend=[(key.colour, key.opacity, key.name) for key in shown.keys],
        height=shown.heights[1],
    )
    response = HttpResponse(drawn, content_type="image/svg+xml")
    first, last = page.span.first_day, page.span.last_day
    response["Content-Disposition"] = f'attachment; filename="twelve-{chart}-{first}-{last}.svg"'
    return response


def _wanted(request: PersonRequest) -> tuple[TrendRange | Span, SpanForm]:
    """The range or the own dates that the address asks for, and the form for own dates.

    Own dates that cannot be are said at the form; the usual range stands below.
    """
    today = request.today
    if "from" in request.GET or "to" in request.GET:
        form = SpanForm(request.GET, today=today)
        return (form.span if form.is_valid() else TrendRange.TWELVE_WEEKS), form
    try:
        return TrendRange(request.GET.get("range", TrendRange.TWELVE_WEEKS)), SpanForm(today=today)
    except ValueError:
        raise Http404(_("There is no such range.")) from None


def _wanted_habit(request: PersonRequest, page: Trends) -> HabitKey | None:
    wanted = request.GET.get("habit", "")
    if wanted and wanted not in page.habits:
        raise Http404(_("There is no such habit."))
    return wanted or None


def _address(page: Trends) -> str:
    """The part of the address that says which days are looked at."""
    if page.span.range:
        return urlencode({"range": page.span.range.value})
    return urlencode({name: day.isoformat() for name, day in _ends(page).items()})


def _ends(page: Trends) -> dict[str, date]:
    """The first and the last day on show, as own dates ask for them."""
    return {"from": page.span.first_day, "to": page.span.last_drawn}
