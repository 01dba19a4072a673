from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.factories import (
    DoseFactory,
    PauseFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.domain.corrections import DoseLabel
from tracker.queries.corrections import correction_preview, first_dose_day

TODAY = date(2026, 3, 14)


@pytest.fixture
def supplement(person):
    """Logged as 2 × 100 mg of glycinate; its label says 60 mg of malate now."""
    TargetFactory(person=person, low_mg=100, high_mg=150)
    supplement = SupplementFactory(person=person)
    for ago in range(4):
        DoseFactory(person=person, supplement=supplement, units=2, day=TODAY - timedelta(days=ago))
    DoseFactory(person=person, supplement=supplement, units=None, day=TODAY)
    DoseFactory(person=person, day=TODAY)
    supplement.magnesium_form, supplement.elemental_mg_per_unit = "malate", Decimal(60)
    supplement.save()
    return supplement


def test_the_preview_counts_doses_days_and_verdicts(supplement):
    preview = correction_preview(supplement, date.min)
    assert (preview.doses, preview.unknown, preview.days) == (4, 1, 4)
    # 200 mg was above 100 to 150 mg on three days; today two other doses keep the total above.
    assert (preview.moved_in, preview.moved_out, preview.moved_past) == (3, 0, 0)
    assert preview.kinds == [(DoseLabel("glycinate", Decimal(200)), DoseLabel("malate", Decimal(120)), 4)]
    assert preview.totals == (Decimal(800), Decimal(480))
    assert first_dose_day(supplement) == TODAY - timedelta(days=3)


def test_days_that_leave_the_range_and_days_that_pass_over_it_are_told_apart(person):
    TargetFactory(person=person, low_mg=150, high_mg=250)
    supplement = SupplementFactory(person=person)
    for ago, other_mg in ((1, None), (2, 100), (3, 20)):
        day = TODAY - timedelta(days=ago)
        DoseFactory(person=person, supplement=supplement, units=2, day=day)
        if other_mg:
            DoseFactory(person=person, elemental_mg=other_mg, day=day)
    PauseFactory(person=person, first_day=TODAY - timedelta(days=3), last_day=TODAY - timedelta(days=3))
    supplement.elemental_mg_per_unit = Decimal(10)
    preview = correction_preview(supplement, date.min)
    # 200 to 20 mg leaves it; 300 to 120 mg passes over it; the third day is paused.
    assert (preview.days, preview.moved_in, preview.moved_out, preview.moved_past) == (3, 0, 1, 1)


def test_doses_that_could_not_hold_it_are_counted_apart(person):
    supplement = SupplementFactory(person=person)
    for units in (Decimal(2), Decimal(15)):
        DoseFactory(person=person, supplement=supplement, units=units)
    supplement.elemental_mg_per_unit = Decimal(150)
    preview = correction_preview(supplement, date.min)
    assert (preview.doses, preview.unfit, preview.unknown) == (1, 1, 0)
