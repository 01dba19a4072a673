from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from tests.database import everything_stored
from tests.factories import CustomHabitEntryFactory, DoseFactory, PersonFactory, SupplementFactory
from tracker.models import User

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("user_day_start_until_six", {"day_start": time(6, 1)}),
        ("user_week_start_is_a_weekday", {"week_start": 7}),
        ("user_kidneys_exists", {"kidneys": "three"}),
        ("user_own_limit_given", {"limit_region": "own"}),
        ("user_own_limit_given", {"limit_region": "own", "own_limit_mg": Decimal(0)}),
        ("user_own_limit_given", {"limit_region": "own", "own_limit_mg": Decimal("2500.1")}),
    ],
)
def test_what_no_person_can_choose_is_refused(refuses, constraint, changed):
    refuses(PersonFactory, constraint, **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"day_start": time(0)},
        {"day_start": time(6)},
        {"week_start": 6},
        {"kidneys": ""},
        {"limit_region": "own", "own_limit_mg": Decimal(300)},
        {"limit_region": "own", "own_limit_mg": Decimal(2500)},
    ],
)
def test_the_bounds_of_what_a_person_chooses_are_stored(stores, changed):
    stores(PersonFactory, **changed)


def test_a_person_leaves_nothing_behind(person):
    # Neither can go while it has entries, except with the person.
    DoseFactory(person=person, supplement=SupplementFactory(person=person))
    CustomHabitEntryFactory(person=person)
    person.delete()
    assert not any(everything_stored().values())


@pytest.mark.django_db
def test_a_person_signs_in_with_an_address_and_a_password_and_is_no_operator():
    person = User.objects.create_user("Maren@Example.ORG", "a long password", time_zone="Europe/Oslo")
    assert (person.email, person.time_zone) == ("Maren@example.org", "Europe/Oslo")
    assert person.check_password("a long password")
    assert (person.is_staff, person.is_superuser) == (False, False)


@pytest.mark.django_db
def test_an_operator_may_use_the_admin():
    operator = User.objects.create_superuser("admin@example.org", "a long password")
    assert operator.check_password("a long password")
    assert (operator.is_staff, operator.is_superuser) == (True, True)


@pytest.mark.django_db
def test_an_address_is_one_persons():
    User.objects.create_user("maren@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("maren@example.org")


@pytest.mark.parametrize(
    ("delete_at", "gone"),
    [(None, False), (NOW + timedelta(seconds=1), False), (NOW, True), (NOW - timedelta(days=9), True)],
)
def test_an_account_is_over_from_the_moment_on_that_was_set_for_it(delete_at, gone):
    assert User(delete_at=delete_at).is_gone(NOW) is gone


def test_a_zone_that_the_system_does_not_know_is_lived_in_as_utc():
    known, unknown = User(time_zone="Europe/Oslo"), User(time_zone="Mars/Olympus")
    assert (known.zone, known.is_zone_known) == (ZoneInfo("Europe/Oslo"), True)
    assert (unknown.zone, unknown.is_zone_known) == (ZoneInfo("UTC"), False)


@pytest.mark.parametrize(
    ("region", "own_mg", "limit_mg"),
    [
        ("us", None, 350),
        ("eu", None, 250),
        ("uk", None, 400),
        ("jp", None, 350),
        ("own", Decimal("300.5"), Decimal("300.5")),
        # A figure of an earlier choice does not count.
        ("eu", Decimal(900), 250),
    ],
)
def test_the_ceiling_is_the_regions_or_the_persons_own(region, own_mg, limit_mg):
    assert User(limit_region=region, own_limit_mg=own_mg).supplement_limit_mg == limit_mg
