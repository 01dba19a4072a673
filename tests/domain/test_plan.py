from datetime import date, timedelta
from decimal import Decimal

import pytest

from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule, custom_key
from tracker.domain.plan import Pause, Plan
from tracker.domain.targets import Target, TargetRange, Targets

DAY = date(2026, 3, 14)
READING = CustomHabit(
    custom_key(1), "Reading", HabitKind.CHECK, "", [CustomTarget(DAY - timedelta(days=9), Schedule.DAILY)]
)


def test_the_band_is_that_of_the_target_in_force():
    plan = Plan(Targets([Target(DAY), Target(DAY + timedelta(days=1), high_mg=Decimal(450))]), (), 0)
    days = [DAY + timedelta(days=number) for number in (-1, 0, 1)]
    assert [plan.range_on(day) for day in days] == [
        None,
        TargetRange(Decimal(400), Decimal(500)),
        TargetRange(Decimal(400), Decimal(450)),
    ]


def test_no_day_has_a_band_where_kidneys_rule_magnesium_out():
    assert Plan(Targets([Target(DAY)]), (), 0, asks_for_magnesium=False).range_on(DAY) is None


@pytest.mark.parametrize(("ago", "is_paused"), [(4, False), (3, True), (2, True), (1, False)])
def test_both_ends_of_a_pause_are_paused(ago, is_paused):
    pause = Pause(DAY - timedelta(days=3), DAY - timedelta(days=2))
    assert Plan(Targets([]), [pause], 0).is_paused(DAY - timedelta(days=ago)) is is_paused


def test_the_first_days_are_those_of_the_first_target_and_of_each_custom_habit():
    later = Target(DAY + timedelta(days=5))
    plan = Plan(Targets([later, Target(DAY)]), (), 0, [READING])
    assert plan.first_days == [DAY, DAY - timedelta(days=9)]
    assert Plan(Targets([]), (), 0, [READING]).first_days == [DAY - timedelta(days=9)]
    assert Plan(Targets([]), (), 0).first_days == []
