"""The key figures above the charts of Trends."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.habits import Habit
from tracker.domain.targets import TargetRange
from tracker.domain.trends import KeyFigures, Trends
from tracker.vocabulary.formats import mg

from .spans import before_words


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
    """The window in four figures, and how the days before it were; what was not due is left out."""
    figures = (_mean(page), _days_in_range(page), _walks(page), _nights(page))
    return [figure for figure in figures if figure]


def _mean(page: Trends) -> KeyFigure | None:
    now, before = page.figures, page.figures_before
    if now.mean_mg is None:
        return None
    delta = _mean_delta(now, before.mean_mg if before else None, before_words(page))
    return KeyFigure(_("Mean a day"), mg(round(now.mean_mg)), _("mg"), delta=delta)


def _days_in_range(page: Trends) -> KeyFigure | None:
    days = page.total.tally(Habit.MAGNESIUM)
    if not days.due:
        return None
    return KeyFigure(
        _("Days in range"),
        days.kept,
        _("of %(count)d") % {"count": days.due},
        _before_note(page, Habit.MAGNESIUM),
    )


def _walks(page: Trends) -> KeyFigure | None:
    now, before = page.figures, page.figures_before
    if now.walks_a_week is None or not now.walks_due_a_week:
        return None
    more, fewer = _("%(difference)s more than in %(before)s"), _("%(difference)s fewer than in %(before)s")
    return KeyFigure(
        _("Walks a week"),
        mg(now.walks_a_week),
        _("of %(count)s") % {"count": mg(round(now.walks_due_a_week, 1))},
        delta=_delta(
            now.walks_a_week, before.walks_a_week if before else None, (more, fewer), before_words(page), 1
        ),
    )


def _nights(page: Trends) -> KeyFigure | None:
    nights = page.total.tally(Habit.BEDTIME)
    if not nights.due:
        return None
    of = ngettext("of %(count)d night", "of %(count)d nights", nights.due) % {"count": nights.due}
    return KeyFigure(_("Bedtime doses"), nights.kept, of, _before_note(page, Habit.BEDTIME))


def _before_note(page: Trends, habit: Habit) -> str:
    """How often it was kept in the days before; nothing where it was not due then."""
    tally = page.before.tally(habit) if page.before else None
    if not tally or not tally.due:
        return ""
    words = {"kept": tally.kept, "due": tally.due, "before": before_words(page)}
    return _("%(kept)d of %(due)d in %(before)s") % words


def _mean_delta(now: KeyFigures, before_mg: Decimal | None, before: str) -> Delta | None:
    """More is better as long as there is no range; with one it is to come nearer to it."""
    words = _("%(difference)s mg more than in %(before)s"), _("%(difference)s mg less than in %(before)s")
    delta = _delta(now.mean_mg, before_mg, words, before)
    if delta is None or now.band is None or now.mean_mg is None or before_mg is None:
        return delta
    is_nearer = _distance(now.band, now.mean_mg) < _distance(now.band, before_mg)
    return Delta(delta.words, delta.is_up, is_good=is_nearer)


def _distance(band: TargetRange, mass_mg: Decimal) -> Decimal:
    return max(band.low_mg - mass_mg, mass_mg - band.high_mg, Decimal(0))


def _delta[T: (Decimal, float)](
    now: T | None, then: T | None, more_or_less: tuple[str, str], before: str, places: int = 0
) -> Delta | None:
    """How a figure differs from the one `before`; None when there is none, or it would read as nought."""
    if now is None or then is None:
        return None
    difference = round(now, places) - round(then, places)
    if not difference:
        return None
    words = more_or_less[0] if difference > 0 else more_or_less[1]
    words %= {"difference": mg(abs(round(difference, places))), "before": before}
    return Delta(words, is_up=difference > 0, is_good=difference > 0)
