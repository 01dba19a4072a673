from datetime import date, timedelta
from decimal import Decimal
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.habits import Habit, HabitRecord
from tracker.domain.journal import MEALS, Journal, Meal, Night, Sprint, Walk
from tracker.domain.plan import Pause, Plan
from tracker.domain.review import (
    InCommon,
    Intention,
    IntentionKind,
    StreakChange,
    Trait,
    newest_closed_week,
    week_review,
)
from tracker.domain.summary import Tally
from tracker.domain.targets import Target, Targets
from tracker.domain.weekdays import EVERY_WEEKDAY

MONDAY = date(2026, 3, 2)
AFTERWARDS = MONDAY + timedelta(days=7)
TAKEN, NOT_TAKEN = Night(taken=True), Night(taken=False, quality=2)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def plan(*targets: Target, pauses=()) -> Plan:
    return Plan(Targets(targets or [Target(date(2026, 1, 1))]), list(pauses), 0)


PROTOCOL = plan()


def see(mg="", *, walks=(), sprints=(), nights=(), plan=PROTOCOL, before=None, today=AFTERWARDS):
    """The week from Monday: `mg` day by day, `-` for none; `walks` by meal; days of sprints; nights taken."""
    totals = {day(n): {"gly": Decimal(each)} for n, each in enumerate(mg.split()) if each != "-"}
    walked: dict[date, list[Walk]] = {}
    for meal, days in dict(walks).items():
        for n in days:
            walked.setdefault(day(n), []).append(Walk(meal, 10))
    journal = Journal(
        totals,
        walked,
        {day(n): [Sprint(4, 30)] for n in sprints},
        {day(n): TAKEN for n in nights},
    )
    return week_review(plan, journal, before or {}, MONDAY, today)


GOOD, LOW, HIGH = "400", "150", "700"
IN_RANGE = " ".join([GOOD] * 7)
EVERY_WALK = {meal: range(7) for meal in MEALS}


# ── Figures ─────────────────────────────────────────────────────────────────────────────────────
def test_a_week_without_entries_has_seven_days_and_no_totals():
    week = see()
    assert [each.day for each in week.days] == [day(n) for n in range(7)]
    assert (week.has_entries, week.totals_mg, week.spread_mg) == (False, [], None)
    assert not week.is_open


def test_days_to_come_are_not_in_an_open_week():
    week = see(f"{GOOD} {GOOD}", today=day(2))
    assert [each.day for each in week.days] == [day(0), day(1), day(2)]
    assert week.is_open
    assert week.last_day == day(6)
    assert week.done(Habit.MAGNESIUM) == Tally(2, 2)


def test_spread_is_of_the_days_logged_over_and_not_paused():
    resting = plan(pauses=[Pause(day(1), day(1))])
    week = see(f"400 900 300 - 500 {GOOD}", plan=resting, today=day(5))
    assert week.totals_mg == [Decimal(400), Decimal(300), Decimal(500)]
    assert week.spread_mg == stdev([400.0, 300.0, 500.0])


def test_one_day_has_no_spread():
    assert see(GOOD).spread_mg is None


def test_walks_and_sprints_are_counted_one_by_one_days_and_nights_as_such():
    week = see(IN_RANGE, walks={Meal.LUNCH: range(7), Meal.DINNER: [0]}, sprints=[2], nights=range(5))
    assert {habit: week.done(habit) for habit in Habit} == {
        Habit.MAGNESIUM: Tally(7, 7),
        Habit.WALKS: Tally(8, 21),
        Habit.SPRINTS: Tally(1, 2),
        Habit.BEDTIME: Tally(5, 7),
    }


def test_the_score_is_the_mean_over_habits_of_days_kept():
    week = see(f"{GOOD} {LOW} {GOOD}", walks=EVERY_WALK, sprints=[1, 3], nights=range(6))
    assert week.summary.score == pytest.approx((2 / 7 + 1 + 1 + 6 / 7) / 4)


def test_habits_are_ranked_by_what_was_done_of_what_was_asked():
    walks = {Meal.BREAKFAST: range(7), Meal.LUNCH: range(7), Meal.DINNER: range(6)}
    week = see(f"{GOOD} {GOOD}", walks=walks, sprints=[0, 1, 2], nights=range(5))
    assert [habit for habit, _tally in week.ranked] == [
        Habit.SPRINTS,
        Habit.WALKS,
        Habit.BEDTIME,
        Habit.MAGNESIUM,
    ]


