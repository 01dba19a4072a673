"""What a person aims at, and how a day's total stands against it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from .spans import MAX_YEARS


class Verdict(StrEnum):
    """A day's total against the band."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class TargetRange:
    """The daily elemental mg aimed at; both ends count as within."""

    low_mg: Decimal
    high_mg: Decimal

    def verdict(self, total_mg: Decimal) -> Verdict:
        """Judge a day's total of elemental mg."""
        if total_mg < self.low_mg:
            return Verdict.BELOW
        return Verdict.ABOVE if total_mg > self.high_mg else Verdict.WITHIN


@dataclass(frozen=True, slots=True)
class Target:
    """What a person aims at from `starts_on` until the next target starts."""

    starts_on: date
    low_mg: Decimal = Decimal(400)
    high_mg: Decimal = Decimal(500)
    walks_per_day: int = 3
    walk_minutes: int = 10
    sprints_per_week: int = 2
    bedtime: bool = True

    @property
    def range(self) -> TargetRange:
        """The band of elemental mg."""
        return TargetRange(self.low_mg, self.high_mg)


class StartRefusal(StrEnum):
    """Why the first target cannot start on a day."""

    NO_TARGET = "no target"
    COUNTS_ALREADY = "counts already"
    TOO_LONG_AGO = "too long ago"
    NOTHING_LOGGED = "nothing logged"


def earliest_start(today: date) -> date:
    """Return the first day a target may start on; what is longer ago can only be a slip."""
    return today - timedelta(days=365 * MAX_YEARS)


def start_refusal(first_day: date | None, day: date, today: date, *, has_entry: bool) -> StartRefusal | None:
    """Return why the first target, which starts on `first_day`, cannot be moved back to `day`.

    None when it can: to any earlier day on which something was logged that it would count.
    """
    if first_day is None:
        return StartRefusal.NO_TARGET
    if day >= first_day:
        return StartRefusal.COUNTS_ALREADY
    if day < earliest_start(today):
        return StartRefusal.TOO_LONG_AGO
    return None if has_entry else StartRefusal.NOTHING_LOGGED


class Targets:
    """A person's targets through time; answers which one was in force."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._targets = sorted(targets, key=lambda target: target.starts_on)
        self._starts = [target.starts_on for target in self._targets]

    def on(self, day: date) -> Target | None:
        """Return the target in force on `day`; None before the first one starts."""
        place = bisect_right(self._starts, day)
        return self._targets[place - 1] if place else None

    def between(self, first: date, last: date) -> list[tuple[Target, date, date]]:
        """Return each target in force from `first` to `last` with its days there, oldest first."""
        ends = [start - timedelta(days=1) for start in self._starts[1:]] + [last]
        return [
            (target, max(first, target.starts_on), min(last, end))
            for target, end in zip(self._targets, ends, strict=False)
            if target.starts_on <= last and end >= first
        ]

    def before(self, day: date) -> Target | None:
        """Return the last target that starts before `day`; None when none does."""
        return self.on(day - timedelta(days=1))

    def after(self, day: date) -> Target | None:
        """Return the first target that starts after `day`; None when none does."""
        place = bisect_right(self._starts, day)
        return self._targets[place] if place < len(self._targets) else None

    def replaced(self, removed: date | None, added: Target | None) -> "Targets":
        """Return these targets without the one that starts on `removed`, and with `added`."""
        away = {removed, added.starts_on if added else None}
        kept = [target for target in self._targets if target.starts_on not in away]
        return Targets([*kept, added] if added else kept)

    @property
    def first_day(self) -> date | None:
        """The day the first target starts on; None without any."""
        return self._starts[0] if self._starts else None
