"""The protocol's four habits: what each one asks for in a day or week, and what counts as done."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import StrEnum

from .days import days_between, weeks_between
from .habits import Due, Habit, Unit
from .targets import Targets

# A walk begun later than this after a meal is no longer a walk after it: studies disagree on the best
# minute, so anything from 0 to 90 counts (domain/magnesium.md 3.2, "Timing disagrees").
LATEST_MINUTES_AFTER_MEAL = 90

# Two doses of one supplement this close are most likely one, logged twice.
SAME_DOSE_WITHIN = timedelta(minutes=5)


class Meal(StrEnum):
    """The meal a walk follows."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk, as far as its counting goes."""

    meal: Meal
    minutes: int
    minutes_after_meal: int | None = None


def meals_walked(walks: Iterable[Walk], walk_minutes: int) -> list[Meal]:
    """Return what the walks of one day that count came after: each meal once, `other` each time."""
    walked: list[Meal] = []
    for walk in walks:
        late = walk.minutes_after_meal is not None and walk.minutes_after_meal > LATEST_MINUTES_AFTER_MEAL
        if late or walk.minutes < walk_minutes:
            continue
        if walk.meal == Meal.OTHER or walk.meal not in walked:
            walked.append(walk.meal)
    return walked


def walks_counted(walks: Iterable[Walk], walk_minutes: int) -> int:
    """Count the walks of one day: breakfast, lunch and dinner once each, every `other` one."""
    return len(meals_walked(walks, walk_minutes))


def sprints_needed(sprints_per_week: int, unpaused_days: int) -> int:
    """Return ⌈sprints a week × unpaused days ÷ 7⌉."""
    return -(-sprints_per_week * unpaused_days // 7)


@dataclass(frozen=True, slots=True)
class Pause:
    """A span of days, both ends included, that asks for nothing."""

    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Log:
    """What was done, day by day; days without an entry are absent."""

    total_mg: Mapping[date, Decimal]
    walks: Mapping[date, Sequence[Walk]]
    sprints: Mapping[date, int]
    bedtime: Collection[date]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides what is due: targets through time, pauses, the week's first day."""

    targets: Targets
    pauses: Sequence[Pause]
    week_start: int

    def is_paused(self, day: date) -> bool:
        """Whether `day` asks for nothing."""
        return any(pause.first_day <= day <= pause.last_day for pause in self.pauses)


def magnesium_unit(plan: Plan, log: Log, day: date, today: date) -> Unit:
    """The magnesium of one day: the total against the band."""
    target = plan.targets.on(day)
    due = Due(target.low_mg, target.high_mg) if target else None
    return _day_unit(plan, day, today, due, log.total_mg.get(day, Decimal(0)))


def walks_unit(plan: Plan, log: Log, day: date, today: date) -> Unit:
    """The walks of one day: those that count against those asked for."""
    target = plan.targets.on(day)
    due = Due(Decimal(target.walks_per_day)) if target and target.walks_per_day else None
    counted = walks_counted(log.walks.get(day, ()), target.walk_minutes) if target else 0
    return _day_unit(plan, day, today, due, Decimal(counted))


def bedtime_unit(plan: Plan, log: Log, day: date, today: date) -> Unit:
    """The bedtime log of one day: there, or not."""
    target = plan.targets.on(day)
    due = Due(Decimal(1)) if target and target.bedtime else None
    return _day_unit(plan, day, today, due, Decimal(day in log.bedtime))


def sprints_unit(plan: Plan, log: Log, first_day: date, today: date) -> Unit:
    """The sprint sessions of the week that begins on `first_day`; its last day's target holds."""
    last_day = first_day + timedelta(days=6)
    days = days_between(first_day, last_day)
    target = plan.targets.on(last_day)
    per_week = target.sprints_per_week if target else 0
    unpaused = sum(not plan.is_paused(day) for day in days)
    needed = sprints_needed(per_week, unpaused)
    return Unit(
        first_day,
        last_day,
        due=Due(Decimal(needed)) if per_week else None,
        done=Decimal(sum(log.sprints.get(day, 0) for day in days)),
        skipped=unpaused == 0,
        open=last_day >= today,
        times_a_day=per_week / 7,
    )


DAILY_HABITS = {
    Habit.MAGNESIUM: magnesium_unit,
    Habit.WALKS: walks_unit,
    Habit.BEDTIME: bedtime_unit,
}


def habit_units(plan: Plan, log: Log, first: date, last: date, today: date) -> dict[Habit, list[Unit]]:
    """Return each habit's units from `first` to `last`, oldest first.

    Daily habits get the days up to today, sprints the weeks that hold them; nothing lies in the future.
    """
    last = min(last, today)
    days = days_between(first, last)
    units = {habit: [unit(plan, log, day, today) for day in days] for habit, unit in DAILY_HABITS.items()}
    weeks = weeks_between(first, last, plan.week_start)
    units[Habit.SPRINTS] = [sprints_unit(plan, log, week, today) for week in weeks]
    return units


def _day_unit(plan: Plan, day: date, today: date, due: Due | None, done: Decimal) -> Unit:
    return Unit(day, day, due, done, skipped=plan.is_paused(day), open=day >= today)


# When something is usually done: what a tap on a past day says, until the person says otherwise.
USUAL_CLOCK = {
    "morning": time(8, 0),
    "midday": time(13, 0),
    "evening": time(19, 0),
    "bedtime": time(22, 0),
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
