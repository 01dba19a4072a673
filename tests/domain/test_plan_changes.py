from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.days import week_first_day
from tracker.domain.habits import Habit, HabitRecord, Mark
from tracker.domain.journal import Journal, Night, Sprint
from tracker.domain.plan import Pause, Plan
from tracker.domain.plan_changes import HabitChange, plan_change
from tracker.domain.protocol import habit_units
from tracker.domain.targets import Target, Targets

MONDAY = date(2026, 3, 2)
TODAY = date(2026, 3, 22)
DAYS = [MONDAY + timedelta(days=n) for n in range(21)]
PROTOCOL = Target(MONDAY)
NOTHING = Journal()
SPRINT = Sprint(sets=4, work_seconds=30)


def plan(*targets, pauses=()):
    return Plan(Targets(targets), pauses, 0)


def changed(before, after, journal=NOTHING):
    return plan_change(before, after, journal, MONDAY, TODAY)


def test_the_same_plan_changes_nothing():
    changes = changed(plan(PROTOCOL), plan(replace(PROTOCOL)))
    assert not any(change.is_any for change in changes.values())


def test_a_lower_band_keeps_days_that_were_missed_and_lengthens_the_streak():
    journal = Journal({day: {"gly": Decimal(300)} for day in DAYS[15:]})
    change = changed(
        plan(PROTOCOL), plan(PROTOCOL, replace(PROTOCOL, starts_on=DAYS[17], low_mg=Decimal(250))), journal
    )
    magnesium = change[Habit.MAGNESIUM]
    # Four days from the 17th on, today among them.
    assert magnesium.units == {Mark.KEPT: 4}
    assert (magnesium.before.current, magnesium.after.current) == (0, 4)
    assert (magnesium.count, magnesium.is_any) == (4, True)


def test_a_habit_switched_off_asks_for_nothing_from_then_on():
    change = changed(plan(PROTOCOL), plan(PROTOCOL, replace(PROTOCOL, starts_on=TODAY, bedtime=False)))
    assert change[Habit.BEDTIME].units == {Mark.NOT_DUE: 1}
    assert not change[Habit.MAGNESIUM].is_any


def test_sprints_change_by_week_with_the_target_of_its_last_day():
    journal = Journal(sprints={DAYS[2]: [SPRINT]})
    change = changed(plan(PROTOCOL), plan(replace(PROTOCOL, sprints_per_week=1)), journal)
    assert change[Habit.SPRINTS].units == {Mark.KEPT: 1}


def test_a_target_that_has_not_begun_changes_nothing_yet():
    after = plan(PROTOCOL, replace(PROTOCOL, starts_on=TODAY + timedelta(days=1), low_mg=Decimal(50)))
    assert not any(change.is_any for change in changed(plan(PROTOCOL), after).values())


def test_a_streak_that_merely_moves_is_a_change_of_its_own():
    before, after = HabitRecord(current=3, best=3), HabitRecord(current=2, best=3)
    assert HabitChange(before, after).is_any
    assert not HabitChange(before, before).is_any


days = st.sampled_from(DAYS)
totals = st.sampled_from([Decimal(0), Decimal(300), Decimal(450), Decimal(600)])
targets = st.builds(
    Target,
    days,
    st.sampled_from([Decimal(250), Decimal(400)]),
    st.sampled_from([Decimal(400), Decimal(500)]),
    walks_per_day=st.integers(0, 3),
    sprints_per_week=st.integers(0, 3),
    bedtime=st.booleans(),
)
journals = st.builds(
    Journal,
    mg_by_family=st.dictionaries(days, totals.map(lambda total: {"gly": total})),
    sprints=st.dictionaries(days, st.lists(st.just(SPRINT), min_size=1, max_size=3)),
    nights=st.dictionaries(days, st.just(Night(taken=True))),
)
pauses = st.builds(lambda day, length: Pause(day, day + timedelta(days=length)), days, st.integers(0, 9))
histories = st.lists(targets, max_size=4, unique_by=lambda target: target.starts_on)


@given(histories, targets, journals, st.lists(pauses, max_size=2))
def test_days_before_the_changed_target_keep_their_marks(history, added, journal, pauses):
    before = Plan(Targets(history), pauses, 0)
    after = replace(before, targets=before.targets.replaced(None, added))
    last = added.starts_on - timedelta(days=1)
    old, new = (habit_units(each, journal, MONDAY, last, TODAY) for each in (before, after))
    for habit in (Habit.MAGNESIUM, Habit.WALKS, Habit.BEDTIME):
        assert old[habit] == new[habit]
    # A week belongs to the target of its last day.
    whole = [
        (a, b) for a, b in zip(old[Habit.SPRINTS], new[Habit.SPRINTS], strict=True) if a.last_day <= last
    ]
    assert all(a == b for a, b in whole)


@given(histories, targets, journals, st.lists(pauses, max_size=2), st.integers(0, 6))
def test_counting_on_from_a_sum_comes_to_the_same_as_counting_all(
    history, added, journal, pauses, week_start
):
    before = Plan(Targets(history), pauses, week_start)
    after = replace(before, targets=before.targets.replaced(None, added))
    start = week_first_day(MONDAY, week_start)
    first = week_first_day(added.starts_on, week_start)
    units = habit_units(before, journal, start, first - timedelta(days=1), first)
    sums = {habit: HabitRecord().add_all(units[habit]) for habit in Habit}
    assert plan_change(before, after, journal, first, TODAY, sums) == plan_change(
        before, after, journal, start, TODAY
    )


@given(histories, targets, st.sampled_from([*DAYS, None]))
def test_targets_replaced_are_those_left_and_the_new_one(history, added, removed):
    replaced = Targets(history).replaced(removed, added)
    assert replaced.on(added.starts_on) == added
    left = {target.starts_on for target in history} - {removed, added.starts_on}
    assert {replaced.on(day).starts_on for day in left} == left
    earlier = [start for start in [*left, added.starts_on] if start < DAYS[10]]
    before = replaced.before(DAYS[10])
    assert (before.starts_on if before else None) == max(earlier, default=None)
    later = [start for start in [*left, added.starts_on] if start > DAYS[10]]
    after = replaced.after(DAYS[10])
    assert (after.starts_on if after else None) == min(later, default=None)
