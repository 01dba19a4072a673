from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.factories import PauseFactory
from tracker.domain import plan
from tracker.models import Pause


def march(first, last):
    return {"first_day": date(2026, 3, first), "last_day": date(2026, 3, last)}


def test_a_last_day_before_the_first_is_refused(refuses):
    refuses(PauseFactory, "pause_last_day_not_before_first", **march(15, 14))


def test_a_pause_of_one_day_is_stored(stores):
    stores(PauseFactory, **march(14, 14))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        (9, 9, False),
        (9, 10, True),
        (12, 13, True),
        (15, 16, True),
        (10, 15, True),
        (1, 30, True),
        (16, 20, False),
    ],
)
def test_two_pauses_of_one_person_never_overlap(first, last, overlaps):
    pause = PauseFactory(**march(10, 15))
    span = march(first, last)
    PauseFactory(**span)
    if overlaps:
        with pytest.raises(DatabaseError, match="pause_never_overlaps"), transaction.atomic():
            PauseFactory(person=pause.person, **span)
        other = PauseFactory(person=pause.person, first_day=date(2026, 5, 1), last_day=date(2026, 5, 2))
        with pytest.raises(DatabaseError, match="pause_never_overlaps"), transaction.atomic():
            Pause.objects.filter(pk=other.pk).update(**span)
    else:
        PauseFactory(person=pause.person, **span)
    Pause.objects.filter(pk=pause.pk).update(last_day=date(2026, 3, 11))


@pytest.mark.parametrize(
    ("first", "last", "touches"),
    [
        (1, 9, False),
        (1, 10, True),
        (12, 13, True),
        (1, 30, True),
        (15, 30, True),
        (16, 30, False),
    ],
)
def test_a_pause_touches_days_when_it_holds_one_of_them(person, first, last, touches):
    pause = PauseFactory(person=person, **march(10, 15))
    found = person.pauses.touching(date(2026, 3, first), date(2026, 3, last))
    assert list(found) == ([pause] if touches else [])


def test_the_domain_knows_it_by_its_days():
    pause = Pause(**march(10, 15), reason="ill")
    assert pause.as_value() == plan.Pause(date(2026, 3, 10), date(2026, 3, 15))
