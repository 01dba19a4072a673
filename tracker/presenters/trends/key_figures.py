"""The key figures above the charts of Trends."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.habits import Habit
from tracker.vocabulary.formats import mg

from .sentences import long_day


def key_figures(page):
    """Four weeks of closed days, and how they differ from the four before; what was not due is left out."""
    now, before = page.figures, page.figures_before
    days = now.summary.tally(Habit.MAGNESIUM)
    nights = now.summary.tally(Habit.BEDTIME)
    figures = []
    if now.mean_mg is not None:
        delta = _delta(now.mean_mg, before.mean_mg, _("%(difference)s mg on the 4 before"))
        if delta and now.band:
            delta["is_good"] = _distance(now.band, now.mean_mg) < _distance(now.band, before.mean_mg)
        figures.append(
            {"name": _("Mean, last 4 weeks"), "value": mg(round(now.mean_mg)), "of": _("mg"), "delta": delta}
        )
    if days.due:
        whole = page.total.tally(Habit.MAGNESIUM)
        figures.append(
            {
                "name": _("Days in range"),
                "value": days.kept,
                "of": _("of %(count)d") % {"count": days.due},
                "note": _("%(kept)d of %(due)d since %(day)s")
                % {"kept": whole.kept, "due": whole.due, "day": long_day(page.span.first_day, page.today)}
                if page.span.first_day < now.summary.first_day
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
    if nights.due:
        figures.append(
            {
                "name": _("Bedtime doses"),
                "value": nights.kept,
                "of": ngettext("of %(count)d night", "of %(count)d nights", nights.due)
                % {"count": nights.due},
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