def test_habits_alike_keep_the_order_of_the_protocol():
    assert [habit for habit, _tally in see().ranked] == list(Habit)


def test_habits_not_asked_for_are_not_ranked():
    only_magnesium = plan(Target(date(2026, 1, 1), walks_per_day=0, sprints_per_week=0, bedtime=False))
    week = see(IN_RANGE, plan=only_magnesium)
    assert week.ranked == [(Habit.MAGNESIUM, Tally(7, 7))]


def test_the_weakest_meal_is_the_one_walked_after_on_the_fewest_days():
    week = see(walks={Meal.BREAKFAST: range(7), Meal.LUNCH: range(5), Meal.DINNER: [0, 2, 4, 6]})
    meal, missing, asked = week.weakest_meal
    assert (meal, [each.day for each in missing], asked) == (Meal.DINNER, [day(1), day(3), day(5)], 7)


def test_no_meal_is_weakest_when_all_are_alike():
    assert see(walks=EVERY_WALK).weakest_meal is None
    assert see().weakest_meal is None


def test_today_and_paused_days_count_against_no_meal():
    resting = plan(pauses=[Pause(day(0), day(1))])
    week = see(walks={Meal.BREAKFAST: [2], Meal.LUNCH: [2]}, plan=resting, today=day(3))
    meal, missing, asked = week.weakest_meal
    assert (meal, [each.day for each in missing], asked) == (Meal.DINNER, [day(2)], 1)


# ── What weak days have in common ───────────────────────────────────────────────────────────────
THREE_LOW = f"{LOW} {GOOD} {LOW} {GOOD} {LOW} {GOOD} {GOOD}"


def test_a_missing_bedtime_dose_that_goes_with_low_days_is_said():
    week = see(THREE_LOW, walks=EVERY_WALK, nights=[1, 3, 5, 6])
    assert week.in_common == InCommon(Trait.NO_BEDTIME_DOSE, 3, 3, 0, 4)


def test_a_missing_lunch_walk_that_goes_with_low_days_is_said():
    walks = EVERY_WALK | {Meal.LUNCH: [1, 3, 5]}
    week = see(THREE_LOW, walks=walks, nights=range(7))
    assert week.in_common == InCommon(Trait.NO_LUNCH_WALK, 3, 3, 1, 4)


def test_two_low_days_have_nothing_in_common_yet():
    week = see(f"{LOW} {GOOD} {LOW} {GOOD} {GOOD} {GOOD} {GOOD}", walks=EVERY_WALK, nights=[1, 3, 4, 5, 6])
    assert week.in_common is None


def test_three_of_four_low_days_are_enough_two_of_three_are_not():
    four_low = f"{LOW} {GOOD} {LOW} {GOOD} {LOW} {LOW} {GOOD}"
    assert see(four_low, walks=EVERY_WALK, nights=[0, 1, 3, 6]).in_common == InCommon(
        Trait.NO_BEDTIME_DOSE, 3, 4, 0, 3
    )
    assert see(THREE_LOW, walks=EVERY_WALK, nights=[0, 1, 3, 5, 6]).in_common is None


@pytest.mark.parametrize(("others_without", "is_said"), [(2, True), (3, False)])
def test_what_more_than_half_of_the_other_days_have_too_is_not_said(others_without, is_said):
    nights = [1, 3, 5, 6][others_without:]
    assert (see(THREE_LOW, walks=EVERY_WALK, nights=nights).in_common is not None) is is_said


def test_low_days_in_a_row_are_said_when_nothing_else_is_shared():
    week = see(f"{GOOD} {LOW} {LOW} {LOW} {GOOD} {GOOD} {GOOD}", walks=EVERY_WALK, nights=range(7))
    assert week.in_common == InCommon(Trait.IN_A_ROW, 3, 3, 0, 4)


def test_with_no_other_days_there_is_nothing_to_compare():
    assert see(" ".join([LOW] * 7)).in_common is None


def test_days_above_are_among_the_others_and_today_is_not():
    week = see(f"{LOW} {HIGH} {LOW} {HIGH} {LOW} {LOW}", walks=EVERY_WALK, nights=[1, 3], today=day(5))
    assert week.in_common == InCommon(Trait.NO_BEDTIME_DOSE, 3, 3, 0, 2)


