from datetime import time
from decimal import Decimal

import pytest

from tests.factories import MedicineFactory
from tracker.domain.spacing import MedicineKind, Regimen
from tracker.models import Medicine


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("medicine_kind_exists", {"kind": "aspirin"}),
        ("medicine_weekdays_of_a_week", {"weekdays": ()}),
        ("medicine_magnesium_after_0_to_24_hours", {"magnesium_after_hours": Decimal("-0.1")}),
        ("medicine_magnesium_after_0_to_24_hours", {"magnesium_after_hours": Decimal("24.1")}),
        ("medicine_after_magnesium_0_to_24_hours", {"medicine_after_hours": Decimal("-0.1")}),
        ("medicine_after_magnesium_0_to_24_hours", {"medicine_after_hours": Decimal("24.1")}),
    ],
)
def test_what_no_medicine_can_be_is_refused(refuses, constraint, changed):
    refuses(MedicineFactory, constraint, **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"magnesium_after_hours": Decimal(0), "medicine_after_hours": Decimal(24)},
        {"magnesium_after_hours": Decimal(24), "medicine_after_hours": Decimal(0)},
        {"magnesium_after_hours": None, "medicine_after_hours": None},
    ],
)
def test_hours_of_the_persons_own_run_from_none_to_a_day(stores, changed):
    stores(MedicineFactory, **changed)


def test_medicines_come_in_the_order_of_the_clock(person):
    evening, morning = (MedicineFactory(person=person, clock=time(hour)) for hour in (21, 8))
    assert list(person.medicines.all()) == [morning, evening]


def test_a_medicine_without_a_name_goes_by_its_kind():
    assert str(Medicine(kind="levothyroxine")) == "Levothyroxine"
    assert str(Medicine(kind="levothyroxine", name="Thyroid tablet")) == "Thyroid tablet"


def test_the_domain_knows_it_with_the_persons_own_hours():
    medicine = Medicine(
        kind="levothyroxine",
        name="Thyroid tablet",
        clock=time(6, 30),
        weekdays={0, 6},
        magnesium_after_hours=Decimal(4),
        medicine_after_hours=Decimal("2.5"),
    )
    assert medicine.as_regimen() == Regimen(
        MedicineKind.LEVOTHYROXINE, "Thyroid tablet", time(6, 30), {0, 6}, Decimal(4), Decimal("2.5")
    )
