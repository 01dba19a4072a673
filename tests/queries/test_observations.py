from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.observations import MIN_NIGHTS, Comparison, Observation
from tracker.domain.summary import NightSum
from tracker.queries.observations import compared, observations_of

DOSE = Comparison.BEDTIME_DOSE
nights = st.lists(st.integers(1, 5), min_size=MIN_NIGHTS, max_size=42)
few_nights = st.lists(st.integers(1, 5), max_size=MIN_NIGHTS - 1)


@given(nights, nights)
def test_the_interval_holds_the_difference_and_stays_on_the_scale(with_it, without):
    found = compared(DOSE, with_it, without)
    assert (found.with_nights, found.without_nights) == (len(with_it), len(without))
    assert (found.with_mean, found.without_mean) == (fmean(with_it), fmean(without))
    lowest, highest = min(with_it) - max(without), max(with_it) - min(without)
    difference = found.with_mean - found.without_mean
    if found.low is None:
        assert len(set(with_it)) == len(set(without)) == 1
        return
    # Means are not exact in binary.
    assert lowest - 1e-9 <= found.low <= difference + 1e-9
    assert difference - 1e-9 <= found.high <= highest + 1e-9


@given(nights, nights)
def test_the_sides_swapped_turn_the_difference_round(with_it, without):
    found, swapped = compared(DOSE, with_it, without), compared(DOSE, without, with_it)
    assert (swapped.with_mean, swapped.without_mean) == (found.without_mean, found.with_mean)
    if found.low is None:
        assert swapped.low is None
        return
    assert (swapped.low, swapped.high) == (pytest.approx(-found.high), pytest.approx(-found.low))


@given(few_nights, nights)
def test_too_few_nights_on_either_side_show_nothing(few, enough):
    assert compared(DOSE, few, enough) == Observation(DOSE, len(few), len(enough))
    assert compared(DOSE, enough, few) == Observation(DOSE, len(enough), len(few))


def test_a_clear_difference_is_told_from_one_that_may_be_chance():
    assert compared(DOSE, [4, 5] * 10, [2, 3] * 10).is_clear
    assert not compared(DOSE, [2, 4] * 10, [2, 3, 4, 3] * 5).is_clear


def test_nights_that_are_all_alike_pass_for_no_certainty():
    found = compared(DOSE, [4] * 8, [3] * 9)
    assert (found.with_mean, found.without_mean, found.low, found.high) == (4, 3, None, None)
    assert found.is_shown
    assert not found.is_clear


def test_the_nights_of_a_window_are_compared_in_the_fixed_order():
    ratings = {(DOSE, True, 4): 4, (DOSE, True, 5): 4, (DOSE, False, 4): 8, (DOSE, False, 5): 8}
    found = observations_of(NightSum(ratings=ratings))
    assert [observation.comparison for observation in found] == list(Comparison)
    assert found[0] == compared(DOSE, [4] * 4 + [5] * 4, [4] * 8 + [5] * 8)
    # No night is told apart by anything else.
    assert [observation.still_needed for observation in found[1:]] == [(8, 8), (8, 8)]
