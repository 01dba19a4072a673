from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    DoseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
)
from tracker.actions.targets import (
    StartMoved,
    StartRefusedError,
    TargetTakenError,
    change_target,
    remove_target,
    set_target,
    start_earlier,
    undo_start,
)
from tracker.domain.targets import StartRefusal
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
    change_target(target, PROTOCOL | {"low_mg": Decimal(300)}, starts_on=TODAY)
    remove_target(target)
    assert not person.targets.exists()


EARLIER = date(2026, 11, 16)


@pytest.mark.parametrize(
    "factory", [DoseFactory, PostMealWalkFactory, SprintSessionFactory, BedtimeLogFactory]
)
def test_the_first_target_moves_back_to_a_day_with_an_entry_and_no_other_does(factory, person):
    first = set_target(person, PROTOCOL, today=TODAY)
    later = set_target(person, PROTOCOL | {"low_mg": Decimal(300)}, today=TODAY, starts_on=date(2026, 12, 1))
    factory(person=person, day=EARLIER)
    assert start_earlier(person, EARLIER, today=TODAY) == StartMoved(first.pk, TODAY, EARLIER)
    assert [(target.pk, target.starts_on) for target in person.targets.all()] == [
        (first.pk, EARLIER),
        (later.pk, date(2026, 12, 1)),
    ]


def test_a_day_with_nothing_that_a_target_counts_is_refused(person, other_person):
    set_target(person, PROTOCOL, today=TODAY)
    habit = CustomHabitFactory(person=person)
    CustomHabitEntryFactory(person=person, habit=habit, day=EARLIER)
    BedtimeLogFactory(person=person, day=EARLIER, taken=False, sleep_quality=4)
    DoseFactory(person=other_person, day=EARLIER)
    with pytest.raises(StartRefusedError) as refused:
        start_earlier(person, EARLIER, today=TODAY)
    assert refused.value.reason is StartRefusal.NOTHING_LOGGED
    assert person.targets.get().starts_on == TODAY


def test_a_second_tap_and_a_later_day_move_nothing(person):
    set_target(person, PROTOCOL, today=TODAY)
    for day in (EARLIER, date(2026, 11, 18)):
        DoseFactory(person=person, day=day)
    start_earlier(person, EARLIER, today=TODAY)
    for day in (EARLIER, date(2026, 11, 18)):
        with pytest.raises(StartRefusedError) as refused:
            start_earlier(person, day, today=TODAY)
        assert refused.value.reason is StartRefusal.COUNTS_ALREADY
    assert person.targets.get().starts_on == EARLIER


def test_without_a_target_there_is_none_to_move(person):
    DoseFactory(person=person, day=EARLIER)
    with pytest.raises(StartRefusedError) as refused:
        start_earlier(person, EARLIER, today=TODAY)
    assert refused.value.reason is StartRefusal.NO_TARGET


def test_a_start_goes_back_to_where_it_was_once(person):
    set_target(person, PROTOCOL, today=TODAY)
    DoseFactory(person=person, day=EARLIER)
    moved = start_earlier(person, EARLIER, today=TODAY)
    assert undo_start(person, moved)
    assert person.targets.get().starts_on == TODAY
    assert not undo_start(person, moved)
    assert person.targets.get().starts_on == TODAY


def test_a_start_stays_where_it_is_when_newer_targets_stand_before_its_old_day(person, other_person):
    set_target(person, PROTOCOL, today=TODAY)
    DoseFactory(person=person, day=EARLIER)
    moved = start_earlier(person, EARLIER, today=TODAY)
    assert not undo_start(other_person, moved)
    # What is asked of the days since would be another.
    set_target(person, PROTOCOL | {"low_mg": Decimal(300)}, today=TODAY, starts_on=TODAY)
    assert not undo_start(person, moved)
    assert [target.starts_on for target in person.targets.all()] == [EARLIER, TODAY]


def test_what_was_changed_about_a_target_since_its_start_moved_stays(person):
    target = set_target(person, PROTOCOL, today=TODAY)
    DoseFactory(person=person, day=EARLIER)
    moved = start_earlier(person, EARLIER, today=TODAY)
    change_target(target, PROTOCOL | {"low_mg": Decimal(350)}, starts_on=EARLIER)
    assert undo_start(person, moved)
    assert [(row.starts_on, row.low_mg) for row in person.targets.all()] == [(TODAY, Decimal(350))]
