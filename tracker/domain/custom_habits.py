"""Habits of a person's own: what they ask for, day by day or week by week, and what counts as done."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .habits import Due, HabitKey
from .weekdays import EVERY_WEEKDAY

# More than this is no plan but a list.
MAX_CUSTOM_HABITS = 12


class HabitKind(StrEnum):
    """What is logged of a habit: that it was done, or how much."""

    CHECK = "check"
    NUMBER = "number"


class Schedule(StrEnum):
    """When a habit asks to be kept."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class CustomTarget:
    """What a custom habit asks for from `starts_on` on, until its next target starts.

    `weekdays` (0 is Monday) matter to a habit of chosen weekdays, `times_a_week` to a weekly one.
    A day's amount must reach `at_least` and stay within `at_most`, where these are given.
    """

    starts_on: date
    schedule: Schedule
    weekdays: frozenset[int] = EVERY_WEEKDAY
    times_a_week: int = 1
    at_least: Decimal | None = Decimal(1)
    at_most: Decimal | None = None

    @property
    def due(self) -> Due:
        """What one day asks for."""
        return Due(self.at_least or Decimal(0), self.at_most)

    @property
    def times_a_day(self) -> float:
        """How often it asks: once a day 1, n a week n/7."""
        if self.schedule is Schedule.WEEKLY:
            return self.times_a_week / 7
        return len(self.weekdays) / 7 if self.schedule is Schedule.WEEKDAYS else 1.0

    def asks_on(self, day: date) -> bool:
        """Whether this day itself is asked for something."""
        if self.schedule is Schedule.WEEKDAYS:
            return day.weekday() in self.weekdays
        return self.schedule is Schedule.DAILY

    def is_met(self, amount: Decimal) -> bool:
        """Whether a day of this amount is one on which the habit was done."""
        return amount >= self.due.at_least and (self.at_most is None or amount <= self.at_most)


@dataclass(frozen=True, slots=True)
class CustomHabit:
    """A habit of a person's own through time; it is counted by the day or by the week, once for all."""

    key: HabitKey
    name: str
    kind: HabitKind
    unit: str
    targets: Sequence[CustomTarget]
    archived: bool = False

    @property
    def is_weekly(self) -> bool:
        """Whether its unit is the week."""
        return any(target.schedule is Schedule.WEEKLY for target in self.targets)

    def on(self, day: date) -> CustomTarget | None:
        """Return the target in force on `day`; None before the first one starts."""
        place = bisect_right([target.starts_on for target in self.targets], day)
        return self.targets[place - 1] if place else None


# Amounts by habit and logical day; days without an entry are absent.
CustomAmounts = Mapping[HabitKey, Mapping[date, Decimal]]


def custom_key(number: int | str) -> HabitKey:
    """What the custom habit of this number is called."""
    return f"custom-{number}"


def custom_number(key: HabitKey) -> int:
    """The number of the custom habit that is called `key`; the inverse of `custom_key`."""
    return int(key.removeprefix("custom-"))
