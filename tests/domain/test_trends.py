from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.days import days_between
from tracker.domain.habits import Habit
from tracker.domain.protocol import Log, Meal, Pause, Plan, Walk
from tracker.domain.targets import Target, TargetRange, Targets, Verdict
from tracker.domain.trends import MagnesiumTakeaway, Share, TrendRange, first_shown, loaded_from, trends

MONDAY = date(2026, 3, 2)
TODAY = MONDAY + timedelta(days=27)  # a Sunday: the last day of the fourth week
LIMIT = Decimal(350)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def plan(*targets: Target, pauses=()) -> Plan:
    return Plan(Targets(targets or [Target(date(2026, 1, 1))]), list(pauses), 0)


PROTOCOL = plan()


def see(mg_by_day, *, plan=PROTOCOL, log=None):
    """The four weeks as seen on their last day."""
    totals = {day: sum(mg.values(), Decimal(0)) for day, mg in mg_by_day.items()}
    log = log or Log(totals, {}, Counter(), set())
    return trends(TrendRange.FOUR_WEEKS, MONDAY, TODAY, plan, log, mg_by_day, LIMIT)


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
    assert [week.days_counted for week in seen.weeks] == [3, 0, 0, 0]


def test_a_weeks_bar_is_the_mean_of_its_days_that_count():
    seen = see({day(0): {"gly": Decimal(200), "oxi": Decimal(100)}, day(1): gly(100)})
    week = seen.weeks[0]
    assert week.mg_by_colour == {"gly": Decimal(150), "oxi": Decimal(50)}
    assert (week.mean_mg, week.days_counted, week.days_in_band) == (Decimal(200), 2, 0)
    assert seen.weeks[1].mean_mg is None


def test_the_takeaway_counts_closed_days_that_asked_for_magnesium():
    seen = see({day(n): gly(450) for n in range(27)} | {TODAY: gly(10)})
    assert seen.magnesium == MagnesiumTakeaway(
        kept=27,
        due=27,
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
    walk = [Walk(meal, 12) for meal in (Meal.BREAKFAST, Meal.LUNCH, Meal.DINNER)]
    log = Log(
        {day(n): Decimal(450) for n in range(27)},
        {day(n): walk for n in range(10)},
        Counter({day(1): 1, day(3): 1}),
        {day(n) for n in range(20)},
    )
    seen = see({}, log=log)
    assert seen.shares == [
        Share(Habit.MAGNESIUM, 27, 27),
        Share(Habit.BEDTIME, 20, 27),
        Share(Habit.WALKS, 10, 27),
        Share(Habit.SPRINTS, 1, 3),
    ]
    assert seen.weeks[0].score == pytest.approx(1.0)
    assert seen.weeks[0].adherence(Habit.SPRINTS) == 1.0


def test_a_week_that_asks_for_nothing_has_no_share_of_it():
    seen = see({}, plan=plan(pauses=[Pause(day(7), day(13))]))
    week = seen.weeks[1]
    assert week.is_paused
    assert [week.adherence(habit) for habit in Habit] == [None] * 4
    assert week.score is None


def test_key_figures_sum_up_the_last_28_closed_days_and_those_before():
    before = {day(n): gly(300) for n in range(-29, -1)}
    now = {day(n): gly(450) for n in range(-1, 27)}
    seen = see(before | now | {TODAY: gly(10)})
    assert (seen.figures.first_day, seen.figures.last_day) == (day(-1), day(26))
    assert (seen.figures.mean_mg, seen.figures.days_in_band, seen.figures.days_due) == (450, 28, 28)
    assert (seen.figures_before.mean_mg, seen.figures_before.days_in_band) == (300, 0)
    assert (seen.figures.nights_kept, seen.figures.nights_due) == (0, 28)


def test_walks_a_week_leave_out_paused_days():
    walks = {day(n): [Walk(Meal.LUNCH, 12)] for n in range(-1, 27)}
    log = Log({}, walks, Counter(), set())
    seen = see({}, log=log, plan=plan(pauses=[Pause(day(0), day(13))]))
    assert seen.figures.walks_a_week == pytest.approx(7.0)
    assert seen.figures.walks_due_a_week == 21


@pytest.mark.parametrize(
    ("trend_range", "known", "first"),
    [
        (TrendRange.FOUR_WEEKS, None, 3),
        (TrendRange.TWELVE_WEEKS, None, 3),
        (TrendRange.TWELVE_WEEKS, 0, 3),
        (TrendRange.TWELVE_WEEKS, 7, 7),
        (TrendRange.TWELVE_WEEKS, 30, 11),
        (TrendRange.YEAR, 90, 51),
    ],
)
def test_a_young_log_is_shown_from_its_first_week_but_never_less_than_four(trend_range, known, first):
    first_known = None if known is None else MONDAY - timedelta(weeks=known)
    assert first_shown(trend_range, MONDAY, first_known) == MONDAY - timedelta(weeks=first)


def test_enough_is_loaded_for_the_first_mean_and_the_figures_before():
    assert loaded_from(MONDAY, TODAY) == TODAY - timedelta(days=56)
    assert loaded_from(MONDAY - timedelta(days=300), TODAY) == MONDAY - timedelta(days=306)


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
    pending_kept = 400 <= totals.get(27, 0) <= 500 and TODAY not in resting
    missed_today = totals.get(27, 0) > 500 and TODAY not in resting
    assert seen.magnesium.kept == len(in_band) + pending_kept
    assert seen.magnesium.due == len(closed) + pending_kept + missed_today
