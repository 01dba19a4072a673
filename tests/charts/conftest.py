"""Eight weeks with all that charts show: a changed target, a pause, gaps, nothing done, a week not over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tracker.domain.journal import Journal, Meal, Night, Sprint, Walk
from tracker.domain.plan import Pause, Plan
from tracker.domain.spans import Span
from tracker.domain.summary import continued, weekly
from tracker.domain.targets import Target, Targets
from tracker.domain.trends import trends

MONDAY = date(2026, 3, 2)
LIMIT = Decimal(350)
# A Thursday, in the eighth week.
TODAY = MONDAY + timedelta(days=52)


def day(number):
    return MONDAY + timedelta(days=number)


def look(journal, plan, *, first=MONDAY, today=TODAY):
    """What Trends knows of the days up to today."""
    weeks = continued(weekly(plan, journal, day(-7), today, today), {})
    return trends(Span(first, today - timedelta(days=1), today=today), today, plan, weeks, journal, LIMIT)


@pytest.fixture(scope="session")
def journal():
    mg = {day(n): {"gly": Decimal(200), "oxi": Decimal("150.25")} for n in range(0, 53, 2)}
    mg[day(9)] = {"thr": Decimal(700)}
    breakfast = Walk(Meal.BREAKFAST, 15, minutes_after_meal=20)
    dinner = Walk(Meal.DINNER, 15)
    walks = {day(n): [breakfast, dinner, Walk(Meal.OTHER, 15)] for n in range(4)}
    walks |= {day(n): [breakfast] for n in range(21, 24)}
    sprints = {day(1): [Sprint(4, 20, effort=7), Sprint(4, 20, effort=8)], day(23): [Sprint(6, 30)]}
    nights = {day(n): Night(taken=True, minutes=10 * 60 + 30 * n, quality=4) for n in range(6)}
    nights |= {day(n): Night(taken=False, quality=3) for n in (6, 22)}
    nights |= {day(n): Night(taken=True, minutes=11 * 60) for n in (50, 51)}
    return Journal(mg, walks, sprints, nights)


@pytest.fixture(scope="session")
def plan():
    targets = [
        Target(day(-7), Decimal(300), Decimal(400)),
        Target(day(14), Decimal(400), Decimal(500), walks_per_day=2),
    ]
    return Plan(Targets(targets), [Pause(day(7), day(13))], 0)


@pytest.fixture(scope="session")
def seen(journal, plan):
    return look(journal, plan)
