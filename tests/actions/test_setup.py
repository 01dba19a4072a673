from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tracker.actions.setup import set_up
from tracker.models import Supplement, User

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PROTOCOL = {
    "low_mg": Decimal(400),
    "high_mg": Decimal(500),
    "walks_per_day": 3,
    "walk_minutes": 10,
    "sprints_per_week": 2,
    "bedtime": True,
}


@pytest.fixture
def person(db):
    return User.objects.create_user("maren@example.org", "a long password")


def glycinate(name="Glycinate"):
    return Supplement(name=name, magnesium_form="glycinate", elemental_mg_per_unit=Decimal(100))


def answer(person, **changes):
    answers = {"time_zone": "Europe/Oslo", "target": PROTOCOL, "supplements": [glycinate()], "now": NOON}
    set_up(person, **answers | changes)


def test_set_up_keeps_the_zone_the_target_and_the_supplements(person):
    answer(person)
    person.refresh_from_db()
    assert (person.time_zone, person.set_up_at) == ("Europe/Oslo", NOON)
    assert [(target.starts_on, target.low_mg) for target in person.targets.all()] == [(TODAY, Decimal(400))]
    assert [supplement.name for supplement in person.supplements.all()] == ["Glycinate"]


def test_set_up_starts_the_target_on_the_logical_day_of_the_zone_that_was_answered(person):
    answer(person, time_zone="Pacific/Auckland")
    assert person.targets.get().starts_on == date(2026, 11, 22)
    answer(person, time_zone="Pacific/Auckland", now=datetime(2026, 11, 22, 13, 59, tzinfo=UTC))
    assert person.targets.get().starts_on == date(2026, 11, 22)
    later = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
    answer(person, time_zone="Pacific/Auckland", target=PROTOCOL | {"low_mg": Decimal(300)}, now=later)
    assert person.targets.latest("starts_on").starts_on == date(2026, 11, 23)


def test_set_up_twice_changes_nothing_more(person):
    answer(person)
    answer(person)
    assert person.targets.count() == person.supplements.count() == 1


def test_set_up_again_on_the_same_day_updates_its_target(person):
    answer(person)
    answer(person, target=PROTOCOL | {"high_mg": Decimal(450)})
    assert person.targets.get().high_mg == Decimal(450)
