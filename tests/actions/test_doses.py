from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.factories import (
    PersonFactory,
    SupplementFactory,
)
from tracker.actions.doses import dose_of_supplement, log_dose
from tracker.models import Dose

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 14)
NOW = datetime(2026, 3, 14, 21, 0, 30, 123456, tzinfo=UTC)


def when(**changed):
    return {"entry_id": uuid4(), "taken_at": NOW, "day": TODAY, "today": TODAY} | changed


def test_a_serving_holds_what_todays_label_says(person):
    supplement = SupplementFactory(person=person, elemental_mg_per_unit=Decimal("48.0"))
    dose = log_dose(person, dose_of_supplement(supplement), **when())
    assert (dose.elemental_mg, dose.units) == (Decimal("96.0"), Decimal("2.0"))
    supplement.elemental_mg_per_unit = Decimal("50.0")
    supplement.save()
    assert person.doses.get().elemental_mg == Decimal("96.0")


def test_an_id_sent_twice_is_one_entry_with_its_first_values(person):
    entry_id = uuid4()
    first = log_dose(
        person, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), **when(entry_id=entry_id)
    )
    log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(300)), **when(entry_id=entry_id))
    assert list(person.doses.values_list("pk", "elemental_mg")) == [(first.pk, Decimal("100.0"))]


def test_two_people_may_use_one_id(person):
    other, entry_id = PersonFactory(), uuid4()
    for someone in (person, other):
        log_dose(
            someone, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), **when(entry_id=entry_id)
        )
    assert (person.doses.count(), other.doses.count()) == (1, 1)


def test_a_new_supplement_is_kept_with_the_dose_and_only_once(person):
    for _ in range(2):
        keep = SupplementFactory.build(name="100 mg citrate", magnesium_form="citrate")
        log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), keep_as=keep, **when())
    assert [dose.supplement.name for dose in person.doses.all()] == ["100 mg citrate"] * 2
    assert person.supplements.count() == 1
