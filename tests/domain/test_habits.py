from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.oracle import adherence, best_streak, current_streak, strength
from tracker.domain.habits import Due, HabitRecord, HabitUnit, Mark, week_score

KEPT, MISSED, SKIPPED, PENDING, NOT_DUE = Mark.KEPT, Mark.MISSED, Mark.SKIPPED, Mark.PENDING, Mark.NOT_DUE
DAY = date(2026, 3, 14)
BAND = Due(Decimal(400), Decimal(500))
MARKS = st.lists(st.sampled_from(list(Mark)), max_size=60)


def day(done, due=BAND, **changed):
    return HabitUnit(DAY, DAY, due, Decimal(done), **changed)


@pytest.mark.parametrize(
    ("done", "past", "today"),
    [
        ("0", MISSED, PENDING),
        ("399.9", MISSED, PENDING),
        ("400", KEPT, KEPT),
        ("500", KEPT, KEPT),
        ("500.1", MISSED, MISSED),
    ],
)
def test_a_band_is_kept_within_and_only_open_below(done, past, today):
    assert (day(done).mark, day(done, open=True).mark) == (past, today)


@pytest.mark.parametrize(
    ("done", "past", "today"), [("2", MISSED, PENDING), ("3", KEPT, KEPT), ("9", KEPT, KEPT)]
)
def test_at_least_is_never_too_much(done, past, today):
    due = Due(Decimal(3))
    assert (day(done, due).mark, day(done, due, open=True).mark) == (past, today)


@pytest.mark.parametrize("done", ["0", "450", "900"])
@pytest.mark.parametrize("is_open", [True, False])
def test_a_skipped_unit_is_skipped_whatever_was_done(done, is_open):
    assert day(done, skipped=True, open=is_open).mark is SKIPPED


@pytest.mark.parametrize("changed", [{}, {"skipped": True}, {"open": True}])
def test_what_nothing_asks_for_is_not_due(changed):
    assert day("450", None, **changed).mark is NOT_DUE


@pytest.mark.parametrize(
    ("marks", "current", "best"),
    [
        ([], 0, 0),
        ([KEPT], 1, 1),
        ([MISSED], 0, 0),
        ([KEPT, KEPT, MISSED], 0, 2),
        ([KEPT, MISSED, KEPT, KEPT], 2, 2),
        ([MISSED, KEPT, SKIPPED, KEPT], 2, 2),
        ([KEPT, PENDING], 1, 1),
        ([KEPT, NOT_DUE, KEPT, PENDING], 2, 2),
        ([NOT_DUE, SKIPPED, PENDING], 0, 0),
        ([KEPT, KEPT, KEPT, MISSED, KEPT], 1, 3),
    ],
)
def test_a_streak_steps_over_all_but_what_was_missed(marks, current, best):
    assert (current_streak(marks), best_streak(marks)) == (current, best)


@pytest.mark.parametrize(
    ("marks", "ratio"),
    [
        ([], None),
        ([SKIPPED, PENDING, NOT_DUE], None),
        ([KEPT], 1.0),
        ([MISSED], 0.0),
        ([KEPT, MISSED, KEPT, MISSED, KEPT, SKIPPED, PENDING], 3 / 5),
    ],
)
def test_adherence_is_kept_of_kept_and_missed(marks, ratio):
    assert adherence(marks) == ratio


@given(MARKS)
def test_a_current_streak_is_never_longer_than_the_best(marks):
    assert current_streak(marks) <= best_streak(marks) <= len(marks)


@given(MARKS, st.data())
def test_skipping_a_unit_that_was_not_kept_never_shortens_a_streak(marks, data):
    spare = [place for place, mark in enumerate(marks) if mark is not KEPT]
    if spare:
        place = data.draw(st.sampled_from(spare))
        paused = [*marks[:place], SKIPPED, *marks[place + 1 :]]
        assert current_streak(paused) >= current_streak(marks)
        assert best_streak(paused) >= best_streak(marks)


@given(MARKS, st.integers(0, 60))
def test_a_skipped_unit_between_others_changes_no_figure(marks, place):
    paused = [*marks[:place], SKIPPED, *marks[place:]]
    assert (current_streak(paused), best_streak(paused), adherence(paused)) == (
        current_streak(marks),
        best_streak(marks),
        adherence(marks),
    )


@given(st.lists(st.none() | st.floats(0, 1), max_size=4))
def test_a_weeks_score_lies_between_nought_and_one(adherences):
    score = week_score(adherences)
    assert score is None or 0 <= score <= 1
    assert (score is None) is all(ratio is None for ratio in adherences)


def test_a_weeks_score_is_the_mean_over_what_was_due():
    assert week_score([1.0, None, 0.5, 0.0]) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("done", "share"),
    [("0", 0), ("200", 0.5), ("400", 1), ("450", 1), ("500", 1), ("600", 0.8), ("1000", 0), ("2000", 0)],
)
def test_the_share_of_a_band_rises_to_it_and_falls_past_it(done, share):
    assert day(done).share == pytest.approx(share)


@pytest.mark.parametrize(("done", "share"), [("0", 0), ("1", 1 / 3), ("3", 1), ("7", 1)])
def test_the_share_of_at_least_stops_at_one(done, share):
    assert day(done, Due(Decimal(3))).share == pytest.approx(share)


def test_nothing_due_has_no_share():
    with pytest.raises(ValueError, match="nothing was due"):
        _ = day("1", None).share


def test_strength_halves_in_thirteen_missed_days():
    assert strength([day("450")]) == pytest.approx(1 - 0.5 ** (1 / 13))
    built = strength([day("450")] * 200)
    assert strength([day("450")] * 200 + [day("0")] * 13) == pytest.approx(built / 2)


def test_strength_of_a_weekly_habit_steps_seven_days_at_once():
    week = HabitUnit(DAY, DAY + timedelta(days=6), Due(Decimal(2)), Decimal(2), times_a_day=2 / 7)
    assert strength([week]) == pytest.approx(1 - 0.5 ** ((2 / 7) ** 0.5 / 13 * 7))


@pytest.mark.parametrize("still", [day("0", skipped=True), day("0", open=True), day("0", None)])
def test_what_was_not_settled_leaves_strength_alone(still):
    assert strength([day("450"), still]) == strength([day("450")])


UNITS = st.lists(
    st.builds(
        day,
        st.integers(0, 1500).map(str),
        due=st.sampled_from([None, BAND, Due(Decimal(3))]),
        skipped=st.booleans(),
        open=st.booleans(),
    ),
    max_size=40,
)


@given(UNITS)
def test_a_record_says_what_the_plain_functions_say(units):
    marks = [unit.mark for unit in units]
    record = HabitRecord().add_all(units)
    assert (record.current, record.best, record.adherence) == (
        current_streak(marks),
        best_streak(marks),
        adherence(marks),
    )
    assert 0 <= record.strength <= 1


@given(UNITS, UNITS)
def test_a_record_continued_is_the_record_of_both_halves(first, second):
    assert HabitRecord().add_all(first).add_all(second) == HabitRecord().add_all(first + second)


@given(UNITS, UNITS, UNITS)
def test_records_of_stretches_that_follow_each_other_add_up_to_that_of_all(first, second, third):
    stretches = [HabitRecord().add_all(units) for units in (first, second, third)]
    whole = HabitRecord().add_all([*first, *second, *third])
    added = sum(stretches, HabitRecord())
    assert replace(added, strength=0, asked=0) == replace(whole, strength=0, asked=0)
    assert (added.strength, added.asked) == pytest.approx((whole.strength, whole.asked))
