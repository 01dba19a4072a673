"""How sure the differences between nights are."""

from dataclasses import replace
from datetime import date
from statistics import fmean
from typing import Any

from django.core.cache import caches

from tracker.domain.journal import Journal
from tracker.domain.observations import Comparison, Observation, ratings
from tracker.domain.plan import Plan
from tracker.models import User

from .history import cache_key

# The same log gives the same interval at each visit.
SEED = 12
RESAMPLES = 2_000


def observations_of(person: User, plan: Plan, journal: Journal, last_day: date) -> tuple[Observation, ...]:
    """Compare the nights up to `last_day`, which is past, in all the ways there are; no query.

    Remembered until a past day changes: drawing the resamples takes longer than all the rest of a page.
    """
    cache = caches["history"]
    key = cache_key("observations", person, plan, last_day)
    found: tuple[Observation, ...] | None = cache.get(key)
    if found is None:
        found = tuple(
            compared(comparison, *ratings(journal, plan, comparison, last_day)) for comparison in Comparison
        )
        cache.set(key, found)
    return found


def compared(comparison: Comparison, with_it: list[int], without: list[int]) -> Observation:
    """Compare the ratings of two groups of nights; with too few on either side there are only the counts.

    The interval is the percentile bootstrap's: DiCiccio and Efron, Statistical Science 11 (1996).
    """
    counts = Observation(comparison, len(with_it), len(without))
    if not counts.is_shown:
        return counts
    if len(set(with_it)) == len(set(without)) == 1:
        # Resamples of ratings that are all alike are all alike too, which would pass for certainty.
        return replace(counts, with_mean=fmean(with_it), without_mean=fmean(without))
    # Takes half a second to load, which no start and no page without enough nights should wait for.
    from scipy.stats import bootstrap

    interval = bootstrap(
        (with_it, without),
        _difference,
        n_resamples=RESAMPLES,
        vectorized=True,
        confidence_level=0.95,
        method="percentile",
        rng=SEED,
    ).confidence_interval
    return replace(
        counts,
        with_mean=fmean(with_it),
        without_mean=fmean(without),
        low=float(interval.low),
        high=float(interval.high),
    )


def _difference(with_it: Any, without: Any, axis: int = -1) -> Any:
    return with_it.mean(axis=axis) - without.mean(axis=axis)
