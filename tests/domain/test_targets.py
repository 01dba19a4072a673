from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.targets import Target, TargetRange, Targets, Verdict


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
