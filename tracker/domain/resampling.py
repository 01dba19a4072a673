"""How far a difference of two means may be chance, by the percentile bootstrap, without drawing anything."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from statistics import NormalDist, fmean, pvariance

# The sums of more draws than this are as good as normally distributed, and soon too many to count.
MANY = 365
# Further from their mean, in standard deviations, than anything that can be told from nothing.
FAR = 8


def difference_interval(
    one: Sequence[int], other: Sequence[int], confidence: float = 0.95
) -> tuple[float, float]:
    """Return what bounds the mean of `one` minus that of `other` in so large a part of all resamples.

    The percentile interval of DiCiccio and Efron, Statistical Science 11 (1996), as endlessly many resamples
    would give it: whole numbers within a few steps of each other, such as ratings, have so few sums that the
    chance of each can be counted instead of drawn. Both groups have a member.
    """
    size, other_size = len(one), len(other)
    sums, other_sums = _sums(one), _sums(other)
    lowest, highest = min(other_sums), max(other_sums)
    # Others are lost in rounding.
    likely = [(found, chance) for found, chance in sums.items() if chance > 1e-16]
    at_least = dict(zip(reversed(other_sums), accumulate(reversed(other_sums.values())), strict=True))

    def chance_up_to(difference: int) -> float:
        """That the difference is so many parts of `size * other_size`, or less."""
        total = 0.0
        for found, chance in likely:
            least_other = -((difference - found * other_size) // size)
            if least_other <= highest:
                total += chance * at_least[max(lowest, least_other)]
        return total

    first = min(sums) * other_size - highest * size
    parts = range(first, max(sums) * other_size - lowest * size)
    tail = (1 - confidence) / 2
    low, high = (first + bisect_left(parts, part, key=chance_up_to) for part in (tail, 1 - tail))
    return low / (size * other_size), high / (size * other_size)


def _sums(values: Sequence[int]) -> dict[int, float]:
    """Each sum that as many draws from `values` as there are, each put back, can have, with its chance."""
    size, least = len(values), min(values)
    if size > MANY:
        return _normal_sums(values)
    counts = [values.count(value) for value in range(least, max(values) + 1)]
    # In how many of all ways each sum comes about: the coefficients of the counts' polynomial, raised to
    # the power of their number, by J. C. P. Miller's recurrence. Whole numbers, so nothing is rounded.
    ways = [counts[0] ** size]
    for place in range(1, size * (len(counts) - 1) + 1):
        steps = range(1, min(place, len(counts) - 1) + 1)
        found = sum((step * (size + 1) - place) * counts[step] * ways[place - step] for step in steps)
        ways.append(found // (place * counts[0]))
    all_ways = size**size
    return {size * least + place: way / all_ways for place, way in enumerate(ways)}


def _normal_sums(values: Sequence[int]) -> dict[int, float]:
    """The same by the central limit theorem."""
    size, mean, deviation = len(values), fmean(values), (pvariance(values) * len(values)) ** 0.5
    if not deviation:
        return {sum(values): 1.0}
    first = max(size * min(values), round(size * mean - FAR * deviation))
    last = min(size * max(values), round(size * mean + FAR * deviation))
    normal = NormalDist(size * mean, deviation)
    chances = {found: normal.pdf(found) for found in range(first, last + 1)}
    total = sum(chances.values())
    return {found: chance / total for found, chance in chances.items()}
