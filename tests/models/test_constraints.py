"""What the database itself refuses, whatever code asks for it."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

REFUSED = [
    (TargetFactory, {"low_mg": Decimal("500.1")}),
    (TargetFactory, {"low_mg": Decimal("49.9")}),
    (TargetFactory, {"high_mg": Decimal("1000.1")}),
    (TargetFactory, {"walks_per_day": 7}),
    (TargetFactory, {"walk_minutes": 0}),
    (TargetFactory, {"walk_minutes": 241}),
    (TargetFactory, {"sprints_per_week": 8}),
    (SupplementFactory, {"elemental_mg_per_unit": Decimal(0)}),
    (SupplementFactory, {"elemental_mg_per_unit": Decimal(-1)}),
    (SupplementFactory, {"elemental_mg_per_unit": Decimal("2000.1")}),
    (SupplementFactory, {"units_per_serving": Decimal(0)}),
    (SupplementFactory, {"magnesium_form": "stearate"}),
    (DoseFactory, {"elemental_mg": Decimal("0.9")}),
    (DoseFactory, {"elemental_mg": Decimal("2000.1")}),
    (DoseFactory, {"compound_mg": Decimal(0)}),
    (DoseFactory, {"magnesium_form": "stearate"}),
    (PostMealWalkFactory, {"minutes": 0}),
    (PostMealWalkFactory, {"minutes": 241}),
    (PostMealWalkFactory, {"minutes_after_meal": 181}),
    (PostMealWalkFactory, {"meal": "supper"}),
    (SprintSessionFactory, {"sets": 0}),
    (SprintSessionFactory, {"sets": 13}),
    (SprintSessionFactory, {"work_seconds": 4}),
    (SprintSessionFactory, {"work_seconds": 61}),
    (SprintSessionFactory, {"rest_seconds": 9}),
    (SprintSessionFactory, {"rest_seconds": 601}),
    (SprintSessionFactory, {"effort": 0}),
    (SprintSessionFactory, {"effort": 11}),
    (SprintSessionFactory, {"activity": "chess"}),
    (BedtimeLogFactory, {"sleep_quality": 0}),
    (BedtimeLogFactory, {"sleep_quality": 6}),
    (PauseFactory, {"first_day": date(2026, 3, 15)}),
    (PersonFactory, {"day_start": time(6, 1)}),
    (PersonFactory, {"limit_region": "own"}),
    (PersonFactory, {"week_start": 7}),
]


@pytest.mark.parametrize(("factory", "changed"), REFUSED, ids=lambda value: getattr(value, "__name__", None))
def test_what_must_never_be_stored_is_refused_when_made(factory, changed):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**changed)


@pytest.mark.parametrize(("factory", "changed"), REFUSED, ids=lambda value: getattr(value, "__name__", None))
def test_what_must_never_be_stored_is_refused_as_an_update(factory, changed):
    row = factory()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**changed)


@pytest.mark.parametrize(
    ("factory", "changed"),
    [
        (
            TargetFactory,
            {"low_mg": Decimal(50), "high_mg": Decimal(1000), "walks_per_day": 0, "walk_minutes": 1},
        ),
        (
            TargetFactory,
            {"low_mg": Decimal(450), "high_mg": Decimal(450), "walks_per_day": 6, "sprints_per_week": 0},
        ),
        (DoseFactory, {"elemental_mg": Decimal(1)}),
        (DoseFactory, {"elemental_mg": Decimal(2000)}),
        (PostMealWalkFactory, {"minutes": 240, "minutes_after_meal": 0}),
        (SprintSessionFactory, {"sets": 12, "work_seconds": 60, "rest_seconds": 600, "effort": 10}),
        (BedtimeLogFactory, {"sleep_quality": 5}),
        (PersonFactory, {"day_start": time(6)}),
        (PersonFactory, {"limit_region": "own", "own_limit_mg": Decimal(300)}),
    ],
)
def test_the_bounds_themselves_are_stored(factory, changed):
    row = factory(**changed)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in changed} == changed


@pytest.mark.parametrize(
    "factory", [DoseFactory, PostMealWalkFactory, SprintSessionFactory, BedtimeLogFactory]
)
def test_an_entry_id_is_one_entry_of_its_person(factory):
    entry = factory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(person=entry.person, entry_id=entry.entry_id, day=date(2026, 3, 1))
    assert factory(entry_id=entry.entry_id).person != entry.person


def test_a_day_has_one_target_and_a_night_one_log():
    target, log = TargetFactory(), BedtimeLogFactory()
    for again, person in ((TargetFactory, target.person), (BedtimeLogFactory, log.person)):
        with pytest.raises(IntegrityError), transaction.atomic():
            again(person=person)


def test_two_live_supplements_never_share_a_name():
    supplement = SupplementFactory(name="Glycinate")
    with pytest.raises(IntegrityError), transaction.atomic():
        SupplementFactory(person=supplement.person, name="Glycinate")
    SupplementFactory(person=supplement.person, name="Glycinate", archived=True)
    SupplementFactory(name="Glycinate")


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
    pause = PauseFactory(first_day=date(2026, 3, 10), last_day=date(2026, 3, 15))
    span = {"first_day": date(2026, 3, first), "last_day": date(2026, 3, last)}
    PauseFactory(**span)
    if overlaps:
        with pytest.raises(DatabaseError, match="pause_never_overlaps"), transaction.atomic():
            PauseFactory(person=pause.person, **span)
        other = PauseFactory(person=pause.person, first_day=date(2026, 5, 1), last_day=date(2026, 5, 2))
        with pytest.raises(DatabaseError, match="pause_never_overlaps"), transaction.atomic():
            type(pause).objects.filter(pk=other.pk).update(**span)
    else:
        PauseFactory(person=pause.person, **span)
    type(pause).objects.filter(pk=pause.pk).update(last_day=date(2026, 3, 11))


def test_a_person_leaves_nothing_behind():
    supplement = SupplementFactory()
    DoseFactory(person=supplement.person, supplement=supplement)
    supplement.person.delete()
    assert type(supplement).objects.count() == 0
