"""Weeks, months and years at a glance."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.charts.picture import picture
from tracker.domain.spans import TrendRange
from tracker.forms.trends import SpanForm
from tracker.http.access import login_required, set_up_required
from tracker.http.fragments import render_page
from tracker.presenters.observations import comparison_words
from tracker.presenters.trends.calendar import calendar, calendar_choices, calendar_sentence
from tracker.presenters.trends.cards import card, cards
from tracker.presenters.trends.key_figures import key_figures
from tracker.presenters.trends.sentences import long_day, span_words
from tracker.queries.trends import trends_page


@require_safe
@login_required
@set_up_required
@never_cache
def trends(request):
    """Magnesium and habits over a range of weeks, or over own dates; what does not exist is a 404."""
    wanted, form = _wanted(request)
    page = trends_page(request.user, wanted, request.now)
    habit = _habit(request, page)
    address = _address(page)
    context = {
        "section": "trends",
        "page": page,
        "span_words": span_words(page.span.first_day, page.span.last_day, page.today),
        "ranges": _ranges(page, form),
        "form": form,
        "address": address,
        "calendar": calendar(page, habit),
        "calendar_sentence": calendar_sentence(page, habit),
        "calendar_choices": calendar_choices(page, habit),
        "is_cut": page.days[0].day > page.span.first_day,
    }
    # The calendar alone needs no charts.
    if not (request.htmx and request.htmx.target == "calendar"):
        context |= {
            "figures": key_figures(page),
            "cards": cards(page),
            "observations": [comparison_words(found) for found in page.observations],
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
def trend_picture(request, chart):
    """One chart as a picture to keep; a chart that does not exist, or holds nothing, is a 404."""
    wanted, form = _wanted(request)
    page = trends_page(request.user, wanted, request.now)
    shown = None if form.errors else card(page, chart)
    if shown is None or shown.figure is None:
        raise Http404(_("There is no such picture."))
    drawn = picture(
        shown.figure,
        title=f"{shown.title}, {_span_words(page)}",
        sentence=shown.sentence,
        legend=[(key.colour, key.opacity, key.name) for key in shown.keys],
        height=shown.heights[1],
    )
    response = HttpResponse(drawn, content_type="image/svg+xml")
    first, last = page.span.first_day, page.span.last_day
    response["Content-Disposition"] = f'attachment; filename="twelve-{chart}-{first}-{last}.svg"'
    return response


def _wanted(request):
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


def _habit(request, page):
    wanted = request.GET.get("habit", "")
    if wanted and wanted not in page.habits:
        raise Http404(_("There is no such habit."))
    return wanted or None


def _address(page):
    """The part of the address that says which days are looked at."""
    if page.span.range:
        return urlencode({"range": page.span.range.value})
    return urlencode({"from": page.span.first_day.isoformat(), "to": page.span.last_day.isoformat()})


def _ranges(page, form):
    names = {
        TrendRange.FOUR_WEEKS: _("4 weeks"),
        TrendRange.TWELVE_WEEKS: _("12 weeks"),
        TrendRange.YEAR: _("1 year"),
        TrendRange.ALL: _("All"),
    }
    return [
        {
            "value": each.value,
            "name": name,
            "is_current": each is page.span.range and not form.errors,
        }
        for each, name in names.items()
    ]


def _span_words(page):
    return _("%(first)s to %(last)s") % {
        "first": long_day(page.span.first_day),
        "last": f"{long_day(page.span.last_day)} {page.span.last_day.year}",
    }
