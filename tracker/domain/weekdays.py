"""Days of the week, 0 for Monday to 6 for Sunday, and the one number that stands for several of them."""

from collections.abc import Iterable

EVERY_WEEKDAY = frozenset(range(7))


def mask_of(weekdays: Iterable[int]) -> int:
    """Return the number that stands for these days: 1 for Monday, 2, 4 … 64 for Sunday, added up."""
    return sum(1 << weekday for weekday in set(weekdays))


def weekdays_of(mask: int) -> frozenset[int]:
    """Return the days that a number stands for; the inverse of `mask_of`."""
    return frozenset(weekday for weekday in EVERY_WEEKDAY if mask & 1 << weekday)
