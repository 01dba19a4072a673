"""All habits, the protocol's four and people's own: what each asks for, and what counts as done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from .custom_habits import CustomHabit, Schedule
from .days import days_between, weeks_between
from .habits import Due, Habit, HabitKey, HabitUnit
from .journal import Journal, Meal, Walk
from .plan import Plan

# A walk begun later than this after a meal is no longer a walk after it: studies disagree on the best
# minute, so anything from 0 to 90 counts (domain/magnesium.md 3.2, "Timing disagrees").
MAX_MINUTES_AFTER_MEAL = 90


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


def magnesium_unit(plan: Plan, journal: Journal, day: date, today: date) -> HabitUnit:
    """The magnesium of one day: the total against the band."""
    band = plan.range_on(day)
    due = Due(band.low_mg, band.high_mg) if band else None
    return _day_unit(plan, day, today, due, journal.total_mg_on(day))


def walks_unit(plan: Plan, journal: Journal, day: date, today: date) -> HabitUnit:
    """The walks of one day: those that count against those asked for."""
    target = plan.targets.on(day)
    due = Due(Decimal(target.walks_per_day)) if target and target.walks_per_day else None
    counted = walks_counted(journal.walks.get(day, ()), target.walk_minutes) if target else 0
    return _day_unit(plan, day, today, due, Decimal(counted))


def bedtime_unit(plan: Plan, journal: Journal, day: date, today: date) -> HabitUnit:
    """The bedtime dose of one day: taken, or not."""
    target = plan.targets.on(day)
    due = Due(Decimal(1)) if target and target.bedtime and plan.asks_for_magnesium else None
    return _day_unit(plan, day, today, due, Decimal(journal.has_bedtime_dose_on(day)))


def sprints_unit(plan: Plan, journal: Journal, first_day: date, today: date) -> HabitUnit:
    """The sprint sessions of the week that begins on `first_day`; its last day's target holds."""
    week = days_between(first_day, first_day + timedelta(days=6))
    target = plan.targets.on(week[-1])
    done = sum(journal.sessions_on(day) for day in week)
    return _week_unit(plan, first_day, today, target.sprints_per_week if target else 0, done)


@dataclass(frozen=True, slots=True)
class Rule:
    """One habit as marks see it: what it is called, and how to work out one of its units."""

    habit: HabitKey
    is_weekly: bool
    unit: Callable[[Plan, Journal, date, date], HabitUnit]


PROTOCOL = (
    Rule(Habit.MAGNESIUM, is_weekly=False, unit=magnesium_unit),
    Rule(Habit.WALKS, is_weekly=False, unit=walks_unit),
    Rule(Habit.SPRINTS, is_weekly=True, unit=sprints_unit),
    Rule(Habit.BEDTIME, is_weekly=False, unit=bedtime_unit),
)


def rules(plan: Plan) -> tuple[Rule, ...]:
    """Return all habits in their order: the protocol's, then the person's own."""
    return (*PROTOCOL, *(_custom_rule(habit) for habit in plan.custom))


def _custom_rule(habit: CustomHabit) -> Rule:
    unit = _custom_week_unit if habit.is_weekly else _custom_day_unit
    return Rule(habit.key, habit.is_weekly, partial(unit, habit))


def _custom_day_unit(habit: CustomHabit, plan: Plan, journal: Journal, day: date, today: date) -> HabitUnit:
    """One day of a custom habit: its amount against what the day asks for; no entry is not the same as 0."""
    target = habit.on(day)
    amount = journal.custom.get(habit.key, {}).get(day)
    due = target.due if target and target.asks_on(day) else None
    unit = _day_unit(plan, day, today, due, amount or Decimal(0))
    return replace(unit, times_a_day=target.times_a_day if target else 1.0, logged=amount is not None)


def _custom_week_unit(
    habit: CustomHabit, plan: Plan, journal: Journal, first_day: date, today: date
) -> HabitUnit:
    """The week of a custom habit that begins on `first_day`: the days on which it was done."""
    target = habit.on(first_day + timedelta(days=6))
    per_week = target.times_a_week if target and target.schedule is Schedule.WEEKLY else 0
    amounts = journal.custom.get(habit.key, {})
    week = days_between(first_day, first_day + timedelta(days=6))
    done = sum(target.is_met(amounts[day]) for day in week if day in amounts) if target else 0
    return _week_unit(plan, first_day, today, per_week, done)


def day_units(plan: Plan, journal: Journal, day: date, today: date) -> dict[HabitKey, HabitUnit]:
    """The day of each habit whose unit is the day."""
    return {rule.habit: rule.unit(plan, journal, day, today) for rule in rules(plan) if not rule.is_weekly}


def week_units(plan: Plan, journal: Journal, first_day: date, today: date) -> dict[HabitKey, HabitUnit]:
    """The week from `first_day` of each habit whose unit is the week."""
    return {rule.habit: rule.unit(plan, journal, first_day, today) for rule in rules(plan) if rule.is_weekly}


def habit_units(
    plan: Plan, journal: Journal, first: date, last: date, today: date
) -> dict[HabitKey, list[HabitUnit]]:
    """Return each habit's units from `first` to `last`, oldest first.

    Daily habits get the days up to today, weekly ones the weeks that hold them; nothing lies in the future.
    """
    last = min(last, today)
    days, weeks = days_between(first, last), weeks_between(first, last, plan.week_start)
    return {
        rule.habit: [rule.unit(plan, journal, unit, today) for unit in (weeks if rule.is_weekly else days)]
        for rule in rules(plan)
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
