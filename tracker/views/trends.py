"""Weeks and months at a glance."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from tracker.charts import adherence, magnesium
from tracker.charts.chart import chart
from tracker.domain.habits import Habit
from tracker.domain.targets import Verdict
from tracker.domain.trends import TrendRange
from tracker.queries.trends import trends_page
from tracker.templatetags.twelve import mg

from .access import login_required
from .fragments import render_page

MAGNESIUM_HEIGHTS = (230, 270)
LONGEST_WITHOUT_YEAR = 300
HABITS = {
    Habit.MAGNESIUM: gettext_lazy("Magnesium"),
    Habit.WALKS: gettext_lazy("Walks"),
    Habit.SPRINTS: gettext_lazy("Sprints"),
    Habit.BEDTIME: gettext_lazy("Bedtime"),
}


@require_safe
@login_required
def trends(request):
    """Magnesium and habits over a range of weeks; a range that does not exist is a 404."""
    if request.user.set_up_at is None:
        return redirect("tracker:setup")
    try:
        trend_range = TrendRange(request.GET.get("range", TrendRange.TWELVE_WEEKS))
    except ValueError:
        raise Http404(_("There is no such range.")) from None
    page = trends_page(request.user, trend_range, timezone.now())
    context = {
        "section": "trends",
        "page": page,
        "first_words": _long_day(page.first_day, page.today),
        "last_words": _long_day(page.today),
        "days_shown": len(page.days),
        "ranges": _ranges(page),
        "figures": _figures(page),
        "magnesium_say": _magnesium_say(page),
        "magnesium_chart": _magnesium_chart(page) if page.has_doses else None,
        "forms": [(colour, magnesium.FORM_GROUPS[colour]) for colour in page.colours],
        "magnesium_rows": _week_rows(page) if page.range.by_week else _day_rows(page),
        "adherence_say": _adherence_say(page),
        "adherence_chart": _adherence_chart(page) if page.has_habits else None,
        "habits": [HABITS[habit] for habit in Habit],
        "adherence_rows": _adherence_rows(page),
    }
    response = render_page(request, "trends/page.html", context, fragments=["trends"])
    add_never_cache_headers(response)
    return response


def _ranges(page):
    names = {
        TrendRange.FOUR_WEEKS: _("4 weeks"),
        TrendRange.TWELVE_WEEKS: _("12 weeks"),
        TrendRange.YEAR: _("1 year"),
    }
    return [
        {"value": each.value, "name": name, "is_current": each is page.range} for each, name in names.items()
    ]


# ── Charts ──────────────────────────────────────────────────────────────────────────────────────
def _magnesium_chart(page):
    span = {"first": _long_day(page.first_day, page.today), "last": _long_day(page.today)}
    tick_days = [week.first_day for week in page.weeks]
    if page.range.by_week:
        figure = magnesium.magnesium_by_week(page.weeks, page.days, tick_days, page.limit_mg)
        label = _(
            "Stacked bars of each week's mean magnesium by form, %(first)s to %(last)s, with your range"
        )
    else:
        figure = magnesium.magnesium_by_day(page.days, tick_days, page.limit_mg)
        label = _("Stacked bars of daily magnesium by form, %(first)s to %(last)s, with range and 7-day mean")
    return chart(figure, chart_id="magnesium", label=label % span, heights=MAGNESIUM_HEIGHTS)


def _adherence_chart(page):
    words = {share.habit: capfirst(_share_words(share)) for share in page.shares}
    titles = {habit: words[habit] for habit in Habit if habit in words}
    figure = adherence.adherence_by_week(page.weeks, titles, [week.first_day for week in page.weeks])
    label = _("Bars of how much of each habit was kept in each week, %(first)s to %(last)s") % {
        "first": _long_day(page.first_day, page.today),
        "last": _long_day(page.today),
    }
    return chart(figure, chart_id="adherence", label=label, heights=adherence.heights(len(titles)))


# ── Sentences ───────────────────────────────────────────────────────────────────────────────────
def _magnesium_say(page):
    takeaway = page.magnesium
    sentences = []
    if takeaway.due:
        sentences.append(
            ngettext(
                "In range on %(kept)d of %(due)d day.", "In range on %(kept)d of %(due)d days.", takeaway.due
            )
            % {"kept": takeaway.kept, "due": takeaway.due}
        )
    if takeaway.mean_mg is not None:
        sentences.append(_mean_words(takeaway, page.today))
    if not sentences:
        sentences.append(_("A day counts once it is over, and the 7-day mean begins with the third one."))
    return " ".join(sentences)


def _mean_words(takeaway, today):
    """Where the newest mean stands; one that is not yesterday's says whose it is."""
    words = {
        "mg": mg(round(takeaway.mean_mg)),
        "off": mg(abs(round(takeaway.off_mg))),
        "day": _long_day(takeaway.mean_day, today),
    }
    if takeaway.mean_day < today - timedelta(days=1):
        return _("Your last 7-day mean was %(mg)s mg, on %(day)s.") % words
    if takeaway.steady_since:
        words["day"] = _long_day(takeaway.steady_since, today)
        if takeaway.steady_all_along:
            return (
                _("Your 7-day mean has been in your range since at least %(day)s and is now %(mg)s mg.")
                % words
            )
        return _("Your 7-day mean has stayed in your range since %(day)s and is now %(mg)s mg.") % words
    if round(takeaway.off_mg) < 0:
        return _("Your 7-day mean is %(mg)s mg, %(off)s mg below your range.") % words
    if round(takeaway.off_mg) > 0:
        return _("Your 7-day mean is %(mg)s mg, %(off)s mg above your range.") % words
    if takeaway.off_mg:
        return _("Your 7-day mean is %(mg)s mg, less than 1 mg outside your range.") % words
    return _("Your 7-day mean is %(mg)s mg, in your range.") % words


