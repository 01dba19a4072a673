from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.days import days_between
from tracker.domain.habits import Habit
from tracker.domain.journal import MEALS, Journal, Meal, Night, Sprint, Walk
from tracker.domain.plan import Pause, Plan
from tracker.domain.spans import Span
from tracker.domain.summary import SprintSum, Tally, continued, weekly
from tracker.domain.targets import Target, TargetRange, Targets, Verdict
from tracker.domain.trends import BandStretch, MagnesiumTakeaway, Share, WeakWeekday, loaded_spans, trends

MONDAY = date(2026, 3, 2)
TODAY = MONDAY + timedelta(days=27)  # a Sunday: the last day of the fourth week
FOUR_WEEKS = Span(MONDAY, TODAY - timedelta(days=1), today=TODAY)
LIMIT = Decimal(350)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def plan(*targets: Target, pauses=()) -> Plan:
    return Plan(Targets(targets or [Target(date(2026, 1, 1))]), list(pauses), 0)


PROTOCOL = plan()


def see(mg=None, *, plan=PROTOCOL, span=FOUR_WEEKS, today=TODAY, walks=None, sprints=None, nights=None):
    """A window, of four weeks but for their last day as a rule, of what was logged since ten weeks before."""
    journal = Journal(mg or {}, walks or {}, sprints or {}, nights or {})
    weeks = continued(weekly(plan, journal, day(-70), today, today), {})
    return trends(span, today, plan, weeks, journal, LIMIT, first_known=day(-70))


def gly(mg) -> dict[str, Decimal]:
    return {"gly": Decimal(mg)}


def test_a_day_without_an_entry_has_no_total_rather_than_none_of_it():
    seen = see({day(0): gly(400)})
    assert [each.total_mg for each in seen.days[:2]] == [Decimal(400), None]
    assert [each.verdict for each in seen.days[:2]] == [Verdict.WITHIN, None]


def test_each_day_is_judged_by_the_band_it_had():
    changed = plan(Target(MONDAY, Decimal(200), Decimal(300)), Target(day(1)))
    seen = see({day(0): gly(250), day(1): gly(250)}, plan=changed)
    assert [each.verdict for each in seen.days[:2]] == [Verdict.WITHIN, Verdict.BELOW]
    assert seen.days[0].band == TargetRange(Decimal(200), Decimal(300))


def test_the_mean_needs_three_days_and_leaves_out_days_without_entries():
    seen = see({day(0): gly(400), day(2): gly(300), day(4): gly(200)})
    assert [each.mean_mg for each in seen.days[:5]] == [None, None, None, None, Decimal(300)]


def test_the_mean_reaches_back_before_the_first_day_shown():
    seen = see({day(-2): gly(400), day(-1): gly(300), day(0): gly(200)})
    assert seen.days[0].mean_mg == Decimal(300)


def test_paused_days_and_today_are_left_out_of_every_mean():
    resting = plan(pauses=[Pause(day(1), day(1))])
    mg = {day(n): gly(400) for n in range(4)} | {day(1): gly(1000), TODAY: gly(10)}
    seen = see(mg, plan=resting)
    assert [each.mean_mg for each in seen.days[:4]] == [None, None, None, Decimal(400)]
    assert seen.days[-1].mean_mg is None
    assert [week.magnesium.days for week in seen.periods] == [3, 0, 0, 0]


def test_a_weeks_bar_is_the_mean_of_its_days_that_count():
    seen = see({day(0): {"gly": Decimal(200), "oxi": Decimal(100)}, day(1): gly(100)})
    week = seen.periods[0]
    assert week.magnesium.mean_mg_by_family == {"gly": Decimal(150), "oxi": Decimal(50)}
    assert (week.magnesium.mean_mg, week.magnesium.days) == (Decimal(200), 2)
    assert week.magnesium.verdicts == {Verdict.BELOW: 2}
    assert seen.periods[1].magnesium.mean_mg is None


