from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.db.models import RestrictedError

from tests.factories import DAY, DoseFactory, SupplementFactory
from tracker.domain.corrections import DoseLabel
from tracker.domain.magnesium import FORM_FACTS, MagnesiumForm
from tracker.models import Dose, Supplement


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("dose_of_1_to_2000_elemental_mg", {"elemental_mg": Decimal("0.9")}),
        ("dose_of_1_to_2000_elemental_mg", {"elemental_mg": Decimal("2000.1")}),
        ("dose_compound_mg_above_0", {"compound_mg": Decimal(0)}),
        ("dose_magnesium_form_exists", {"magnesium_form": "stearate"}),
    ],
)
def test_what_no_dose_can_hold_is_refused(refuses, constraint, changed):
    refuses(DoseFactory, constraint, **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"elemental_mg": Decimal(1)},
        {"elemental_mg": Decimal(2000)},
        {"compound_mg": Decimal("0.1")},
        {"magnesium_form": "other"},
    ],
)
def test_the_bounds_of_a_dose_are_stored(stores, changed):
    stores(DoseFactory, **changed)


def test_masses_are_summed_by_day_in_one_query(person, django_assert_num_queries):
    for mg in ("200.5", "99.5"):
        DoseFactory(person=person, elemental_mg=Decimal(mg))
    DoseFactory(person=person, day=date(2026, 3, 16), elemental_mg=Decimal(48))
    DoseFactory(elemental_mg=Decimal(999))
    with django_assert_num_queries(1):
        totals = person.doses.elemental_mg_by_day()
    # The day between them, which has no dose, is absent.
    assert totals == {DAY: 300, date(2026, 3, 16): 48}


def test_correcting_a_label_leaves_past_doses_alone(person):
    supplement = SupplementFactory(person=person)
    dose = DoseFactory(person=person, supplement=supplement, elemental_mg=Decimal(200))
    supplement.elemental_mg_per_unit, supplement.magnesium_form = Decimal(80), "oxide"
    supplement.save()
    dose.refresh_from_db()
    assert dose.label == DoseLabel("glycinate", Decimal(200))


def test_a_supplement_that_has_doses_is_not_deleted(person):
    supplement = SupplementFactory(person=person)
    dose = DoseFactory(person=person, supplement=supplement)
    with pytest.raises(RestrictedError):
        supplement.delete()
    dose.delete()
    supplement.delete()
    assert not Supplement.objects.exists()


def test_a_dose_knows_its_label_and_what_is_known_of_its_form():
    dose = Dose(magnesium_form="l_threonate", elemental_mg=Decimal("48.5"))
    assert dose.label == DoseLabel("l_threonate", Decimal("48.5"))
    assert dose.facts == FORM_FACTS[MagnesiumForm.L_THREONATE]


@pytest.mark.parametrize(
    ("zone", "expected"), [("Europe/Berlin", True), ("America/New_York", False), ("Mars/Base", True)]
)
def test_a_dose_is_of_the_evening_by_the_clock_where_it_was_logged(zone, expected):
    # 20:00 in Berlin, 15:00 in New York; a zone that nobody knows reads as UTC.
    dose = Dose(day=DAY, taken_at=datetime(2026, 3, 14, 19, tzinfo=UTC), time_zone=zone)
    assert dose.is_in_evening(time(3)) is expected
