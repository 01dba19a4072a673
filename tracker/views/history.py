"""All entries, month by month and searched."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.domain.days import FIRST_DAY
from tracker.domain.months import month_first_day, month_last_day, month_name, month_of_name
from tracker.domain.plan import Plan
from tracker.domain.searching import search_words
from tracker.forms.history import NOTED, HistoryForm
from tracker.http.access import login_required, set_up_required
from tracker.http.fragments import path_shown, render_page
from tracker.http.request import PersonRequest
from tracker.models import User
from tracker.presenters.history import (
    EntryList,
    Way,
    count_words,
    days_of_entries,
    entries_with_days,
    found_title,
    kind_chips,
    newest_words,
    nothing_found,
    older_words,
    since_words,
)
from tracker.presenters.month import month_card
from tracker.queries.entry_search import EntryPage, EntrySearch, count_found, entries_found, total_mg_on
from tracker.queries.month import month_bounds, month_page
from tracker.queries.plan import plan_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for: a month, what is looked for, and the day that the list begins with.

    `until` is None where it begins with the newest day there is.
    """

    month: date
    form: HistoryForm
    until: date | None
    today: date

    @property
    def search(self) -> EntrySearch:
        """What the list is to hold."""
        first, last = self.form.days
        words = search_words(self.form.query)
        return EntrySearch(words, self.form.kind_wanted, self.form.wants_note, first, last)

    @property
    def is_search(self) -> bool:
        """Whether it is looked for on other days than those up to the end of the month."""
        return bool(self.form.query or any(self.form.days))

    @property
    def last_day(self) -> date:
        """The newest day that the list may have."""
        return self.today if self.is_search else min(month_last_day(self.month), self.today)

    def address(self, month: date | None = None, until: date | None = None) -> str:
        """Where another month, or entries up to another day, are shown of the same."""
        month = month or self.month
        named = {} if month == month_first_day(self.today) else {"month": month_name(month)}
        ending = {"until": until.isoformat()} if until else {}
        query = urlencode(named | self.form.asked | ending)
        return reverse("tracker:history") + (f"?{query}" if query else "")


@require_safe
@login_required
@set_up_required
@never_cache
def history(request: PersonRequest) -> HttpResponse:
    """A month as a calendar and the entries up to its end, or those that are looked for on any day."""
    wanted = _wanted(request)
    bounds = month_bounds(request.user, wanted.month, request.today)
    is_part = _is_part(request, wanted)
    context = {
        "section": "trends",
        "form": wanted.form,
        "month": month_name(wanted.month),
        "is_part": is_part,
    }
    if bounds.first_entry:
        plan = plan_of(request.user)
        context |= {
            "since": since_words(bounds.first_entry),
            "month_title": date_format(wanted.month, "F Y"),
            "previous": _turn(wanted, bounds.previous),
            "following": _turn(wanted, bounds.following),
            "chips": kind_chips(wanted.form.asked.get("kind", ""), NOTED, plan.custom),
            "list": _listed(request.user, plan, wanted),
        }
        # What is found while somebody types changes nothing in the calendar.
        if not is_part:
            context["calendar"] = month_card(month_page(request.user, plan, wanted.month, request.today))
    response = render_page(
        request,
        "history/page.html",
        context,
        fragments=["history", "found"],
        status=422 if wanted.form.errors else 200,
        target="history" if wanted.form.errors else None,
    )
    return _with_address(request, response, wanted)


def _wanted(request: PersonRequest) -> Wanted:
    """What the address asks for; a month, a day or a kind that cannot be is a 404."""
    form = HistoryForm(request.GET, today=request.today)
    if not form.is_valid() and "kind" in form.errors:
        raise Http404(_("There is no such kind of entry."))
    try:
        name, until = request.GET.get("month", ""), request.GET.get("until", "")
        month = month_of_name(name) if name else month_first_day(request.today)
        day = date.fromisoformat(until) if until else None
    except ValueError:
        raise Http404(_("There is no such month.")) from None
    if month > request.today or (day and not FIRST_DAY <= day <= request.today):
        raise Http404(_("This day has not come yet."))
    return Wanted(month, form, day, request.today)


def _is_part(request: PersonRequest, wanted: Wanted) -> bool:
    """Whether only the list is replaced; what is wrong in the form is said there, so that all of it is."""
    return bool(request.htmx and request.htmx.target == "found" and not wanted.form.errors)


def _turn(wanted: Wanted, month: date | None) -> Way | None:
    """Where the same is shown with another month."""
    return Way(date_format(month, "F Y"), wanted.address(month)) if month else None


def _listed(person: User, plan: Plan, wanted: Wanted) -> EntryList:
    """The list with what is said around it."""
    search, query = wanted.search, wanted.form.query
    until = min(wanted.until or wanted.last_day, wanted.last_day)
    page = entries_found(person, search, until, plan.custom)
    listed = EntryList(
        search.words,
        found_title(query, search, wanted.today),
        count_words(count_found(person, search, plan.custom)) if wanted.is_search else "",
        newest=_newest(wanted) if until < wanted.last_day else None,
        older=_older(wanted, page),
    )
    if not page.entries:
        return replace(listed, nothing=nothing_found(query, wanted.form.asked.get("kind", ""), until))
    if query:
        return replace(listed, entries=entries_with_days(page.entries, plan.custom, wanted.today))
    total_mg = total_mg_on(person, {entry.day for entry in page.entries})
    return replace(listed, days=days_of_entries(page.entries, plan, total_mg, wanted.today))


def _newest(wanted: Wanted) -> Way:
    return Way(newest_words(wanted.month, is_search=wanted.is_search), wanted.address())


def _older(wanted: Wanted, page: EntryPage) -> Way | None:
    """The calendar turns with a list that is of its month; what is looked for may be of any."""
    if page.older is None:
        return None
    month = wanted.month if wanted.is_search else month_first_day(page.older)
    words = older_words(page.older, page.entries[-1].day, is_search=wanted.is_search)
    return Way(words, wanted.address(month, page.older))


def _with_address(request: PersonRequest, response: HttpResponse, wanted: Wanted) -> HttpResponse:
    """Tell htmx which address the browser is to show; what is only typed on takes the place of the last."""
    if not request.htmx:
        return response
    if wanted.form.errors:
        response["HX-Retarget"], response["HX-Reswap"] = "#history", "outerHTML"
        return response
    address, shown = wanted.address(until=wanted.until), path_shown(request) or ""
    if address != shown:
        typed_before = QueryDict(urlsplit(shown).query).get("q")
        is_typed_on = request.htmx.target == "found" and typed_before and wanted.form.query
        response["HX-Replace-Url" if is_typed_on else "HX-Push-Url"] = address
    return response