def test_the_takeaway_counts_closed_days_that_asked_for_magnesium():
    seen = see({day(n): gly(450) for n in range(27)} | {TODAY: gly(10)})
    assert seen.total.tally(Habit.MAGNESIUM) == Tally(27, 27)
    assert seen.magnesium == MagnesiumTakeaway(
        mean_mg=Decimal(450),
        mean_day=day(26),
        off_mg=Decimal(0),
        steady_since=day(2),
        steady_all_along=True,
    )


@pytest.mark.parametrize(("mg", "off"), [(380, -20), (520, 20), (400, 0), (500, 0)])
def test_the_takeaway_says_how_far_the_mean_is_from_the_band(mg, off):
    assert see({day(n): gly(mg) for n in range(20, 27)}).magnesium.off_mg == off


def test_the_mean_is_steady_only_after_a_week_in_the_band():
    assert not see({day(n): gly(300 if n < 10 else 450) for n in range(27)}).magnesium.steady_all_along
    six = see({day(n): gly(450) for n in range(19, 27)})
    assert six.magnesium.steady_since is None
    assert see({day(n): gly(450) for n in range(18, 27)}).magnesium.steady_since == day(20)


def test_shares_are_kept_of_due_the_best_first():
    seen = see(
        {day(n): gly(450) for n in range(27)},
        walks={day(n): [Walk(meal, 12) for meal in MEALS] for n in range(10)},
        sprints={day(1): [Sprint(6, 20)], day(3): [Sprint(6, 20)]},
        nights={day(n): Night(taken=True, minutes=600) for n in range(20)},
    )
    assert seen.shares == [
        Share(Habit.MAGNESIUM, Tally(27, 27)),
        Share(Habit.BEDTIME, Tally(20, 27)),
        Share(Habit.WALKS, Tally(10, 27)),
        Share(Habit.SPRINTS, Tally(1, 3)),
    ]
    assert seen.periods[0].score == pytest.approx(1.0)
    assert seen.periods[0].adherence(Habit.SPRINTS) == 1.0


def test_a_week_that_asks_for_nothing_has_no_share_of_it():
    seen = see({}, plan=plan(pauses=[Pause(day(7), day(13))]))
    week = seen.periods[1]
    assert week.is_paused
    assert [week.adherence(habit) for habit in Habit] == [None] * 4
    assert week.score is None


@pytest.mark.parametrize(("first", "days"), [(-1, 28), (0, 27), (20, 7)])
def test_key_figures_sum_up_the_window_and_as_many_days_before(first, days):
    before = {day(n): gly(300) for n in range(first - days, first)}
    now = {day(n): gly(450) for n in range(first, 27)}
    seen = see(before | now | {TODAY: gly(10)}, span=Span(day(first), day(26), today=TODAY))
    figures = seen.figures.summary
    assert (figures.first_day, figures.last_day) == (day(first), day(26))
    assert (seen.figures.mean_mg, figures.tally(Habit.MAGNESIUM)) == (450, Tally(days, days))
    before = seen.figures_before
    assert (before.mean_mg, before.summary.magnesium.verdicts) == (300, {Verdict.BELOW: days})
    assert figures.tally(Habit.BEDTIME) == Tally(0, days)


def test_walks_a_week_leave_out_paused_days():
    walks = {day(n): [Walk(Meal.LUNCH, 12)] for n in range(-1, 27)}
    seen = see(walks=walks, plan=plan(pauses=[Pause(day(0), day(13))]))
    assert seen.figures.walks_a_week == pytest.approx(7.0)
    assert seen.figures.walks_due_a_week == pytest.approx(21.0)


def test_walks_due_a_week_are_the_mean_where_a_target_changed():
    changed = plan(Target(day(-70)), Target(day(14), walks_per_day=1))
    seen = see(plan=changed, span=Span(day(0), day(26)))
    assert seen.figures.walks_due_a_week == pytest.approx(7 * (14 * 3 + 13) / 27)


