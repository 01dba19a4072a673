"""How sure the differences between nights are."""

from dataclasses import replace
from statistics import fmean

from tracker.domain.observations import Comparison, Observation, ratings_of
from tracker.domain.resampling import difference_interval
from tracker.domain.summary import NightSum


def observations_of(nights: NightSum) -> tuple[Observation, ...]:
    """Compare these nights in all the ways there are; no query."""
    return tuple(compared(comparison, *ratings_of(nights.ratings, comparison)) for comparison in Comparison)


def compared(comparison: Comparison, with_it: list[int], without: list[int]) -> Observation:
    """Compare the ratings of two groups of nights; with too few on either side there are only the counts."""
    counts = Observation(comparison, len(with_it), len(without))
    if not counts.is_shown:
        return counts
    told = replace(counts, with_mean=fmean(with_it), without_mean=fmean(without))
    if len(set(with_it)) == len(set(without)) == 1:
        # Resamples of ratings that are all alike are all alike too, which would pass for certainty.
        return told
    low, high = difference_interval(with_it, without)
    return replace(told, low=low, high=high)
