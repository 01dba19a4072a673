from datetime import time
from decimal import Decimal

import pytest

from tests.factories import MedicineFactory
from tracker.actions.safety import (
    MAX_MEDICINES,
    TooManyMedicinesError,
    add_medicine,
    change_medicine,
    change_safety,
    remove_medicine,
)
from tracker.domain.weekdays import EVERY_WEEKDAY
from tracker.models import Medicine

TABLET = {
    "kind": "levothyroxine",
    "name": "",
    "clock": time(8),
    "weekdays": EVERY_WEEKDAY,
    "magnesium_after_hours": None,
    "medicine_after_hours": Decimal("2.5"),
}


def test_ceiling_and_kidneys_are_kept(person):
    change_safety(person, {"limit_region": "own", "own_limit_mg": Decimal(300), "kidneys": "moderate"})
    person.refresh_from_db()
    assert (person.supplement_limit_mg, person.kidneys) == (Decimal(300), "moderate")


def test_a_medicine_sent_twice_is_one(person, other_person):
    medicine = add_medicine(person, TABLET)
    assert add_medicine(person, TABLET) == medicine
    assert add_medicine(other_person, TABLET) != medicine
    assert add_medicine(person, TABLET | {"clock": time(20)}) != medicine
    assert add_medicine(person, TABLET | {"medicine_after_hours": None}) != medicine
    assert person.medicines.count() == 3


def test_there_are_thirty_at_most_and_the_same_again_is_still_no_other(person, other_person):
    for minute in range(MAX_MEDICINES):
        add_medicine(person, TABLET | {"clock": time(8, minute)})
    with pytest.raises(TooManyMedicinesError):
        add_medicine(person, TABLET | {"clock": time(9)})
    assert add_medicine(person, TABLET | {"clock": time(8, 0)})
    assert person.medicines.count() == MAX_MEDICINES
    assert add_medicine(other_person, TABLET)


def test_a_medicine_is_changed_and_removed(person):
    medicine = MedicineFactory(person=person)
    change_medicine(medicine, TABLET | {"clock": time(7, 30), "weekdays": {0}})
    medicine.refresh_from_db()
    assert (medicine.clock, medicine.weekdays, medicine.medicine_after_hours) == (
        time(7, 30),
        {0},
        Decimal("2.5"),
    )
    remove_medicine(medicine)
    assert not Medicine.objects.exists()
