from datetime import date, timedelta
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import BedtimeLogFactory, TargetFactory
from tracker.actions.bedtime import rate_night
from tracker.domain.observations import MIN_NIGHTS, WINDOW_DAYS, Comparison, Observation
from tracker.queries.journal import journal_of
from tracker.queries.observations import compared, observations_of
from tracker.queries.plan import plan_of

TODAY = date(2026, 3, 14)
LAST = TODAY - timedelta(days=1)
DOSE = Comparison.BEDTIME_DOSE
nights = st.lists(st.integers(1, 5), min_size=MIN_NIGHTS, max_size=WINDOW_DAYS // 2)
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


def observed(person):
    person.refresh_from_db()
    first = LAST - timedelta(days=WINDOW_DAYS - 1)
    return observations_of(plan_of(person), journal_of(person, (first, LAST)), LAST)


@pytest.mark.django_db
def test_what_was_logged_is_compared_in_the_fixed_order_without_a_query(person, django_assert_num_queries):
    TargetFactory(person=person)
    for ago in range(2 * MIN_NIGHTS):
        BedtimeLogFactory(
            person=person,
            day=LAST - timedelta(days=ago),
            taken=ago % 2 == 0,
            sleep_quality=4 if ago % 4 < 2 else 5,
        )
    plan, journal = plan_of(person), journal_of(person, (LAST - timedelta(days=WINDOW_DAYS), LAST))
    with django_assert_num_queries(0):
        found = observations_of(plan, journal, LAST)
    assert [observation.comparison for observation in found] == list(Comparison)
    assert (found[0].is_shown, found[0].with_mean, found[0].without_mean) == (True, 4.5, 4.5)
    # No day has a dose entry, so none has a verdict; and there was no sprint.
    assert [observation.still_needed for observation in found[1:]] == [(8, 8), (8, 0)]


@pytest.mark.django_db
def test_a_night_rated_later_is_counted(person):
    TargetFactory(person=person)
    assert observed(person)[0] == Observation(DOSE, 0, 0)
    rate_night(person, day=LAST, quality=4, today=TODAY)
    assert observed(person)[0] == Observation(DOSE, 0, 1)
