from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker.actions.supplements import (
    NameTakenError,
    add_supplement,
    archive_supplement,
    change_supplement,
    restore_supplement,
)
from tracker.models import Dose, Supplement, User

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def person(db):
    return User.objects.create_user("maren@example.org", "a long password")


def glycinate(name="Glycinate"):
    return Supplement(name=name, magnesium_form="glycinate", elemental_mg_per_unit=Decimal(100))


def test_supplements_line_up_in_the_order_they_came(person):
    for name in ("Glycinate", "Malate", "Citrate"):
        add_supplement(person, glycinate(name))
    assert [(row.name, row.position) for row in person.supplements.all()] == [
        ("Glycinate", 0),
        ("Malate", 1),
        ("Citrate", 2),
    ]


def test_two_live_supplements_never_share_a_name(person):
    first = add_supplement(person, glycinate())
    with pytest.raises(NameTakenError):
        add_supplement(person, glycinate())
    archive_supplement(first)
    second = add_supplement(person, glycinate())
    with pytest.raises(NameTakenError):
        restore_supplement(first)
    archive_supplement(second)
    restore_supplement(first)
    assert person.supplements.live().get() == first


def test_renaming_to_a_name_in_use_is_refused(person):
    add_supplement(person, glycinate())
    other = add_supplement(person, glycinate("Malate"))
    with pytest.raises(NameTakenError):
        change_supplement(other, {"name": "Glycinate"})


def test_a_corrected_label_leaves_past_doses_alone(person):
    supplement = add_supplement(person, glycinate())
    dose = Dose.objects.create(
        person=person,
        entry_id="6f1c0d53-9f0a-4c0f-8f43-0c8f3f7a8a01",
        supplement=supplement,
        magnesium_form="glycinate",
        elemental_mg=Decimal(100),
        taken_at=NOON,
        day=TODAY,
        time_zone="UTC",
    )
    change_supplement(supplement, {"elemental_mg_per_unit": Decimal(120)})
    dose.refresh_from_db()
    assert dose.elemental_mg == Decimal(100)
