"""The key figures above the charts of Trends."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.habits import Habit
from tracker.domain.targets import TargetRange
from tracker.domain.trends import KeyFigures, Trends
from tracker.vocabulary.formats import mg

from .spans import long_day


@dataclass(frozen=True, slots=True)
class Delta:
    """How a figure differs from the one before; `is_good` when that is for the better."""

    words: str
    is_up: bool
    is_good: bool


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure with its name and what it is `of`; below it stands the delta, or else the note."""

    name: str
    value: int | str
    of: str
    note: str = ""
    delta: Delta | None = None


def key_figures(page: Trends) -> list[KeyFigure]:
    """Four weeks of closed days, and how they differ from the four before; what was not due is left out."""
    now, before = page.figures, page.figures_before
    if now is None or before is None:
        return []
    figures = (_mean(now, before), _days_in_range(page, now), _walks(now, before), _nights(now))
    return [figure for figure in figures if figure]


def _mean(now: KeyFigures, before: KeyFigures) -> KeyFigure | None:
    if now.mean_mg is None:
        return None
    return KeyFigure(
        _("Mean, last 4 weeks"), mg(round(now.mean_mg)), _("mg"), delta=_mean_delta(now, before.mean_mg)
    )


def _days_in_range(page: Trends, now: KeyFigures) -> KeyFigure | None:
    days = now.summary.tally(Habit.MAGNESIUM)
    if not days.due:
        return None
    note = _("Last 4 weeks")
    if page.span.first_day < now.summary.first_day:
        whole = page.total.tally(Habit.MAGNESIUM)
        note = _("%(kept)d of %(due)d since %(day)s") % {
            "kept": whole.kept,
            "due": whole.due,
            "day": long_day(page.span.first_day, page.today),
        }
    return KeyFigure(_("Days in range"), days.kept, _("of %(count)d") % {"count": days.due}, note)


def _walks(now: KeyFigures, before: KeyFigures) -> KeyFigure | None:
    if now.walks_a_week is None or not now.walks_due_a_week:
        return None
    words = _("%(difference)s on the 4 before")
    return KeyFigure(
        _("Walks a week"),
        mg(now.walks_a_week),
        _("of %(count)d") % {"count": now.walks_due_a_week},
        _("Last 4 weeks"),
        _delta(now.walks_a_week, before.walks_a_week, words, places=1),
    )


def _nights(now: KeyFigures) -> KeyFigure | None:
    nights = now.summary.tally(Habit.BEDTIME)
    if not nights.due:
        return None
    of = ngettext("of %(count)d night", "of %(count)d nights", nights.due) % {"count": nights.due}
    return KeyFigure(_("Bedtime doses"), nights.kept, of, _("Last 4 weeks"))


def _mean_delta(now: KeyFigures, before_mg: Decimal | None) -> Delta | None:
    """More is better as long as there is no range; with one it is to come nearer to it."""
    delta = _delta(now.mean_mg, before_mg, _("%(difference)s mg on the 4 before"))
    if delta is None or now.band is None or now.mean_mg is None or before_mg is None:
        return delta
    is_nearer = _distance(now.band, now.mean_mg) < _distance(now.band, before_mg)
    return Delta(delta.words, delta.is_up, is_good=is_nearer)


def _distance(band: TargetRange, mass_mg: Decimal) -> Decimal:
    return max(band.low_mg - mass_mg, mass_mg - band.high_mg, Decimal(0))


def _delta[T: (Decimal, float)](now: T | None, before: T | None, words: str, places: int = 0) -> Delta | None:
    """How a figure differs from the one before; None when there is none, or it would read as nought."""
    if now is None or before is None:
        return None
    difference = round(now - before, places)
    if not difference:
        return None
    words %= {"difference": mg(abs(difference))}
    return Delta(words, is_up=difference > 0, is_good=difference > 0)