@pytest.mark.parametrize(
    ("first", "last", "is_compared"), [(0, 26, True), (1, 4, True), (-21, 26, True), (-22, 26, False)]
)
def test_the_days_before_are_as_many_or_none_where_the_log_does_not_reach_back(first, last, is_compared):
    mg, asking = {day(n): gly(450) for n in range(-70, 27)}, plan(Target(day(-70)))
    seen = see(mg, plan=asking, span=Span(day(first), day(last)))
    days = last - first + 1
    if not is_compared:
        assert (seen.before, seen.figures_before) == (None, None)
        return
    assert (seen.before.first_day, seen.before.last_day) == (day(first - days), day(first - 1))
    assert seen.before.tally(Habit.MAGNESIUM) == Tally(days, days)


def test_today_counts_in_nothing_and_is_drawn():
    logged = {"walks": {TODAY: [Walk(meal, 12) for meal in MEALS]}, "sprints": {TODAY: [Sprint(6, 20)] * 2}}
    seen = see({TODAY: gly(450)}, nights={TODAY: Night(taken=True, minutes=600, quality=5)}, **logged)
    without = see()
    assert (seen.total, seen.before, seen.periods, seen.weeks) == (
        without.total, without.before, without.periods, without.weeks,
    )  # fmt: skip
    assert seen.magnesium == without.magnesium
    assert (seen.days[-1].day, seen.days[-1].total_mg) == (TODAY, Decimal(450))
    assert [each.day for each in seen.closed_days] == [day(n) for n in range(27)]
    today = seen.today_so_far
    assert (today.first_day, today.walks.counted, today.tally(Habit.BEDTIME)) == (
        day(21), Tally(3, 3), Tally(1, 1),
    )  # fmt: skip
    assert seen.open_week.sprints.sessions == Tally(2, 2)


def test_where_today_is_not_drawn_nothing_of_it_is_there():
    seen = see({TODAY: gly(450)}, span=Span(MONDAY, day(26)))
    assert (seen.days[-1].day, seen.today_so_far, seen.open_week) == (day(26), None, None)


def test_a_window_of_no_day_that_is_over_sums_up_nothing_and_draws_today():
    seen = see({TODAY: gly(450)}, span=Span(TODAY, day(26), today=TODAY))
    assert (seen.total.days, seen.before, seen.periods, seen.weeks) == (0, None, [], [])
    assert ([each.day for each in seen.days], seen.has_doses) == ([TODAY], True)
    assert seen.today_so_far.first_day == TODAY


@pytest.mark.parametrize("offset", range(7))
def test_28_days_hold_the_four_weeks_that_ended_in_them_whichever_day_it_is(offset):
    sprints = {day(n): [Sprint(6, 20, 8)] for n in range(-42, 30)}
    today = day(27 + offset)
    span = Span(day(offset - 1), day(26 + offset), today=today)
    seen = see(sprints=sprints, span=span, today=today)
    ends = [week.last_day for week in seen.weeks]
    assert len(ends) == 4
    assert all(span.first_day <= end <= span.last_day for end in ends)
    assert seen.total.tally(Habit.SPRINTS).due == 4
    assert seen.total.sprints.sessions.kept == sum(
        len(sprints.get(week.first_day + timedelta(days=n), [])) for week in seen.weeks for n in range(7)
    )
    assert seen.total.sprints.effort.count == seen.total.sprints.sessions.kept
    assert seen.total.sprints.work_seconds == 120 * seen.total.sprints.sessions.kept
    # The weeks of the days before end where these begin: none is counted twice, and none is left out.
    earlier = see(sprints=sprints, span=span.before, today=today)
    assert earlier.weeks[-1].last_day + timedelta(days=7) == ends[0]
    assert seen.before.sprints == earlier.total.sprints


def test_strength_is_that_of_the_last_day_of_the_window():
    kept = {day(n): gly(450) for n in range(-70, 28)}
    for last in (22, 26):
        record = see(kept, span=Span(MONDAY, day(last)), plan=plan(Target(day(-70)))).total.records
        assert record[Habit.MAGNESIUM].current == 71 + last
        assert record[Habit.MAGNESIUM].strength == pytest.approx(1 - 0.5 ** ((71 + last) / 13))
        # The weeks that were over by then, and not the one that the window cuts.
        assert record[Habit.SPRINTS].missed == 13


