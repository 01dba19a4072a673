from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.factories import SupplementFactory
from tracker.domain.corrections import DoseLabel
from tracker.domain.magnesium import FORM_FACTS, MagnesiumForm
from tracker.models import Supplement


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("supplement_unit_above_0_to_2000_mg", {"elemental_mg_per_unit": Decimal(0)}),
        ("supplement_unit_above_0_to_2000_mg", {"elemental_mg_per_unit": Decimal(-1)}),
        ("supplement_unit_above_0_to_2000_mg", {"elemental_mg_per_unit": Decimal("2000.1")}),
        ("supplement_serving_above_0_to_50_units", {"units_per_serving": Decimal(0)}),
        ("supplement_serving_above_0_to_50_units", {"units_per_serving": Decimal("50.1")}),
        ("supplement_magnesium_form_exists", {"magnesium_form": "stearate"}),
    ],
)
def test_what_no_label_can_say_is_refused(refuses, constraint, changed):
    refuses(SupplementFactory, constraint, **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"elemental_mg_per_unit": Decimal("0.1"), "units_per_serving": Decimal("0.1")},
        {"elemental_mg_per_unit": Decimal(2000), "units_per_serving": Decimal(50)},
    ],
)
def test_the_bounds_of_a_label_are_stored(stores, changed):
    stores(SupplementFactory, **changed)


@pytest.mark.django_db
def test_two_live_supplements_never_share_a_name():
    supplement = SupplementFactory(name="Glycinate")
    with pytest.raises(IntegrityError), transaction.atomic():
        SupplementFactory(person=supplement.person, name="Glycinate")
    SupplementFactory(person=supplement.person, name="Glycinate", archived=True)
    SupplementFactory(name="Glycinate")
    assert Supplement.objects.count() == 3


def test_only_live_supplements_are_offered_in_the_persons_order(person):
    second, first = (SupplementFactory(person=person, position=position) for position in (1, 0))
    SupplementFactory(person=person, archived=True)
    assert list(person.supplements.live()) == [first, second]


def test_a_serving_holds_the_magnesium_of_its_units():
    supplement = Supplement(elemental_mg_per_unit=Decimal("48.5"), units_per_serving=Decimal("2.5"))
    assert supplement.serving_mg == Decimal("121.25")


def test_a_label_speaks_of_one_unit():
    supplement = Supplement(
        magnesium_form="citrate", elemental_mg_per_unit=Decimal(80), units_per_serving=Decimal(3)
    )
    assert supplement.label == DoseLabel("citrate", Decimal(80))
    assert supplement.facts == FORM_FACTS[MagnesiumForm.CITRATE]


@pytest.mark.parametrize("magnesium_form", MagnesiumForm)
def test_only_buffered_glycinate_has_oxide_mixed_in(magnesium_form):
    is_mixed = magnesium_form is MagnesiumForm.GLYCINATE_BUFFERED
    assert Supplement(magnesium_form=magnesium_form.value).is_buffered is is_mixed
