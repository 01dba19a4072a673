from itertools import product
from math import ceil
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.breadth import examples
from tracker.domain import resampling
from tracker.domain.resampling import difference_interval

few = st.lists(st.integers(1, 5), min_size=1, max_size=4)
# Of a million resamples drawn by scipy 1.18 (`scipy.stats.bootstrap`, method "percentile", rng 12).
DRAWN = [
    ([4, 5] * 10, [2, 3] * 10, 1.7, 2.3),
    ([2, 4] * 10, [2, 3, 4, 3] * 5, -0.55, 0.55),
    ([1, 5, 3, 4, 4, 2, 5, 3], [3, 3, 2, 4, 5, 1, 2, 2, 3], -0.5972, 1.75),
    ([5] * 7 + [1], [3] * 8, 0.5, 2.0),
    ([4] * 8, [1, 2, 3, 4, 5, 5, 5, 5, 2, 1], -0.3, 1.7),
    (
        [2] * 3 + [3] * 6 + [4] * 13 + [5] * 8,
        [1] * 3 + [2] * 5 + [3] * 9 + [4] * 4 + [5],
        0.5455,
        1.6364,
    ),
    (
        [1] * 5 + [2] * 8 + [3] * 16 + [4] * 19 + [5] * 7,
        [1] * 5 + [2] * 5 + [3] * 14 + [4] * 3 + [5] * 2,
        0.0514,
        1.0408,
    ),
]


@pytest.mark.parametrize(("one", "other", "low", "high"), DRAWN)
def test_an_interval_is_that_of_a_million_resamples(one, other, low, high):
    assert difference_interval(one, other) == (pytest.approx(low, abs=0.002), pytest.approx(high, abs=0.002))


@given(few, few, st.sampled_from([0.5, 0.8, 0.95]))
def test_an_interval_is_that_of_all_resamples_there_are(one, other, confidence):
    means, other_means = (
        [fmean(drawn) for drawn in product(values, repeat=len(values))] for values in (one, other)
    )
    every = sorted(mean - other_mean for mean in means for other_mean in other_means)
    tail = (1 - confidence) / 2
    # A part that falls between two resamples may be either, as binary fractions will have it.
    for found, part in zip(difference_interval(one, other, confidence), (tail, 1 - tail), strict=True):
        place = part * len(every)
        either = {every[max(0, ceil(place - 1e-6) - 1)], every[min(len(every), ceil(place + 1e-6)) - 1]}
        assert any(found == pytest.approx(each) for each in either)


def test_ratings_that_never_vary_leave_no_doubt():
    assert difference_interval([4] * 100, [2] * 90) == (2.0, 2.0)


@given(st.integers(366, 500), st.integers(8, 500), st.randoms(use_true_random=False))
@hypothesis_settings(max_examples=examples(10))
def test_of_very_many_the_interval_is_as_good_as_counted(size, other_size, random):
    one, other = (random.choices(range(1, 6), k=count) for count in (size, other_size))
    with pytest.MonkeyPatch.context() as patch:
        found = difference_interval(one, other)
        patch.setattr(resampling, "MANY", 10_000)
        counted = difference_interval(one, other)
    assert found == (pytest.approx(counted[0], abs=0.005), pytest.approx(counted[1], abs=0.005))


def test_very_many_ratings_that_never_vary_leave_no_doubt_either():
    assert difference_interval([4] * 400, [2] * 900) == (2.0, 2.0)
