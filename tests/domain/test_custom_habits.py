from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.custom_habits import (
    CustomHabit,
    CustomTarget,
    HabitKind,
    Schedule,
    custom_key,
    custom_number,
)
from tracker.domain.habits import Habit, HabitRecord, Mark
from tracker.domain.journal import Journal, Night
from tracker.domain.plan import Pause, Plan
from tracker.domain.protocol import habit_units
from tracker.domain.targets import Target, Targets

MONDAY = date(2026, 3, 9)
KEY = custom_key(7)
WATER = CustomTarget(MONDAY, Schedule.DAILY, at_least=Decimal(8))


def day(number):
    return MONDAY + timedelta(days=number)


def marks(targets, amounts, *, last=6, today=20, pauses=(), kind=HabitKind.NUMBER):
    """The marks of a custom habit from Monday on; `amounts` are by the day's number."""
    habit = CustomHabit(KEY, "Water", kind, "glasses", targets)
    plan = Plan(Targets([]), [Pause(day(first), day(end)) for first, end in pauses], 0, [habit])
    custom = {KEY: {day(number): Decimal(amount) for number, amount in amounts.items()}}
    units = habit_units(plan, Journal(custom=custom), MONDAY, day(last), day(today))
    return [unit.mark for unit in units[KEY]]


def test_a_key_tells_its_number():
    assert custom_number(custom_key(12)) == 12


def test_at_least_is_kept_when_reached():
    assert marks([WATER], {0: "8", 1: "7.9", 2: "12"}, last=3) == [
        Mark.KEPT, Mark.MISSED, Mark.KEPT, Mark.MISSED,
    ]  # fmt: skip


def test_at_most_is_kept_up_to_the_figure_and_never_by_silence():
    coffee = CustomTarget(MONDAY, Schedule.DAILY, at_least=None, at_most=Decimal(2))
    assert marks([coffee], {0: "2", 1: "2.1", 2: "0"}, last=3) == [
        Mark.KEPT, Mark.MISSED, Mark.KEPT, Mark.MISSED,
    ]  # fmt: skip


def test_none_at_all_can_be_asked_for():
    nothing = CustomTarget(MONDAY, Schedule.DAILY, at_least=None, at_most=Decimal(0))
    assert marks([nothing], {0: "0", 1: "1"}, last=1) == [Mark.KEPT, Mark.MISSED]


def test_both_ends_of_a_range_are_within():
    between = CustomTarget(MONDAY, Schedule.DAILY, at_least=Decimal(2), at_most=Decimal(3))
    assert marks([between], {0: "2", 1: "3", 2: "3.1", 3: "1.9"}, last=3) == [
        Mark.KEPT, Mark.KEPT, Mark.MISSED, Mark.MISSED,
    ]  # fmt: skip


def test_the_open_day_is_pending_until_it_is_kept_or_has_too_much():
    coffee = CustomTarget(MONDAY, Schedule.DAILY, at_least=None, at_most=Decimal(2))
    assert marks([coffee], {}, last=0, today=0) == [Mark.PENDING]
    assert marks([WATER], {0: "3"}, last=0, today=0) == [Mark.PENDING]
    assert marks([coffee], {0: "3"}, last=0, today=0) == [Mark.MISSED]


def test_only_chosen_weekdays_are_due():
    weekdays = CustomTarget(MONDAY, Schedule.WEEKDAYS, frozenset({0, 2}))
    assert marks([weekdays], {0: "1", 1: "1"}, last=3) == [
        Mark.KEPT, Mark.NOT_DUE, Mark.MISSED, Mark.NOT_DUE,
    ]  # fmt: skip


def test_days_before_the_first_target_are_not_due_and_old_days_keep_theirs():
    more = CustomTarget(day(3), Schedule.DAILY, at_least=Decimal(10))
    amounts = dict.fromkeys(range(6), "8")
    later = CustomTarget(day(1), Schedule.DAILY, at_least=Decimal(8))
    assert marks([later, more], amounts, last=4) == [
        Mark.NOT_DUE, Mark.KEPT, Mark.KEPT, Mark.MISSED, Mark.MISSED,
    ]  # fmt: skip


def test_an_archived_habit_asks_for_nothing_from_then_on():
    off = CustomTarget(day(2), Schedule.OFF)
    assert marks([WATER, off], {}, last=3) == [Mark.MISSED, Mark.MISSED, Mark.NOT_DUE, Mark.NOT_DUE]


def test_pauses_excuse():
    assert marks([WATER], {}, last=2, pauses=[(1, 1)]) == [Mark.MISSED, Mark.SKIPPED, Mark.MISSED]


@pytest.mark.parametrize(
    ("done", "pauses", "expected"),
    [
        (3, [], Mark.KEPT),
        (2, [], Mark.MISSED),
        (2, [(0, 3)], Mark.KEPT),  # ⌈3 × 3 ÷ 7⌉ = 2
        (1, [(0, 3)], Mark.MISSED),
        (0, [(0, 6)], Mark.SKIPPED),
    ],
)
def test_times_a_week_count_the_days_it_was_done(done, pauses, expected):
    weekly = CustomTarget(MONDAY, Schedule.WEEKLY, times_a_week=3)
    amounts = dict.fromkeys(range(done), "1")
    assert marks([weekly], amounts, pauses=pauses, kind=HabitKind.CHECK) == [expected]


def test_a_day_of_too_little_is_no_time_in_the_week():
    weekly = CustomTarget(MONDAY, Schedule.WEEKLY, times_a_week=1, at_least=Decimal(30))
    assert marks([weekly], {0: "29", 3: "10"}) == [Mark.MISSED]
    assert marks([weekly], {0: "29", 3: "30"}) == [Mark.KEPT]


def test_the_open_week_is_pending():
    weekly = CustomTarget(MONDAY, Schedule.WEEKLY, times_a_week=3)
    assert marks([weekly], {0: "1"}, today=6) == [Mark.PENDING]


@given(st.dictionaries(st.integers(0, 27), st.booleans()))
def test_a_daily_habit_is_counted_as_the_bedtime_dose_is(logged):
    """One code path: a habit that is done or not has the marks and the strength of a protocol's one."""
    habit = CustomHabit(KEY, "Reading", HabitKind.CHECK, "", [CustomTarget(MONDAY, Schedule.DAILY)])
    plan = Plan(Targets([Target(MONDAY)]), [Pause(day(5), day(6))], 0, [habit])
    done = {day(number) for number, is_done in logged.items() if is_done}
    journal = Journal(
        nights={each: Night(taken=True) for each in done}, custom={KEY: {each: Decimal(1) for each in done}}
    )
    units = habit_units(plan, journal, MONDAY, day(27), day(30))
    assert [unit.mark for unit in units[KEY]] == [unit.mark for unit in units[Habit.BEDTIME]]
    assert HabitRecord().add_all(units[KEY]) == HabitRecord().add_all(units[Habit.BEDTIME])
