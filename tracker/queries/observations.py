"""How sure the differences between nights are."""

from dataclasses import replace
from datetime import date
from statistics import fmean

from tracker.domain.journal import Journal
from tracker.domain.observations import Comparison, Observation, ratings
from tracker.domain.plan import Plan
from tracker.domain.resampling import difference_interval


def observations_of(plan: Plan, journal: Journal, last_day: date) -> tuple[Observation, ...]:
    """Compare the nights up to `last_day`, which is past, in all the ways there are; no query."""
    return tuple(
        compared(comparison, *ratings(journal, plan, comparison, last_day)) for comparison in Comparison
    )


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