def _adherence_say(page):
    if not page.shares:
        return ""
    best, worst = page.shares[0], page.shares[-1]
    if len(page.shares) == 1:
        return f"{capfirst(_share_words(best))}."
    if best.ratio == worst.ratio:
        return _("All your habits stand alike: %(share)s.") % {"share": _share_words(best)}
    return _("Steadiest: %(best)s. Thinnest: %(worst)s.") % {
        "best": _share_words(best),
        "worst": _share_words(worst),
    }


def _share_words(share):
    words = {
        Habit.MAGNESIUM: ngettext(
            "magnesium in range on %(kept)d of %(due)d day",
            "magnesium in range on %(kept)d of %(due)d days",
            share.due,
        ),
        Habit.WALKS: ngettext(
            "all walks on %(kept)d of %(due)d day", "all walks on %(kept)d of %(due)d days", share.due
        ),
        Habit.SPRINTS: ngettext(
            "sprint sessions in %(kept)d of %(due)d week",
            "sprint sessions in %(kept)d of %(due)d weeks",
            share.due,
        ),
        Habit.BEDTIME: ngettext(
            "bedtime dose on %(kept)d of %(due)d night",
            "bedtime dose on %(kept)d of %(due)d nights",
            share.due,
        ),
    }[share.habit]
    return words % {"kept": share.kept, "due": share.due}


