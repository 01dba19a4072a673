"""When things are usually done, and how close two doses are one."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .days import moment_on_day
from .habits import Habit
from .journal import Meal

# Two doses of one supplement this close are most likely one, logged twice.
SAME_DOSE_WITHIN = timedelta(minutes=5)

# What is taken before bed, and was no longer than this before its usual hour, was most likely for the night.
EVENING_BEFORE_BEDTIME = timedelta(hours=5)


# When something is usually done: what a tap on a past day says, until the person says otherwise.
USUAL_CLOCK = {
    "morning": time(8, 0),
    "midday": time(13, 0),
    "evening": time(19, 0),
    Meal.BREAKFAST: time(8, 30),
    Meal.LUNCH: time(13, 30),
    Meal.DINNER: time(19, 30),
    Meal.OTHER: time(16, 0),
    Habit.SPRINTS: time(17, 0),
    Habit.BEDTIME: time(22, 0),
}


def meal_at(clock: time) -> Meal:
    """The meal a walk at this hour most likely follows."""
    if clock.hour < 11:
        return Meal.BREAKFAST
    return Meal.LUNCH if clock.hour < 17 else Meal.DINNER


def usual_moment_at(clock: time) -> str:
    """The usual moment, as a key of `USUAL_CLOCK`, of what is first taken at this hour."""
    if 4 <= clock.hour < 11:
        return "morning"
    if 11 <= clock.hour < 17:
        return "midday"
    return "evening" if 17 <= clock.hour < 21 else "bedtime"


def is_in_evening(at: datetime, day: date, zone: ZoneInfo, day_start: time) -> bool:
    """Whether `at`, a moment of the logical `day`, lies in its evening, which lasts until the day ends.

    The day is the one it was settled on, whatever the day's start has become since.
    """
    bedtime = moment_on_day(day, USUAL_CLOCK[Habit.BEDTIME], zone, day_start)
    return at >= bedtime - EVENING_BEFORE_BEDTIME