def test_days_without_a_dose_are_weak_too():
    week = see(f"- {GOOD} - {GOOD} - {GOOD} {GOOD}")
    assert [each.day for each in week.weak_days] == [day(0), day(2), day(4)]


def test_a_walk_nobody_asked_for_is_not_missed():
    no_walks = plan(Target(date(2026, 1, 1), walks_per_day=0, bedtime=False))
    assert see(THREE_LOW, plan=no_walks).in_common is None


# ── Streaks ─────────────────────────────────────────────────────────────────────────────────────
def test_a_run_that_went_on_past_the_best_is_a_new_best():
    week = see(IN_RANGE, before={Habit.MAGNESIUM: HabitRecord(current=5, best=8)})
    assert week.streaks == [StreakChange(Habit.MAGNESIUM, 12, is_best=True, lost=0)]


def test_a_run_below_the_best_just_goes_on():
    week = see(IN_RANGE, before={Habit.MAGNESIUM: HabitRecord(current=5, best=30)})
    assert week.streaks == [StreakChange(Habit.MAGNESIUM, 12, is_best=False, lost=0)]


def test_a_run_that_ended_is_lost_with_the_days_it_gained_in_the_week():
    week = see(
        f"{GOOD} {GOOD} {LOW} {GOOD} {GOOD} {GOOD} {GOOD}", before={Habit.MAGNESIUM: HabitRecord(5, 9)}
    )
    assert week.streaks == [StreakChange(Habit.MAGNESIUM, 4, is_best=False, lost=7)]


def test_of_two_runs_that_ended_the_longer_is_told():
    week = see(f"{GOOD} {LOW} {GOOD} {GOOD} {GOOD} {LOW} {LOW}", before={Habit.MAGNESIUM: HabitRecord(1, 9)})
    assert week.streaks == [StreakChange(Habit.MAGNESIUM, 0, is_best=False, lost=3)]


def test_single_days_are_no_streaks():
    assert see(f"{GOOD} {LOW} {GOOD} {LOW} {GOOD} {LOW} {GOOD}").streaks == []


def test_weeks_of_sprints_make_a_streak():
    assert see(sprints=[0, 3], before={Habit.SPRINTS: HabitRecord(1, 4)}).streaks == [
        StreakChange(Habit.SPRINTS, 2, is_best=False, lost=0)
    ]
    assert see(sprints=[0], before={Habit.SPRINTS: HabitRecord(6, 6)}).streaks == [
        StreakChange(Habit.SPRINTS, 0, is_best=False, lost=6)
    ]


def test_an_open_week_and_a_paused_one_end_no_streak():
    before = {habit: HabitRecord(6, 9) for habit in Habit}
    unchanged = [StreakChange(habit, 6, is_best=False, lost=0) for habit in Habit]
    assert see(before=before, today=MONDAY).streaks == unchanged
    assert see(before=before, plan=plan(pauses=[Pause(day(0), day(6))])).streaks == unchanged


def test_what_the_habits_add_up_to_afterwards_is_what_came_before_and_the_week():
    before = {Habit.BEDTIME: HabitRecord(3, 9, 20, 5, 0.5)}
    after = see(nights=[0, 1], before=before).after[Habit.BEDTIME]
    assert (after.current, after.best, after.kept, after.missed) == (0, 9, 22, 10)


# ── Intentions ──────────────────────────────────────────────────────────────────────────────────
def test_suggestions_begin_with_the_weakest_habit_and_leave_out_what_was_kept():
    walks = EVERY_WALK | {Meal.DINNER: [0, 1, 2, 3, 4]}
    week = see(IN_RANGE, walks=walks, sprints=[1], nights=[])
    assert week.suggestions == [
        Intention(IntentionKind.BEDTIME),
        Intention(IntentionKind.SPRINTS),
        Intention(IntentionKind.DINNER, frozenset({5, 6})),
    ]


def test_a_walk_missing_on_most_days_is_suggested_for_every_day():
    week = see(IN_RANGE, walks=EVERY_WALK | {Meal.LUNCH: [0]}, sprints=[0, 2], nights=range(7))
    assert week.suggestions == [Intention(IntentionKind.LUNCH)]


def test_three_things_to_try_are_enough():
    assert len(see().suggestions) == 3


def test_after_a_full_week_nothing_is_suggested():
    assert see(IN_RANGE, walks=EVERY_WALK, sprints=[0, 2], nights=range(7)).suggestions == []


