from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.journals import journals
from tests.domain.oracle import adherence, best_streak, current_streak
from tracker.domain.days import days_between
from tracker.domain.habits import Due, Habit, HabitRecord, Mark
from tracker.domain.journal import MEALS, Journal, Meal, Night, Sprint, Walk
from tracker.domain.plan import Pause, Plan
from tracker.domain.protocol import habit_units, times_needed, walks_counted
from tracker.domain.targets import Target, Targets

MONDAY = date(2026, 3, 9)
SUNDAY = MONDAY + timedelta(days=6)
EMPTY = Journal()
SPRINT = Sprint(sets=4, work_seconds=30)
TAKEN = Night(taken=True)
TARGET = Target(date(2026, 1, 1))


def plan(*pauses, target=TARGET, week_start=0):
    return Plan(Targets([target]), pauses, week_start)


def marks(habit, a_plan, journal, first=MONDAY, last=SUNDAY, today=SUNDAY):
    return [unit.mark.value for unit in habit_units(a_plan, journal, first, last, today)[habit]]


def test_the_worked_example_of_the_rules():
    totals = ["400", "399.9", "500", "500.1", "0", "450", "380"]
    week = zip(days_between(MONDAY, SUNDAY), totals, strict=True)
    journal = Journal({day: {"gly": Decimal(total)} for day, total in week})
    friday = MONDAY + timedelta(days=4)
    units = habit_units(plan(Pause(friday, friday)), journal, MONDAY, SUNDAY, SUNDAY)
    found = [unit.mark for unit in units[Habit.MAGNESIUM]]
    assert found == [
        Mark.KEPT,
        Mark.MISSED,
        Mark.KEPT,
        Mark.MISSED,
        Mark.SKIPPED,
        Mark.KEPT,
        Mark.PENDING,
    ]
    assert (current_streak(found), best_streak(found), adherence(found)) == (1, 1, 3 / 5)


def test_where_kidneys_rule_targets_out_no_dose_is_asked_for_and_the_rest_is():
    ruled_out = replace(plan(), asks_for_magnesium=False)
    journal = Journal({MONDAY: {"gly": Decimal(450)}}, nights={MONDAY: TAKEN})
    units = habit_units(ruled_out, journal, MONDAY, SUNDAY, SUNDAY)
    asked = {habit for habit, of_habit in units.items() if any(unit.due for unit in of_habit)}
    assert asked == {Habit.WALKS, Habit.SPRINTS}
    assert {unit.mark for habit in (Habit.MAGNESIUM, Habit.BEDTIME) for unit in units[habit]} == {
        Mark.NOT_DUE
    }
    assert ruled_out.range_on(MONDAY) is None
    assert plan().range_on(MONDAY) == TARGET.range
    assert plan().range_on(TARGET.starts_on - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("walks", "counted"),
    [
        ([], 0),
        ([Walk(Meal.LUNCH, 10)], 1),
        ([Walk(Meal.LUNCH, 9)], 0),
        ([Walk(Meal.LUNCH, 10, 90)], 1),
        ([Walk(Meal.LUNCH, 10, 91)], 0),
        ([Walk(Meal.LUNCH, 10, 0)], 1),
        ([Walk(Meal.LUNCH, 10), Walk(Meal.LUNCH, 30)], 1),
        ([Walk(Meal.BREAKFAST, 10), Walk(Meal.LUNCH, 10), Walk(Meal.DINNER, 10)], 3),
        ([Walk(Meal.OTHER, 10), Walk(Meal.OTHER, 10)], 2),
        ([Walk(Meal.OTHER, 9), Walk(Meal.OTHER, 10, 120)], 0),
        # A late walk does not use up its meal.
        ([Walk(Meal.DINNER, 10, 120), Walk(Meal.DINNER, 10, 20)], 1),
    ],
)
def test_meals_count_once_and_other_walks_each(walks, counted):
    assert walks_counted(walks, 10) == counted


def test_walks_are_kept_when_enough_of_them_count():
    meals = [Walk(meal, 10) for meal in MEALS]
    journal = Journal(walks={MONDAY: meals, MONDAY + timedelta(days=1): meals[:2], SUNDAY: meals[:2]})
    assert marks(Habit.WALKS, plan(), journal) == ["kept", *["missed"] * 5, "pending"]


def test_no_walks_asked_for_are_not_due():
    assert marks(Habit.WALKS, plan(target=replace(TARGET, walks_per_day=0)), EMPTY) == ["not_due"] * 7


def test_bedtime_is_kept_by_a_dose_and_pending_until_the_day_closes():
    rated_only = Night(taken=False, quality=4)
    journal = Journal(nights={MONDAY: TAKEN, MONDAY + timedelta(days=1): rated_only, SUNDAY: rated_only})
    assert marks(Habit.BEDTIME, plan(), journal) == ["kept", *["missed"] * 5, "pending"]
    assert marks(Habit.BEDTIME, plan(target=replace(TARGET, bedtime=False)), journal) == ["not_due"] * 7


