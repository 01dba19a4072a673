from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tracker.domain.journal import Journal, Night, Sprint
from tracker.domain.observations import (
    MIN_NIGHTS,
    Comparison,
    Observation,
    ratings_of,
    worth_noticing,
)
from tracker.domain.plan import Pause, Plan
from tracker.domain.summary import day_facts, summary_of
from tracker.domain.targets import Target, Targets

LAST = date(2026, 11, 21)
PLAN = Plan(Targets([Target(date(2026, 1, 1))]), [], week_start=0)


def ago(days):
    return LAST - timedelta(days=days)


def ratings(comparison, nights, mg=None, sprints=(), plan=PLAN):
    """The ratings of nights so many days before the last one, by what was logged on their days."""
    journal = Journal(
        {ago(days): {"gly": Decimal(total)} for days, total in (mg or {}).items()},
        {},
        {ago(days): [Sprint(6, 20)] for days in sprints},
        {ago(days): night for days, night in nights.items()},
    )
    days = day_facts(plan, journal, ago(9), LAST, LAST + timedelta(days=1))
    return ratings_of(summary_of(days).nights.ratings, comparison)


def test_there_are_three_comparisons_and_their_order_is_fixed():
    assert list(Comparison) == ["bedtime_dose", "in_range", "sprint_day"]


def test_nights_are_told_apart_by_the_dose_the_lowest_rating_first():
    nights = {
        0: Night(True, 600, 5),
        1: Night(False, None, 2),
        2: Night(True, 600, 4),
        3: Night(False, None, 3),
    }
    assert ratings(Comparison.BEDTIME_DOSE, nights) == ([4, 5], [2, 3])


def test_nights_are_told_apart_by_the_verdict_of_their_own_day():
    nights = {days: Night(True, 600, days + 1) for days in range(5)}
    mg = {0: "399.9", 1: 400, 2: 500, 3: "500.1"}
    # Four days before there is no dose: that day has no verdict.
    assert ratings(Comparison.IN_RANGE, nights, mg) == ([2, 3], [1, 4])


def test_a_verdict_is_that_of_the_target_of_the_day():
    plan = Plan(Targets([Target(ago(1)), Target(LAST, Decimal(100), Decimal(200))]), [], week_start=0)
    nights = {days: Night(True, 600, days + 1) for days in range(3)}
    # Two days before there was no target yet.
    assert ratings(Comparison.IN_RANGE, nights, {0: 150, 1: 150, 2: 150}, plan=plan) == ([1], [2])


def test_nights_are_told_apart_by_the_sprints_of_their_own_day():
    nights = {days: Night(True, 600, days + 1) for days in range(3)}
    assert ratings(Comparison.SPRINT_DAY, nights, sprints=[1]) == ([2], [1, 3])


@pytest.mark.parametrize("comparison", Comparison)
def test_nights_without_a_rating_and_paused_days_stay_out(comparison):
    plan = Plan(PLAN.targets, [Pause(ago(3), ago(2))], week_start=0)
    nights = {
        0: Night(True, 600, None),
        1: Night(True, 600, 4),
        2: Night(True, 600, 1),
        3: Night(False, None, 1),
    }
    mg = dict.fromkeys(range(4), 450)
    assert ratings(comparison, nights, mg, range(4), plan) == ([4], [])


@pytest.mark.parametrize(
    ("with_it", "without", "needed"), [(8, 8, (0, 0)), (7, 8, (1, 0)), (8, 0, (0, 8)), (3, 40, (5, 0))]
)
def test_a_comparison_says_how_many_nights_it_still_needs(with_it, without, needed):
    observation = Observation(Comparison.IN_RANGE, with_it, without)
    assert observation.still_needed == needed
    assert observation.is_shown == (needed == (0, 0))
    assert MIN_NIGHTS == 8


@pytest.mark.parametrize(
    ("low", "high", "is_clear"),
    [(0.1, 0.9, True), (-0.9, -0.1, True), (-0.1, 0.9, False), (0.0, 0.9, False), (None, None, False)],
)
def test_a_difference_is_clear_when_its_interval_leaves_out_none(low, high, is_clear):
    assert Observation(Comparison.SPRINT_DAY, 9, 9, 4.0, 3.5, low, high).is_clear is is_clear


TOO_FEW = Observation(Comparison.BEDTIME_DOSE, 3, 40)
CHANCE = Observation(Comparison.BEDTIME_DOSE, 9, 9, 4.0, 3.5, -0.1, 0.9)
BETTER, WORSE = replace(CHANCE, low=0.1), replace(CHANCE, low=-0.9, high=-0.1)


@pytest.mark.parametrize(
    ("before", "now", "is_news"),
    [
        (TOO_FEW, TOO_FEW, False),
        (TOO_FEW, CHANCE, True),
        (TOO_FEW, BETTER, True),
        (CHANCE, CHANCE, False),
        (CHANCE, BETTER, True),
        (CHANCE, WORSE, True),
        (BETTER, BETTER, False),
        (BETTER, WORSE, True),
        (BETTER, CHANCE, False),
        (BETTER, TOO_FEW, False),
    ],
)
def test_a_comparison_is_news_once_when_it_can_be_made_and_once_when_it_is_clear(before, now, is_news):
    assert now.is_news(before) is is_news


def test_of_several_news_the_clear_one_is_worth_noticing():
    first, second = CHANCE, replace(BETTER, comparison=Comparison.IN_RANGE)
    too_few = [TOO_FEW, replace(TOO_FEW, comparison=Comparison.IN_RANGE)]
    assert worth_noticing([first, second], too_few) == second
    assert worth_noticing([first, too_few[1]], too_few) == first
    assert worth_noticing([first, second], [first, second]) is None
