"""Journals that hypothesis makes up: some days, with entries of each kind on some of them."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tracker.domain.journal import Journal, Meal, Night, Sprint, Walk

SPRINTS = st.builds(Sprint, st.integers(1, 8), st.integers(10, 60), st.none() | st.integers(1, 10))
WALKS = st.builds(Walk, st.sampled_from(Meal), st.integers(1, 30), st.none() | st.integers(0, 180))
NIGHTS = st.builds(Night, st.booleans(), st.none() | st.integers(300, 900), st.none() | st.integers(1, 5))
MASSES = st.integers(0, 900).map(Decimal)


def journals(first, days, *custom):
    """Journals of so many days from `first` on, with amounts of these custom habits."""
    day = st.integers(0, days - 1).map(lambda number: first + timedelta(days=number))
    return st.builds(
        Journal,
        mg_by_family=st.dictionaries(
            day, st.dictionaries(st.sampled_from(["gly", "thr"]), MASSES, min_size=1)
        ),
        walks=st.dictionaries(day, st.lists(WALKS, min_size=1, max_size=4)),
        sprints=st.dictionaries(day, st.lists(SPRINTS, min_size=1, max_size=3)),
        nights=st.dictionaries(day, NIGHTS),
        custom=st.fixed_dictionaries(
            {key: st.dictionaries(day, st.integers(0, 20).map(Decimal)) for key in custom}
        ),
    )