def test_a_window_of_some_days_of_one_week_counts_them_and_no_week():
    mg, sprints = {day(n): gly(450) for n in range(27)}, {day(9): [Sprint(6, 20)]}
    seen = see(mg, span=Span(day(8), day(10)), plan=plan(Target(MONDAY)), sprints=sprints)
    assert seen.total.tally(Habit.MAGNESIUM) == Tally(3, 3)
    assert (seen.weeks, seen.total.sprints, seen.total.tally(Habit.SPRINTS)) == ([], SprintSum(), Tally())
    assert seen.total.records[Habit.MAGNESIUM].current == 11


def test_paused_days_are_left_out_of_every_mean():
    resting = plan(pauses=[Pause(day(1), day(1))])
    walks = {day(n): [Walk(Meal.LUNCH, 12, 20 + 40 * n)] for n in range(2)}
    nights = {day(n): Night(taken=True, minutes=600 + 60 * n, quality=2 + n) for n in range(2)}
    sprints = {day(n): [Sprint(6, 20, 4 + n)] for n in range(2)}
    total = see(plan=resting, walks=walks, nights=nights, sprints=sprints).total
    assert total.paused_days == 1
    assert total.walks.minutes_after_meal.mean == 20
    assert (total.nights.clock.mean, total.nights.rated.mean) == (600, 2)
    assert (total.sprints.effort.mean, total.sprints.sessions.kept) == (4, 2)


def test_own_dates_cut_their_first_and_last_week_and_sprints_count_where_their_week_ended():
    seen = see(
        {day(n): gly(450) for n in range(27)},
        span=Span(day(2), day(8)),
        sprints={day(0): [Sprint(6, 20)], day(3): [Sprint(6, 20)]},
    )
    assert [(week.first_day, week.last_day) for week in seen.periods] == [(day(2), day(6)), (day(7), day(8))]
    assert seen.total.tally(Habit.MAGNESIUM) == Tally(7, 7)
    assert seen.total.sprints.sessions == Tally(2, 2)
    assert [each.day for each in seen.days] == [day(n) for n in range(2, 9)]


def test_weeks_before_the_first_entry_hold_nothing_and_nothing_was_due():
    week = see(span=Span(day(-700), TODAY)).periods[0]
    assert (week.magnesium.mean_mg, week.score, week.walks.counted) == (None, None, Tally())


def test_four_weeks_make_a_bar_when_years_are_looked_at():
    seen = see(span=Span(day(-7 * 200), TODAY))
    assert len(seen.periods) == 51
    assert (seen.periods[0].first_day, seen.periods[0].days) == (day(-7 * 200), 28)
    assert len(seen.days) == 53 * 7


def test_the_band_is_a_step_where_the_target_changed_and_none_before_the_first():
    changed = plan(
        Target(day(3), Decimal(200), Decimal(300)),
        Target(day(9), Decimal(200), Decimal(300)),
        Target(day(20)),
    )
    low, high = TargetRange(Decimal(200), Decimal(300)), TargetRange(Decimal(400), Decimal(500))
    assert see(plan=changed).bands == [BandStretch(low, day(3), day(19)), BandStretch(high, day(20), TODAY)]


def test_meals_are_counted_on_days_that_asked_for_walks_and_are_over():
    walks = {day(n): [Walk(Meal.LUNCH, 12), Walk(Meal.LUNCH, 30), Walk(Meal.OTHER, 15)] for n in range(5)}
    walks[day(5)] = [Walk(Meal.DINNER, 9), Walk(Meal.DINNER, 20, 91), Walk(Meal.BREAKFAST, 10, 90)]
    total = see(walks=walks, plan=plan(pauses=[Pause(day(0), day(0))])).total
    assert total.walks.days_by_meal == {
        Meal.BREAKFAST: Tally(1, 26),
        Meal.LUNCH: Tally(4, 26),
        Meal.DINNER: Tally(0, 26),
    }
    assert total.walks.by_meal == {Meal.BREAKFAST: 1, Meal.LUNCH: 4, Meal.OTHER: 4}
    assert total.walks.counted == Tally(9, 78)
    minutes = total.walks.minutes_after_meal
    assert (minutes.mean, minutes.count) == (Decimal("90.5"), 2)


