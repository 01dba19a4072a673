"""How wide a run looks: each thing once, or, with --thorough, everything everywhere.

tests/conftest.py sets it before any test module is read.
"""

from collections.abc import Sequence

thorough = False


def examples(count: int) -> int:
    """How many examples a property is tried with: so many, or ten times as many."""
    return 10 * count if thorough else count


def some[T](values: Sequence[T], number: int, count: int = 1) -> Sequence[T]:
    """All of these values, or for one case of many its share: so that all cases together try them all."""
    if thorough or count >= len(values):
        return values
    return [values[(number * count + place) % len(values)] for place in range(count)]


def browsers() -> list[tuple[int, bool]]:
    """Which width and whether with script, of all there are: a phone with script and a desk without."""
    every = [(390, True), (1280, False), (390, False), (1280, True)]
    return every if thorough else every[:2]
