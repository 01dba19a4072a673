from datetime import time
from decimal import Decimal

import pytest

from tests.factories import MedicineFactory
from tracker.domain.spacing import MedicineKind, Regimen
from tracker.queries.safety import regimens_of


def test_medicines_come_by_the_clock_and_are_the_persons_own(person, other_person):
    MedicineFactory(person=person, clock=time(21, 30), kind="gabapentin", name="Gaba")
    MedicineFactory(
        person=person, weekdays={0, 6}, medicine_after_hours=Decimal("2.5"), magnesium_after_hours=0
    )
    MedicineFactory(person=other_person)
    weekdays = frozenset({0, 6})
    assert regimens_of(person) == [
        Regimen(MedicineKind.LEVOTHYROXINE, "", time(8), weekdays, Decimal(0), Decimal("2.5")),
        Regimen(MedicineKind.GABAPENTIN, "Gaba", time(21, 30), frozenset(range(7))),
    ]


@pytest.mark.parametrize("count", [0, 1, 30])
def test_many_medicines_take_one_query(person, count, django_assert_num_queries):
    for minute in range(count):
        MedicineFactory(person=person, clock=time(8, minute))
    with django_assert_num_queries(1):
        assert len(regimens_of(person)) == count
