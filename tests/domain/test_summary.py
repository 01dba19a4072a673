from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.journals import journals
from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule, custom_key
from tracker.domain.habits import Due, Habit, HabitRecord, HabitUnit
from tracker.domain.journal import Journal, Meal
from tracker.domain.observations import Comparison
from tracker.domain.plan import Pause, Plan
from tracker.domain.summary import (
    Average,
    MagnesiumSum,
    NightSum,
    SprintSum,
    Summary,
    Tally,
    WalkSum,
    added_up,
    average,
    continued,
    day_facts,
    records_after,
    summary_of,
    times_done,
    total_of,
    weekly,
)
from tracker.domain.targets import Target, Targets, Verdict

MONDAY = date(2026, 3, 2)
DAYS = 28
WATER = custom_key(1)
PLAN = Plan(
    Targets([Target(MONDAY), Target(MONDAY + timedelta(days=9), walks_per_day=0, low_mg=Decimal(300))]),
    [Pause(MONDAY + timedelta(days=3), MONDAY + timedelta(days=5))],
    0,
    [CustomHabit(WATER, "Water", HabitKind.NUMBER, "glasses", [CustomTarget(MONDAY, Schedule.DAILY)])],
)


def day(number):
    return MONDAY + timedelta(days=number)


def test_figures_are_added_and_mappings_key_by_key():
    assert total_of([1, 2, 3]) == 6
    assert total_of([{"a": 1}, {}, {"b": 2, "a": 3}]) == {"a": 4, "b": 2}
    assert total_of([Tally(1, 2), Tally(3, 4)]) == Tally(4, 6)
    assert total_of([{"a": Average(Decimal(1), 1)}] * 2) == {"a": Average(Decimal(2), 2)}
    assert total_of([Tally(1, 2)]) == Tally(1, 2)


def test_a_part_adds_up_figure_by_figure():
    week = WalkSum(7, Tally(3, 21), {Meal.LUNCH: 3}, {Meal.LUNCH: Tally(3, 7)}, Average(Decimal(40), 2))
    other = WalkSum(2, Tally(2, 6), {Meal.DINNER: 2}, {Meal.LUNCH: Tally(0, 2)})
    assert week + other == WalkSum(
        9,
        Tally(5, 27),
        {Meal.LUNCH: 3, Meal.DINNER: 2},
        {Meal.LUNCH: Tally(3, 9)},
        Average(Decimal(40), 2),
    )


@pytest.mark.parametrize("part", [MagnesiumSum(), WalkSum(), SprintSum(), NightSum()])
def test_a_part_of_nothing_adds_nothing(part):
    assert part + part == part


@given(journals(MONDAY, DAYS, WATER), st.integers(1, DAYS - 1), st.integers(0, DAYS))
def test_summaries_of_two_spans_add_up_to_that_of_both(journal, cut, today):
    days = day_facts(PLAN, journal, MONDAY, day(DAYS - 1), day(max(today, cut)))
    first, second = days[:cut], days[cut:]
    parts = [summary_of(span) for span in (first, second) if span]
    assert added_up(parts) == summary_of(days)


def test_means_are_of_the_days_that_count():
    magnesium = MagnesiumSum(3, {"gly": Decimal(900), "thr": Decimal(300)}, {Verdict.WITHIN: 3})
    assert magnesium.mean_mg == 400
    assert magnesium.mean_mg_by_family == {"gly": 300, "thr": 100}
    assert (MagnesiumSum().mean_mg, MagnesiumSum().mean_mg_by_family) == (None, {})


def test_sleep_of_all_nights_is_that_with_the_dose_and_without():
    dose, in_range = Comparison.BEDTIME_DOSE, Comparison.IN_RANGE
    # What a night is told apart by besides the dose makes it no second night.
    nights = NightSum(
        ratings={(dose, True, 4): 1, (dose, True, 5): 2, (dose, False, 3): 1, (in_range, True, 5): 2}
    )
    assert nights.sleep == {True: average([4, 5, 5]), False: average([3])}
    assert nights.rated == average([3, 4, 5, 5])
    assert NightSum().rated == Average()


@pytest.mark.parametrize(
    ("due", "skipped", "asked"), [(Due(Decimal(2)), False, 2), (Due(Decimal(2)), True, 0), (None, False, 0)]
)
def test_a_week_is_asked_for_sessions_unless_it_is_skipped_whole(due, skipped, asked):
    week = HabitUnit(MONDAY, day(6), due, Decimal(3), skipped=skipped)
    assert times_done(week) == Tally(3, asked)


def test_nothing_due_has_no_ratio_and_no_mean():
    assert (Tally().ratio, Average().mean, average([]).mean) == (None, None, None)
    empty = Summary(MONDAY, day(6))
    assert (empty.tally(Habit.WALKS), empty.adherence(Habit.WALKS), empty.score) == (Tally(), None, None)
    assert (empty.days, empty.is_paused) == (7, False)


def test_weeks_have_records_of_their_own_that_go_on_from_each_other_when_asked_to():
    last = MONDAY + timedelta(days=20)
    weeks = weekly(PLAN, Journal(), MONDAY, last, last)
    assert [week.records[Habit.BEDTIME].missed for week in weeks] == [4, 7, 6]
    assert [week.records[Habit.BEDTIME].missed for week in continued(weeks, {})] == [4, 11, 17]
    before = {Habit.BEDTIME: HabitRecord(current=2, best=5, kept=9, first_run=1)}
    record = continued(weeks, before)[-1].records[Habit.BEDTIME]
    assert (record.current, record.best, record.kept, record.missed) == (0, 5, 9, 17)


def test_a_habit_of_one_stretch_alone_keeps_its_record():
    old, new = {Habit.WALKS: HabitRecord(kept=3)}, {Habit.BEDTIME: HabitRecord(missed=1)}
    assert records_after(old, new) == old | new
