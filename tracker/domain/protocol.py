"""All habits, the protocol's four and people's own: what each asks for, and what counts as done."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial

from .custom_habits import CustomAmounts, CustomHabit, Schedule
from .days import days_between, weeks_between
from .habits import Due, Habit, HabitKey, HabitUnit
from .targets import TargetRange, Targets

# A walk begun later than this after a meal is no longer a walk after it: studies disagree on the best
# minute, so anything from 0 to 90 counts (domain/magnesium.md 3.2, "Timing disagrees").
MAX_MINUTES_AFTER_MEAL = 90

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
        late = walk.minutes_after_meal is not None and walk.minutes_after_meal > MAX_MINUTES_AFTER_MEAL
        if late or walk.minutes < walk_minutes:
            continue
        if walk.meal == Meal.OTHER or walk.meal not in walked:
            walked.append(walk.meal)
    return walked


def walks_counted(walks: Iterable[Walk], walk_minutes: int) -> int:
    """Count the walks of one day: breakfast, lunch and dinner once each, every `other` one."""
    return len(meals_walked(walks, walk_minutes))


def times_needed(times_a_week: int, unpaused_days: int) -> int:
    """Return ⌈times a week × unpaused days ÷ 7⌉."""
    return -(-times_a_week * unpaused_days // 7)


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
    custom: CustomAmounts = field(default_factory=dict)


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

    @property
    def rules(self) -> "tuple[Rule, ...]":
        """All habits in their order: the protocol's, then the person's own."""
        return (*PROTOCOL, *(_custom_rule(habit) for habit in self.custom))

    def is_paused(self, day: date) -> bool:
        """Whether `day` asks for nothing."""
        return any(pause.first_day <= day <= pause.last_day for pause in self.pauses)


def magnesium_unit(plan: Plan, log: Log, day: date, today: date) -> HabitUnit:
    """The magnesium of one day: the total against the band."""
    band = plan.range_on(day)
    due = Due(band.low_mg, band.high_mg) if band else None
    return _day_unit(plan, day, today, due, log.total_mg.get(day, Decimal(0)))


def walks_unit(plan: Plan, log: Log, day: date, today: date) -> HabitUnit:
    """The walks of one day: those that count against those asked for."""
    target = plan.targets.on(day)
    due = Due(Decimal(target.walks_per_day)) if target and target.walks_per_day else None
    counted = walks_counted(log.walks.get(day, ()), target.walk_minutes) if target else 0
    return _day_unit(plan, day, today, due, Decimal(counted))


def bedtime_unit(plan: Plan, log: Log, day: date, today: date) -> HabitUnit:
    """The bedtime log of one day: there, or not."""
    target = plan.targets.on(day)
    due = Due(Decimal(1)) if target and target.bedtime and plan.asks_for_magnesium else None
    return _day_unit(plan, day, today, due, Decimal(day in log.bedtime))


def sprints_unit(plan: Plan, log: Log, first_day: date, today: date) -> HabitUnit:
    """The sprint sessions of the week that begins on `first_day`; its last day's target holds."""
    week = days_between(first_day, first_day + timedelta(days=6))
    target = plan.targets.on(week[-1])
    done = sum(log.sprints.get(day, 0) for day in week)
    return _week_unit(plan, first_day, today, target.sprints_per_week if target else 0, done)


@dataclass(frozen=True, slots=True)
class Rule:
    """One habit as marks see it: what it is called, and how to work out one of its units."""

    habit: HabitKey
    is_weekly: bool
    unit: Callable[[Plan, Log, date, date], HabitUnit]


PROTOCOL = (
    Rule(Habit.MAGNESIUM, is_weekly=False, unit=magnesium_unit),
    Rule(Habit.WALKS, is_weekly=False, unit=walks_unit),
    Rule(Habit.SPRINTS, is_weekly=True, unit=sprints_unit),
    Rule(Habit.BEDTIME, is_weekly=False, unit=bedtime_unit),
)


def _custom_rule(habit: CustomHabit) -> Rule:
    unit = _custom_week_unit if habit.is_weekly else _custom_day_unit
    return Rule(habit.key, habit.is_weekly, partial(unit, habit))


def _custom_day_unit(habit: CustomHabit, plan: Plan, log: Log, day: date, today: date) -> HabitUnit:
    """One day of a custom habit: its amount against what the day asks for; no entry is not a nought."""
    target = habit.on(day)
    amount = log.custom.get(habit.key, {}).get(day)
    due = target.due if target and target.asks_on(day) else None
    unit = _day_unit(plan, day, today, due, amount or Decimal(0))
    return replace(unit, times_a_day=target.times_a_day if target else 1.0, logged=amount is not None)


def _custom_week_unit(habit: CustomHabit, plan: Plan, log: Log, first_day: date, today: date) -> HabitUnit:
    """The week of a custom habit that begins on `first_day`: the days on which it was done."""
    target = habit.on(first_day + timedelta(days=6))
    per_week = target.times_a_week if target and target.schedule is Schedule.WEEKLY else 0
    amounts = log.custom.get(habit.key, {})
    week = days_between(first_day, first_day + timedelta(days=6))
    done = sum(target.is_met(amounts[day]) for day in week if day in amounts) if target else 0
    return _week_unit(plan, first_day, today, per_week, done)


def day_units(plan: Plan, log: Log, day: date, today: date) -> dict[HabitKey, HabitUnit]:
    """The day of each habit whose unit is the day."""
    return {rule.habit: rule.unit(plan, log, day, today) for rule in plan.rules if not rule.is_weekly}


def week_units(plan: Plan, log: Log, first_day: date, today: date) -> dict[HabitKey, HabitUnit]:
    """The week from `first_day` of each habit whose unit is the week."""
    return {rule.habit: rule.unit(plan, log, first_day, today) for rule in plan.rules if rule.is_weekly}


def habit_units(
    plan: Plan, log: Log, first: date, last: date, today: date
) -> dict[HabitKey, list[HabitUnit]]:
    """Return each habit's units from `first` to `last`, oldest first.

    Daily habits get the days up to today, weekly ones the weeks that hold them; nothing lies in the future.
    """
    last = min(last, today)
    days, weeks = days_between(first, last), weeks_between(first, last, plan.week_start)
    return {
        rule.habit: [rule.unit(plan, log, unit, today) for unit in (weeks if rule.is_weekly else days)]
        for rule in plan.rules
    }


def _day_unit(plan: Plan, day: date, today: date, due: Due | None, done: Decimal) -> HabitUnit:
    return HabitUnit(day, day, due, done, skipped=plan.is_paused(day), open=day >= today)


def _week_unit(plan: Plan, first_day: date, today: date, per_week: int, done: int) -> HabitUnit:
    last_day = first_day + timedelta(days=6)
    unpaused = sum(not plan.is_paused(day) for day in days_between(first_day, last_day))
    return HabitUnit(
        first_day,
        last_day,
        due=Due(Decimal(times_needed(per_week, unpaused))) if per_week else None,
        done=Decimal(done),
        skipped=unpaused == 0,
        open=last_day >= today,
        times_a_day=per_week / 7,
    )


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
