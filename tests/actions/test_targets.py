from datetime import date
from decimal import Decimal

import pytest

from tracker.actions.targets import TargetTakenError, change_target, remove_target, set_target
from tracker.models import User

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


def test_a_new_target_leaves_earlier_days_theirs(person):
    set_target(person, PROTOCOL, today=date(2026, 11, 1))
    set_target(person, PROTOCOL | {"low_mg": Decimal(300)}, today=TODAY)
    assert [(target.starts_on, target.low_mg) for target in person.targets.all()] == [
        (date(2026, 11, 1), Decimal(400)),
        (TODAY, Decimal(300)),
    ]


def test_the_same_target_again_stores_nothing(person):
    set_target(person, PROTOCOL, today=date(2026, 11, 1))
    set_target(person, PROTOCOL, today=TODAY)
    assert person.targets.get().starts_on == date(2026, 11, 1)


def test_a_target_planned_or_begun_further_east_takes_over_when_its_day_comes(person):
    set_target(person, PROTOCOL, today=TODAY, starts_on=date(2026, 11, 23))
    set_target(person, PROTOCOL | {"low_mg": Decimal(300)}, today=TODAY)
    assert [(target.starts_on, target.low_mg) for target in person.targets.all()] == [
        (TODAY, Decimal(300)),
        (date(2026, 11, 23), Decimal(400)),
    ]


def test_todays_target_can_be_thought_over_and_any_other_day_holds_one(person):
    set_target(person, PROTOCOL, today=TODAY)
    set_target(person, PROTOCOL | {"low_mg": Decimal(300)}, today=TODAY)
    assert person.targets.get().low_mg == Decimal(300)
    for day in (date(2026, 11, 1), date(2026, 11, 30)):
        set_target(person, PROTOCOL, today=TODAY, starts_on=day)
        # A second click says the same again.
        set_target(person, PROTOCOL, today=TODAY, starts_on=day)
        with pytest.raises(TargetTakenError):
            set_target(person, PROTOCOL | {"walks_per_day": 1}, today=TODAY, starts_on=day)
    assert person.targets.count() == 3


def test_a_target_is_corrected_and_moved_but_never_onto_another(person):
    first = set_target(person, PROTOCOL, today=date(2026, 11, 1))
    second = set_target(person, PROTOCOL | {"low_mg": Decimal(300)}, today=TODAY)
    with pytest.raises(TargetTakenError):
        change_target(second, PROTOCOL, starts_on=date(2026, 11, 1))
    change_target(second, PROTOCOL | {"low_mg": Decimal(350)}, starts_on=date(2026, 10, 1))
    assert [(target.starts_on, target.low_mg) for target in person.targets.all()] == [
        (date(2026, 10, 1), Decimal(350)),
        (first.starts_on, Decimal(400)),
    ]


def test_a_removed_target_is_not_brought_back_by_a_correction_in_another_tab(person):
    target = set_target(person, PROTOCOL, today=TODAY)
    gone = person.targets.get()
    remove_target(gone)
    version = person.history_version
    change_target(target, PROTOCOL | {"low_mg": Decimal(300)}, starts_on=TODAY)
    remove_target(target)
    person.refresh_from_db()
    assert not person.targets.exists()
    assert person.history_version >= version


def test_every_change_of_targets_says_that_history_changed(person):
    versions = []

    def note():
        person.refresh_from_db()
        versions.append(person.history_version)

    target = set_target(person, PROTOCOL, today=TODAY, starts_on=date(2026, 11, 1))
    note()
    change_target(target, PROTOCOL, starts_on=date(2026, 11, 2))
    note()
    remove_target(person.targets.get())
    note()
    assert versions == [1, 2, 3]


def test_a_new_target_says_that_history_changed(person):
    set_target(person, PROTOCOL, today=TODAY)
    person.refresh_from_db()
    assert person.history_version == 1
