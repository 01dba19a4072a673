"""Habits as due and done, and what follows from that alone: marks, shares, records, scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Habit(StrEnum):
    """What the protocol asks to keep."""

    MAGNESIUM = "magnesium"
    WALKS = "walks"
    SPRINTS = "sprints"
    BEDTIME = "bedtime"


# What a habit is called in code and addresses: one of the protocol's, or `custom_key` of a person's own.
HabitKey = str


class Mark(StrEnum):
    """What became of one day or week of a habit."""

    KEPT = "kept"
    MISSED = "missed"
    SKIPPED = "skipped"
    PENDING = "pending"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Due:
    """How much a habit asks for in one unit: at least, and, where more is not better, at most."""

    at_least: Decimal
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class HabitUnit:
    """One day or week of a habit: what was due in it (None: nothing) and how much was done."""

    first_day: date
    last_day: date
    due: Due | None
    done: Decimal = Decimal(0)
    skipped: bool = False
    open: bool = False
    times_a_day: float = 1.0  # how often the habit asks, for its strength: once a day 1, n a week n/7
    # False where nothing was said of it, which keeps not even a habit that asks for little.
    logged: bool = True

    @property
    def days(self) -> int:
        """How many days the unit spans: 1 or 7."""
        return (self.last_day - self.first_day).days + 1

    @property
    def mark(self) -> Mark:
        """What became of the unit."""
        if self.due is None:
            return Mark.NOT_DUE
        if self.skipped:
            return Mark.SKIPPED
        if not self.logged:
            return Mark.PENDING if self.open else Mark.MISSED
        if self.due.at_most is not None and self.done > self.due.at_most:
            return Mark.MISSED
        if self.done >= self.due.at_least:
            return Mark.KEPT
        return Mark.PENDING if self.open else Mark.MISSED

    @property
    def share(self) -> float:
        """How near what was done came to what was due, 0 to 1; past `at_most` it falls again."""
        if self.due is None:
            raise ValueError("nothing was due, so there is no share of it")
        if not self.logged:
            return 0.0
        if self.due.at_most is not None and self.done > self.due.at_most:
            over = self.done - self.due.at_most
            return max(0.0, 1 - float(over / self.due.at_most)) if self.due.at_most else 0.0
        return min(1.0, float(self.done / self.due.at_least)) if self.due.at_least else 1.0


@dataclass(frozen=True, slots=True)
class HabitRecord:
    """What some units in a row add up to; records of stretches that follow each other add up too.

    `current` and `best` count kept units in a row: those after the last missed one, and the longest such
    run; `first_run` is the one before the first missed unit. `strength`, 0 to 1, is what the units make of
    a strength of 0. `asked` is how far they take it on: √(times a day) × days, summed up.
    """

    current: int = 0
    best: int = 0
    kept: int = 0
    missed: int = 0
    strength: float = 0.0
    first_run: int = 0
    asked: float = 0.0

    def __add__(self, later: "HabitRecord") -> "HabitRecord":
        """Return the record of these units and of those right after them."""
        return HabitRecord(
            later.current if later.missed else self.current + later.current,
            max(self.best, later.best, self.current + later.first_run),
            self.kept + later.kept,
            self.missed + later.missed,
            self.strength * memory(later.asked) + later.strength,
            self.first_run if self.missed else self.first_run + later.first_run,
            self.asked + later.asked,
        )

    def add(self, unit: HabitUnit) -> "HabitRecord":
        """Return the record with one more unit; skipped, pending and not due ones change nothing."""
        mark = unit.mark
        if mark not in (Mark.KEPT, Mark.MISSED):
            return self
        asked = unit.times_a_day**0.5 * unit.days
        left = memory(asked)
        strength = self.strength * left + unit.share * (1 - left)
        asked += self.asked
        if mark is Mark.MISSED:
            return HabitRecord(0, self.best, self.kept, self.missed + 1, strength, self.first_run, asked)
        current = self.current + 1
        first_run = self.first_run if self.missed else current
        return HabitRecord(
            current, max(self.best, current), self.kept + 1, self.missed, strength, first_run, asked
        )

    def add_all(self, units: Iterable[HabitUnit]) -> "HabitRecord":
        """Return the record with these units added, oldest first."""
        record = self
        for unit in units:
            record = record.add(unit)
        return record

    @property
    def adherence(self) -> float | None:
        """Kept ÷ (kept + missed), None when nothing was due."""
        due = self.kept + self.missed
        return self.kept / due if due else None


def memory(asked: float) -> float:
    """The part of a strength that is left after so much was asked: m = 0.5^(√f ÷ 13) a step (DESIGN.md 3)."""
    return float(0.5 ** (asked / 13))


def week_score(adherences: Iterable[float | None]) -> float | None:
    """Return the mean adherence over the habits that were due in a week, None when none was."""
    due = [ratio for ratio in adherences if ratio is not None]
    return sum(due) / len(due) if due else None