@pytest.mark.parametrize(
    ("per_week", "unpaused", "needed"),
    [(2, 7, 2), (2, 4, 2), (2, 3, 1), (2, 1, 1), (2, 0, 0), (7, 6, 6), (3, 5, 3), (1, 1, 1), (0, 7, 0)],
)
def test_a_paused_week_asks_for_its_share_of_sprints_rounded_up(per_week, unpaused, needed):
    assert times_needed(per_week, unpaused) == needed


def test_sprints_are_pending_in_the_open_week_until_there_are_enough():
    last_week = MONDAY - timedelta(days=7)
    journal = Journal(sprints={last_week: [SPRINT], MONDAY: [SPRINT]})
    wednesday = MONDAY + timedelta(days=2)
    assert marks(Habit.SPRINTS, plan(), journal, last_week, SUNDAY, wednesday) == ["missed", "pending"]
    journal = Journal(sprints={last_week: [SPRINT] * 2, MONDAY: [SPRINT], wednesday: [SPRINT]})
    assert marks(Habit.SPRINTS, plan(), journal, last_week, SUNDAY, wednesday) == ["kept", "kept"]


def test_a_week_without_an_unpaused_day_is_skipped():
    assert marks(Habit.SPRINTS, plan(Pause(MONDAY, SUNDAY)), EMPTY) == ["skipped"]


def test_a_week_is_judged_by_the_target_of_its_last_day():
    targets = Targets([TARGET, Target(SUNDAY, sprints_per_week=1)])
    journal = Journal(sprints={MONDAY: [SPRINT]})
    a_plan = Plan(targets, (), 0)
    assert marks(Habit.SPRINTS, a_plan, journal, today=SUNDAY + timedelta(days=1)) == ["kept"]


def test_weeks_follow_the_persons_first_day():
    journal = Journal(sprints={SUNDAY: [SPRINT], SUNDAY + timedelta(days=1): [SPRINT]})
    later = SUNDAY + timedelta(days=20)
    first = habit_units(plan(week_start=6), journal, SUNDAY, SUNDAY, later)[Habit.SPRINTS]
    assert [(unit.first_day, unit.done, unit.due) for unit in first] == [(SUNDAY, 2, Due(Decimal(2)))]


@pytest.mark.parametrize("habit", [Habit.MAGNESIUM, Habit.WALKS, Habit.BEDTIME])
def test_paused_days_are_skipped_and_days_before_the_first_target_not_due(habit):
    tuesday = MONDAY + timedelta(days=1)
    a_plan = plan(Pause(tuesday + timedelta(days=1), SUNDAY), target=Target(tuesday))
    assert marks(habit, a_plan, EMPTY) == ["not_due", "missed", *["skipped"] * 5]


def test_the_future_has_no_units():
    units = habit_units(plan(), EMPTY, MONDAY, SUNDAY, MONDAY + timedelta(days=2))
    assert [len(units[habit]) for habit in (Habit.MAGNESIUM, Habit.WALKS, Habit.BEDTIME, Habit.SPRINTS)] == [
        3,
        3,
        3,
        1,
    ]
    assert habit_units(plan(), EMPTY, SUNDAY, SUNDAY, MONDAY)[Habit.MAGNESIUM] == []


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 10)).map(
    lambda span: Pause(MONDAY + timedelta(days=span[0]), MONDAY + timedelta(days=span[0] + span[1]))
)
LAST = MONDAY + timedelta(days=41)


JOURNALS = journals(MONDAY, 42)


@given(JOURNALS, st.lists(SPANS, max_size=3), st.integers(0, 41))
def test_a_streak_never_exceeds_the_days_since_the_first_target(journal, pauses, start):
    first = MONDAY + timedelta(days=start)
    a_plan = plan(*pauses, target=Target(first))
    units = habit_units(a_plan, journal, MONDAY, LAST, LAST)
    for habit in Habit:
        assert HabitRecord().add_all(units[habit]).best <= (LAST - first).days + 1


@given(JOURNALS, st.lists(SPANS, max_size=2), st.integers(0, 41))
def test_pausing_a_day_that_was_not_kept_never_shortens_a_streak(journal, pauses, number):
    day = MONDAY + timedelta(days=number)
    before = habit_units(plan(*pauses), journal, MONDAY, LAST, LAST)
    after = habit_units(plan(*pauses, Pause(day, day)), journal, MONDAY, LAST, LAST)
    for habit in (Habit.MAGNESIUM, Habit.WALKS, Habit.BEDTIME):
        if before[habit][number].mark is not Mark.KEPT:
            assert HabitRecord().add_all(after[habit]).current >= HabitRecord().add_all(before[habit]).current
    # A week asks for no more when one of its days is paused, so a kept week stays kept or is skipped whole.
    for old, new in zip(before[Habit.SPRINTS], after[Habit.SPRINTS], strict=True):
        assert old.mark is not Mark.KEPT or new.mark in (Mark.KEPT, Mark.SKIPPED)


@given(JOURNALS, st.lists(SPANS, max_size=3))
def test_a_paused_day_is_never_kept_nor_missed(journal, pauses):
    a_plan = plan(*pauses)
    units = habit_units(a_plan, journal, MONDAY, LAST, LAST)
    for habit in (Habit.MAGNESIUM, Habit.WALKS, Habit.BEDTIME):
        for unit in units[habit]:
            assert (unit.mark is Mark.SKIPPED) is a_plan.is_paused(unit.first_day)