# ── Key figures ─────────────────────────────────────────────────────────────────────────────────
def _figures(page):
    """Four weeks of closed days, and how they differ from the four before; what was not due is left out."""
    now, before = page.figures, page.figures_before
    figures = []
    if now.mean_mg is not None:
        delta = _delta(now.mean_mg, before.mean_mg, _("%(difference)s mg on the 4 before"))
        if delta and now.band:
            delta["is_good"] = _distance(now.band, now.mean_mg) < _distance(now.band, before.mean_mg)
        figures.append(
            {"name": _("Mean, last 4 weeks"), "value": mg(round(now.mean_mg)), "of": _("mg"), "delta": delta}
        )
    if now.days_due:
        whole = page.magnesium
        figures.append(
            {
                "name": _("Days in range"),
                "value": now.days_in_band,
                "of": _("of %(count)d") % {"count": now.days_due},
                "note": _("%(kept)d of %(due)d since %(day)s")
                % {"kept": whole.kept, "due": whole.due, "day": _long_day(page.first_day, page.today)}
                if page.first_day < now.first_day
                else _("Last 4 weeks"),
            }
        )
    if now.walks_a_week is not None and now.walks_due_a_week:
        figures.append(
            {
                "name": _("Walks a week"),
                "value": mg(now.walks_a_week),
                "of": _("of %(count)d") % {"count": now.walks_due_a_week},
                "note": _("Last 4 weeks"),
                "delta": _delta(
                    now.walks_a_week, before.walks_a_week, _("%(difference)s on the 4 before"), places=1
                ),
            }
        )
    if now.nights_due:
        figures.append(
            {
                "name": _("Bedtime doses"),
                "value": now.nights_kept,
                "of": ngettext("of %(count)d night", "of %(count)d nights", now.nights_due)
                % {"count": now.nights_due},
                "note": _("Last 4 weeks"),
            }
        )
    return figures


def _distance(band, mass_mg):
    return max(band.low_mg - mass_mg, mass_mg - band.high_mg, 0)


def _delta(now, before, words, places=0):
    """How a figure differs from the one before; None when there is none, or it would read as nought."""
    if before is None:
        return None
    difference = round(now - before, places)
    if not difference:
        return None
    return {
        "words": words % {"difference": mg(abs(difference))},
        "is_up": difference > 0,
        "is_good": difference > 0,
    }


# ── Tables: the numbers of the charts, newest first ─────────────────────────────────────────────
def _day_rows(page):
    return [
        {
            "day": day.day,
            "cells": [
                day.mg_by_colour.get(colour, 0) if day.mg_by_colour else None for colour in page.colours
            ],
            "total": day.total_mg,
            "mean": None if day.mean_mg is None else round(day.mean_mg),
            "verdict": _verdict_words(day),
        }
        for day in reversed(page.days)
    ]


def _verdict_words(day):
    if day.is_paused:
        return _("Paused")
    if day.total_mg is None:
        return _("Nothing logged yet") if day.is_open else _("Nothing logged")
    if day.is_open and day.verdict is Verdict.BELOW:
        return _("So far")
    return capfirst(magnesium.VERDICTS[day.verdict]) if day.verdict else _("No target")


def _week_rows(page):
    return [
        {
            "day": week.first_day,
            "cells": [
                week.mg_by_colour.get(colour, 0) if week.mg_by_colour else None for colour in page.colours
            ],
            "total": week.mean_mg,
            "verdict": _week_words(week),
        }
        for week in reversed(page.weeks)
    ]


def _week_words(week):
    if not week.days_counted:
        return _("Paused") if week.is_paused else _("Nothing logged")
    return _("%(kept)d of %(count)d days") % {"kept": week.days_in_band, "count": week.days_counted}


def _adherence_rows(page):
    return [
        {
            "day": week.first_day,
            "is_open": week.is_open,
            "cells": [
                _("%(kept)d of %(due)d") % {"kept": week.kept[habit], "due": week.due[habit]}
                if week.due[habit]
                else None
                for habit in Habit
            ],
            "nothing": _("Paused") if week.is_paused else _("Nothing due"),
            "score": week.score,
        }
        for week in reversed(page.weeks)
    ]


def _long_day(day, today=None):
    """A day in words; far enough from `today` to be mistaken, it says its year."""
    is_far = today and (today - day).days > LONGEST_WITHOUT_YEAR
    return date_format(day, "j F Y" if is_far else "j F")