def test_volume_and_effort_of_sprints_are_added_up():
    sprints = {day(1): [Sprint(6, 20, 8), Sprint(4, 30)], day(9): [Sprint(8, 10, 9)]}
    total = see(sprints=sprints).total
    assert (total.sprints.sessions.kept, total.sprints.work_seconds) == (3, 320)
    assert (total.sprints.effort.mean, total.sprints.effort.count) == (Decimal("8.5"), 2)


def test_the_clock_runs_through_midnight_and_sleep_is_told_apart_by_the_dose():
    nights = {
        day(0): Night(taken=True, minutes=690, quality=4),
        day(1): Night(taken=True, minutes=750, quality=5),
        day(2): Night(taken=False, quality=2),
        day(3): Night(taken=True, minutes=720),
    }
    total = see(nights=nights).total
    assert total.nights.clock.mean == 720
    assert {taken: (rated.mean, rated.count) for taken, rated in total.nights.sleep.items()} == {
        True: (Decimal("4.5"), 2),
        False: (Decimal(2), 1),
    }
    assert total.tally(Habit.BEDTIME) == Tally(3, 27)


def test_strength_looks_back_to_the_first_day_of_all():
    seen = see({day(n): gly(450) for n in range(-60, 27)}, plan=plan(Target(day(-60))))
    assert seen.periods[-1].records[Habit.MAGNESIUM].current == 87
    assert seen.periods[-1].records[Habit.MAGNESIUM].strength == pytest.approx(1 - 0.5 ** (87 / 13))


def test_a_weekday_is_weak_only_when_it_is_clearly_weaker():
    kept = {day(n): gly(450) for n in range(-70, 27) if n % 7 != 3}
    walks = {each: [Walk(meal, 12) for meal in MEALS] for each in kept}
    nights = {each: Night(taken=True, minutes=600) for each in kept}
    seen = see(kept, walks=walks, nights=nights, plan=plan(Target(day(-70))), span=Span(day(-70), TODAY))
    assert seen.weak_weekday == WeakWeekday(3, Tally(0, 42), 0, Tally(42, 42))
    assert see().weak_weekday is None
    assert see(kept, span=Span(day(14), TODAY)).weak_weekday is None


def test_enough_is_loaded_for_the_first_mean_and_the_weeks_that_are_cut():
    assert loaded_spans(Span(day(2), day(26), today=TODAY), 0) == [
        (day(-4), TODAY),
        (day(-28), day(-22)),
        (day(0), day(6)),
        (day(21), day(27)),
    ]
    years = loaded_spans(Span(day(-2000), TODAY), 0)
    assert years[0][0] == day(21) - timedelta(weeks=52, days=6)
    assert years[2][0] <= day(-2000) <= years[2][1]


@given(
    totals=st.dictionaries(st.integers(-60, 27), st.integers(1, 900), max_size=60),
    paused=st.tuples(st.integers(-60, 27), st.integers(0, 10)),
)
def test_means_and_counts_agree_with_adding_up_by_hand(totals, paused):
    first, length = paused
    resting = set(days_between(day(first), day(first + length)))
    seen = see(
        {day(n): gly(mg) for n, mg in totals.items()},
        plan=plan(pauses=[Pause(day(first), day(first + length))]),
    )
    for each in seen.days:
        counting = [
            totals[n]
            for n in range((each.day - MONDAY).days - 6, (each.day - MONDAY).days + 1)
            if n in totals and day(n) not in resting and day(n) != TODAY and n >= -60
        ]
        quiet = each.day in resting or each.day == TODAY or len(counting) < 3
        assert each.mean_mg == (None if quiet else Decimal(sum(counting)) / len(counting))
    closed = [day(n) for n in range(27) if day(n) not in resting]
    in_band = [each for each in closed if 400 <= totals.get((each - MONDAY).days, 0) <= 500]
    assert seen.total.tally(Habit.MAGNESIUM) == Tally(len(in_band), len(closed))
