from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.factories import DAY, TargetFactory
from tracker.domain import targets
from tracker.models import Target


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("target_low_not_above_high", {"low_mg": Decimal("500.1")}),
        ("target_within_50_to_1000_mg", {"low_mg": Decimal("49.9")}),
        ("target_within_50_to_1000_mg", {"high_mg": Decimal("1000.1")}),
        ("target_at_most_six_walks", {"walks_per_day": 7}),
        ("target_walk_of_1_to_240_minutes", {"walk_minutes": 0}),
        ("target_walk_of_1_to_240_minutes", {"walk_minutes": 241}),
        ("target_at_most_seven_sprints", {"sprints_per_week": 8}),
    ],
)
def test_what_nobody_can_aim_at_is_refused(refuses, constraint, changed):
    refuses(TargetFactory, constraint, **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"low_mg": Decimal(50), "high_mg": Decimal(1000), "walks_per_day": 0, "walk_minutes": 1},
        {"low_mg": Decimal(450), "high_mg": Decimal(450), "walks_per_day": 6, "sprints_per_week": 0},
        {"walk_minutes": 240, "sprints_per_week": 7, "bedtime": False},
    ],
)
def test_the_bounds_of_a_target_are_stored(stores, changed):
    stores(TargetFactory, **changed)


def test_one_target_of_a_person_starts_on_a_day(person):
    TargetFactory(person=person, starts_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetFactory(person=person, starts_on=DAY)
    assert TargetFactory(starts_on=DAY).person != person


def test_targets_come_in_the_order_of_their_days(person):
    later, earlier = (TargetFactory(person=person, starts_on=date(2026, month, 1)) for month in (3, 1))
    assert list(person.targets.all()) == [earlier, later]


def test_the_domain_knows_all_that_is_aimed_at():
    target = Target(
        starts_on=DAY,
        low_mg=Decimal(350),
        high_mg=Decimal(450),
        walks_per_day=2,
        walk_minutes=15,
        sprints_per_week=1,
        bedtime=False,
    )
    assert target.as_value() == targets.Target(DAY, Decimal(350), Decimal(450), 2, 15, 1, bedtime=False)


def test_who_says_no_more_aims_at_what_the_protocol_says():
    assert Target(starts_on=DAY).as_value() == targets.Target(DAY)
