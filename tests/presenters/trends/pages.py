"""Trends of the 27 days from Monday 2 March 2026, seen on the Sunday after them: no database."""

from datetime import date, timedelta
from decimal import Decimal

from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule
from tracker.domain.journal import Journal, Meal, Night, Sprint, Walk
from tracker.domain.plan import Plan
from tracker.domain.spans import Span
from tracker.domain.summary import continued, weekly
from tracker.domain.targets import Target, Targets
from tracker.domain.trends import Trends, trends

MONDAY = date(2026, 3, 2)
TODAY = MONDAY + timedelta(days=27)
MEALS = (Meal.BREAKFAST, Meal.LUNCH, Meal.DINNER)
WATER = CustomHabit(
    "custom-1",
    "Water",
    HabitKind.NUMBER,
    "glasses",
    [CustomTarget(date(2026, 1, 1), Schedule.DAILY, at_least=Decimal(8))],
)
READING = CustomHabit(
    "custom-2",
    "Reading",
    HabitKind.CHECK,
    "",
    [CustomTarget(date(2026, 1, 1), Schedule.WEEKLY, times_a_week=2)],
)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def plan(*targets: Target, pauses=(), custom=()) -> Plan:
    return Plan(Targets(list(targets or [Target(date(2026, 1, 1))])), list(pauses), 0, custom)


PROTOCOL, NOTHING_ASKED = plan(), Plan(Targets([]), [], 0)


def see(
    mg=None, *, plan=PROTOCOL, first=MONDAY, span=None, walks=None, sprints=None, nights=None, custom=None
) -> Trends:
    """The days from `first` up to yesterday, or those of `span`, of a log that is ten weeks older.

    `mg` is glycinate by the number of its day, all others by number too.
    """
    journal = Journal(
        {day(number): {"gly": Decimal(each)} for number, each in (mg or {}).items()},
        {day(number): each for number, each in (walks or {}).items()},
        {day(number): each for number, each in (sprints or {}).items()},
        {day(number): each for number, each in (nights or {}).items()},
        custom or {},
    )
    weeks = continued(weekly(plan, journal, day(-70), TODAY, TODAY), {})
    span = span or Span(first, TODAY - timedelta(days=1), today=TODAY)
    return trends(span, TODAY, plan, weeks, journal, Decimal(350), first_known=day(-70))


def walked(*meals: Meal, minutes_after_meal=None) -> list[Walk]:
    """A walk after each of these meals."""
    return [Walk(meal, 12, minutes_after_meal) for meal in meals]


def sprint(effort=None) -> list[Sprint]:
    """One session of 80 seconds."""
    return [Sprint(4, 20, effort)]


def full() -> Trends:
    """Something of everything, on most days."""
    return see(
        dict.fromkeys(range(26), 450),
        plan=plan(custom=[WATER, READING]),
        walks={number: walked(Meal.BREAKFAST, Meal.DINNER, minutes_after_meal=20) for number in range(20)},
        sprints={1: sprint(7), 3: sprint(8), 8: sprint()},
        nights={
            number: Night(number % 4 > 0, 600 if number % 4 else None, 3 + number % 2) for number in range(26)
        },
        custom={"custom-1": {day(0): Decimal(8), day(1): Decimal("2.5")}, "custom-2": {day(2): Decimal(1)}},
    )
