from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.targets import (
    StartRefusal,
    Target,
    TargetRange,
    Targets,
    Verdict,
    earliest_start,
    start_refusal,
)


@pytest.mark.parametrize(
    ("total_mg", "verdict"),
    [
        ("0", Verdict.BELOW),
        ("399.9", Verdict.BELOW),
        ("400", Verdict.WITHIN),
        ("500", Verdict.WITHIN),
        ("500.1", Verdict.ABOVE),
    ],
)
def test_both_ends_of_the_band_are_within(total_mg, verdict):
    assert TargetRange(Decimal(400), Decimal(500)).verdict(Decimal(total_mg)) is verdict


def test_old_days_keep_the_target_they_had():
    old, new = Target(date(2026, 1, 5)), Target(date(2026, 3, 1), low_mg=Decimal(300))
    # Given in any order.
    targets = Targets([new, old])
    days = [date(2026, 1, 4), date(2026, 1, 5), date(2026, 2, 28), date(2026, 3, 1), date(2030, 1, 1)]
    assert [targets.on(day) for day in days] == [None, old, old, new, new]
    assert targets.first_day == date(2026, 1, 5)


def test_without_targets_no_day_has_one():
    assert (Targets([]).on(date(2026, 1, 1)), Targets([]).first_day) == (None, None)


def test_the_protocols_own_target_is_the_default():
    assert Target(date(2026, 1, 1)) == Target(date(2026, 1, 1), Decimal(400), Decimal(500), 3, 10, 2, True)


TODAY, FIRST = date(2026, 11, 22), date(2026, 11, 20)


@pytest.mark.parametrize(
    ("first_day", "day", "has_entry", "refusal"),
    [
        (FIRST, date(2026, 11, 19), True, None),
        (FIRST, date(2006, 11, 27), True, None),
        (FIRST, date(2006, 11, 26), True, StartRefusal.TOO_LONG_AGO),
        (FIRST, date(2026, 11, 19), False, StartRefusal.NOTHING_LOGGED),
        (FIRST, FIRST, True, StartRefusal.COUNTS_ALREADY),
        (FIRST, date(2026, 11, 21), True, StartRefusal.COUNTS_ALREADY),
        (None, date(2026, 11, 19), True, StartRefusal.NO_TARGET),
        # One that is planned, or that starts later by the clock one flew to, may start today.
        (date(2026, 11, 23), TODAY, True, None),
    ],
)
def test_the_first_target_moves_back_to_an_earlier_day_with_an_entry_alone(
    first_day, day, has_entry, refusal
):
    assert start_refusal(first_day, day, TODAY, has_entry=has_entry) is refusal


def test_a_target_starts_at_most_twenty_years_back():
    assert earliest_start(TODAY) == date(2006, 11, 27)
