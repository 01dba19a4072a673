from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.weekdays import EVERY_WEEKDAY, mask_of, weekdays_of


def test_each_day_has_a_number_of_its_own():
    assert [mask_of([weekday]) for weekday in range(7)] == [1, 2, 4, 8, 16, 32, 64]
    assert mask_of(EVERY_WEEKDAY) == 127


def test_no_day_counts_twice():
    assert mask_of([0, 4, 4]) == 17


@given(st.integers(0, 127))
def test_a_number_stands_for_the_days_it_was_made_of(mask):
    assert mask_of(weekdays_of(mask)) == mask
