from decimal import Decimal

import pytest

from tracker.domain.corrections import DoseLabel, by_label, can_be_held, corrected

GLYCINATE = DoseLabel("glycinate", Decimal("200.0"))


@pytest.mark.parametrize(("units", "mg"), [("2", "121.0"), ("0.5", "30.3"), ("1.5", "90.8")])
def test_a_dose_of_some_units_is_stored_to_a_tenth_of_a_milligram(units, mg):
    assert by_label(Decimal(units), DoseLabel("malate", Decimal("60.5"))) == DoseLabel("malate", Decimal(mg))


@pytest.mark.parametrize(("mg", "fits"), [("0.9", False), ("1", True), ("2000", True), ("2000.1", False)])
def test_a_dose_holds_1_to_2000_mg(mg, fits):
    assert can_be_held(DoseLabel("oxide", Decimal(mg))) is fits


@pytest.mark.parametrize(
    ("units", "label", "after"),
    [
        (2, DoseLabel("malate", Decimal(60)), DoseLabel("malate", Decimal(120))),
        (2, DoseLabel("glycinate", Decimal(100)), None),
        (None, DoseLabel("malate", Decimal(60)), None),
        (2, DoseLabel("oxide", Decimal("1000.1")), None),
    ],
    ids=["another label", "the same label", "units not known", "more than a dose holds"],
)
def test_a_dose_is_corrected_where_it_changes_can_be_and_fits(units, label, after):
    assert corrected(GLYCINATE, units if units is None else Decimal(units), label) == after
