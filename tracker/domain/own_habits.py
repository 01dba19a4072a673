"""Habits of a person's own: how they are counted, and when they are due."""

from enum import StrEnum

# More than this is no plan but a list.
MOST_OWN_HABITS = 12


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
