"""What marks add up to, worked out the plain way from all of them; the app counts on from a record."""

from collections.abc import Iterable, Sequence

from tracker.domain.habits import HabitRecord, HabitUnit, Mark


def current_streak(marks: Sequence[Mark]) -> int:
    """Count kept marks back from the newest (the last), stepping over all but the first missed."""
    streak = 0
    for mark in reversed(marks):
        if mark is Mark.MISSED:
            break
        streak += mark is Mark.KEPT
    return streak


def best_streak(marks: Iterable[Mark]) -> int:
    """Return the longest run of kept marks that no missed one interrupts."""
    best = run = 0
    for mark in marks:
        if mark is Mark.KEPT:
            run += 1
            best = max(best, run)
        elif mark is Mark.MISSED:
            run = 0
    return best


def adherence(marks: Iterable[Mark]) -> float | None:
    """Return kept ÷ (kept + missed), None when nothing was due."""
    kept = missed = 0
    for mark in marks:
        kept += mark is Mark.KEPT
        missed += mark is Mark.MISSED
    return kept / (kept + missed) if kept + missed else None


def strength(units: Iterable[HabitUnit]) -> float:
    """Return the exponentially weighted record of a habit, 0 to 1; units oldest first."""
    return HabitRecord().add_all(units).strength
