"""What another plan makes of the days so far: the same journal, counted twice."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .habits import HabitKey, HabitRecord, Mark
from .journal import Journal
from .plan import Plan
from .protocol import habit_units


@dataclass(frozen=True, slots=True)
class HabitChange:
    """What a changed plan does to one habit.

    `units` counts its days, or weeks, by the mark they get; those that keep their mark are left out.
    """

    before: HabitRecord
    after: HabitRecord
    units: Mapping[Mark, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many days or weeks get another mark."""
        return sum(self.units.values())

    @property
    def is_any(self) -> bool:
        """Whether a mark or a streak becomes another."""
        streaks = (self.before.current, self.before.best) != (self.after.current, self.after.best)
        return streaks or self.count > 0


def plan_change(
    before: Plan,
    after: Plan,
    journal: Journal,
    first: date,
    today: date,
    records: Mapping[HabitKey, HabitRecord] | None = None,
) -> dict[HabitKey, HabitChange]:
    """Return what becomes of each habit when `after` takes the place of `before`.

    Both plans ask the same of all days before `first`, which begins a week; `records` is what the habits
    add up to there.
    """
    units_before = habit_units(before, journal, first, today, today)
    units_after = habit_units(after, journal, first, today, today)
    changes = {}
    for habit, units in units_before.items():
        start = (records or {}).get(habit, HabitRecord())
        pairs = list(zip(units, units_after[habit], strict=True))
        changes[habit] = HabitChange(
            start.add_all(old for old, _ in pairs),
            start.add_all(new for _, new in pairs),
            Counter(new.mark for old, new in pairs if old.mark is not new.mark),
        )
    return changes
