"""What is due: targets through time, custom habits, pauses, the week's first day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .custom_habits import CustomHabit
from .targets import TargetRange, Targets


@dataclass(frozen=True, slots=True)
class Pause:
    """A span of days, both ends included, that asks for nothing."""

    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides what is due: targets through time, custom habits, pauses, the week's first day.

    Where kidneys rule targets out, no day, past or to come, `asks_for_magnesium` (domain facts 2.5).
    """

    targets: Targets
    pauses: Sequence[Pause]
    week_start: int
    custom: Sequence[CustomHabit] = ()
    asks_for_magnesium: bool = True

    def range_on(self, day: date) -> TargetRange | None:
        """The band of elemental mg asked for on `day`; None when none is."""
        target = self.targets.on(day)
        return target.range if target and self.asks_for_magnesium else None

    @property
    def first_days(self) -> list[date]:
        """The days on which the first target and all custom habits start; earlier ones ask for nothing."""
        custom = [habit.targets[0].starts_on for habit in self.custom]
        return [self.targets.first_day, *custom] if self.targets.first_day else custom

    def is_paused(self, day: date) -> bool:
        """Whether `day` asks for nothing."""
        return any(pause.first_day <= day <= pause.last_day for pause in self.pauses)