def test_an_intention_is_judged_on_its_weekdays():
    week = see(walks={Meal.DINNER: [0, 1, 4]})
    assert week.outcome_of(Intention(IntentionKind.DINNER)) == Tally(3, 7)
    assert week.outcome_of(Intention(IntentionKind.DINNER, frozenset({1, 2, 3}))) == Tally(1, 3)
    assert week.outcome_of(Intention(IntentionKind.LUNCH)) == Tally(0, 7)


def test_each_intention_is_judged_by_what_it_is_about():
    week = see(f"{GOOD} {LOW} {HIGH} {GOOD}", sprints=[0, 1, 2], nights=[5])
    assert week.outcome_of(Intention(IntentionKind.IN_RANGE)) == Tally(2, 7)
    assert week.outcome_of(Intention(IntentionKind.BEDTIME)) == Tally(1, 7)
    assert week.outcome_of(Intention(IntentionKind.SPRINTS)) == Tally(2, 2)


def test_own_words_are_not_for_us_to_judge():
    assert see().outcome_of(Intention(IntentionKind.OWN, words="Lunch away from the desk")) is None


def test_a_night_on_which_nothing_was_taken_keeps_no_intention():
    journal = Journal({}, {}, {}, {day(0): NOT_TAKEN, day(1): TAKEN})
    week = week_review(PROTOCOL, journal, {}, MONDAY, AFTERWARDS)
    assert week.outcome_of(Intention(IntentionKind.BEDTIME)) == Tally(1, 7)


def test_paused_days_ask_for_nothing_and_today_counts_once_it_is_kept():
    resting = plan(pauses=[Pause(day(0), day(1))])
    intention = Intention(IntentionKind.BEDTIME)
    assert see(nights=[2], plan=resting, today=day(3)).outcome_of(intention) == Tally(1, 1)
    assert see(nights=[2, 3], plan=resting, today=day(3)).outcome_of(intention) == Tally(2, 2)
    assert see(plan=plan(pauses=[Pause(day(0), day(6))])).outcome_of(intention) == Tally(0, 0)


def test_days_before_the_first_target_have_no_range_to_stay_in():
    late = plan(Target(day(4)))
    assert see(IN_RANGE, plan=late).outcome_of(Intention(IntentionKind.IN_RANGE)) == Tally(3, 3)


# ── Whatever is logged ──────────────────────────────────────────────────────────────────────────
some_days = st.sets(st.integers(0, 6))


@given(
    mg=st.lists(st.sampled_from(["-", LOW, GOOD, HIGH]), min_size=7, max_size=7),
    walks=st.fixed_dictionaries(dict.fromkeys(Meal, some_days)),
    sprints=some_days,
    nights=some_days,
    paused=some_days,
    seen=st.integers(0, 8),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)
def test_figures_agree_with_one_another_whatever_is_logged(
    mg, walks, sprints, nights, paused, seen, weekdays
):
    pauses = [Pause(day(n), day(n)) for n in paused]
    week = see(
        " ".join(mg), walks=walks, sprints=sprints, nights=nights, plan=plan(pauses=pauses), today=day(seen)
    )
    assert len(week.days) == min(7, seen + 1)
    assert sum(week.summary.magnesium.verdicts.values()) == len(week.totals_mg)
    for aim in IntentionKind:
        judged = week.outcome_of(Intention(aim, weekdays))
        if aim is not IntentionKind.OWN:
            assert (
                0 <= judged.kept <= judged.due <= (len(week.days) if aim is not IntentionKind.SPRINTS else 2)
            )
    assert len({each.kind for each in week.suggestions}) == len(week.suggestions) <= 3
    assert all(each.weekdays <= EVERY_WEEKDAY and each.weekdays for each in week.suggestions)
    for change in week.streaks:
        assert change.current >= 2 or change.lost >= 2
    if common := week.in_common:
        assert common.weak == len(week.weak_days)
        assert common.with_it <= common.weak
        assert 2 * common.others_with_it <= common.others


# ── Weeks ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("today", "week_start", "first_day"),
    [
        (date(2026, 3, 8), 0, date(2026, 2, 23)),
        (date(2026, 3, 9), 0, date(2026, 3, 2)),
        (date(2026, 3, 8), 6, date(2026, 3, 1)),
        (date(2026, 3, 7), 6, date(2026, 2, 22)),
    ],
)
def test_the_newest_closed_week_is_the_one_before_the_week_of_today(today, week_start, first_day):
    assert newest_closed_week(today, week_start) == first_day
