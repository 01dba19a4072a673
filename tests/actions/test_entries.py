from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError

from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    DoseFactory,
    PostMealWalkFactory,
    SupplementFactory,
)
from tracker.actions.doses import log_dose
from tracker.actions.entries import (
    UndoRefusedError,
    delete_entries,
    insert_once,
    save_entries,
    undo,
    undo_of_logging,
)
from tracker.domain.undo import Hindrance, Obstacle
from tracker.models import BedtimeLog, CustomHabitEntry, Dose, PostMealWalk

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 14)
YESTERDAY = date(2026, 3, 13)
NOW = datetime(2026, 3, 14, 21, 0, 30, 123456, tzinfo=UTC)


def stored(entry):
    """Every column of an entry's row, but for numbers: they say nothing of what was entered."""
    row = type(entry).objects.filter(person=entry.person, entry_id=entry.entry_id).values().get()
    if dose := row.pop("dose_id", None):
        row["dose"] = Dose.objects.get(pk=dose).entry_id
    return {name: value for name, value in row.items() if name != "id"}


def edit(person, entry, **changed):
    """Read an entry anew, change it and store it, as a request does; returns how to take that back."""
    entry = type(entry).objects.get(person=person, entry_id=entry.entry_id)
    for name, value in changed.items():
        setattr(entry, name, value)
    return save_entries(person, [entry], today=TODAY)


def refusal(person, changes):
    """Why these changes are not taken back, while every row stays as it is."""
    models = (Dose, BedtimeLog, PostMealWalk, CustomHabitEntry)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    with pytest.raises(UndoRefusedError) as refused:
        undo(person, changes, today=TODAY)
    assert [list(model.objects.order_by("pk").values()) for model in models] == before
    return refused.value.hindrance


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def when(**changed):
    return {"entry_id": uuid4(), "taken_at": NOW, "day": TODAY, "today": TODAY} | changed


def test_inserting_once_still_refuses_what_must_not_be_stored(person):
    with pytest.raises(IntegrityError):
        insert_once(DoseFactory.build(person=person, elemental_mg=Decimal("0.5"), taken_at=NOW))


def test_what_is_sent_again_keeps_its_first_values(person):
    entry_id = uuid4()
    for note, mg in (("first", 100), ("second", 200)):
        dose = Dose(magnesium_form="citrate", elemental_mg=Decimal(mg))
        log_dose(person, dose, **when(entry_id=entry_id, note=note))
    kept = person.doses.get()
    assert (kept.note, kept.elemental_mg, dose.pk) == ("first", Decimal(100), kept.pk)


def test_taking_back_what_was_logged_leaves_nothing(person):
    dose = log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), **when())
    undo(person, undo_of_logging([dose]), today=TODAY)
    undo(person, undo_of_logging([dose]), today=TODAY)
    assert not person.doses.exists()


def test_a_deleted_entry_comes_back_exactly(person):
    dose = DoseFactory(
        person=person,
        supplement=SupplementFactory(person=person),
        taken_at=NOW,
        note="with food",
        units=Decimal("2.0"),
        logged_at=NOW,
    )
    before = stored(dose)
    changes = delete_entries(person, [dose], today=TODAY)
    assert not person.doses.exists()
    undo(person, changes, today=TODAY)
    undo(person, changes, today=TODAY)
    assert stored(person.doses.get()) == before


def test_a_deleted_night_comes_back_with_its_dose(person):
    log = BedtimeLogFactory(person=person, dose=DoseFactory(person=person), sleep_quality=4)
    before = stored(log), stored(log.dose)
    changes = delete_entries(person, [log, log.dose], today=TODAY)
    undo(person, changes, today=TODAY)
    log = person.bedtime_logs.get()
    assert (stored(log), stored(log.dose)) == before


def test_an_edit_is_taken_back_to_every_column(person):
    walk = PostMealWalkFactory(person=person, minutes_after_meal=None)
    before = stored(walk)
    walk.minutes, walk.minutes_after_meal, walk.day = 45, 20, date(2026, 3, 2)
    changes = save_entries(person, [walk], today=TODAY)
    assert stored(walk) != before
    undo(person, changes, today=TODAY)
    assert stored(walk) == before


def test_a_night_deleted_and_logged_anew_stands_in_the_way_of_undo(person, clock):
    log = BedtimeLogFactory(person=person, day=TODAY)
    changes = delete_entries(person, [log], today=TODAY)
    clock.shift(60)
    newer = BedtimeLogFactory(person=person, day=TODAY)
    assert refusal(person, changes) == Hindrance(Obstacle.LOGGED_AGAIN, newer.logged_at)


def test_a_night_moved_onto_the_day_of_one_deleted_stands_in_its_way(person, clock):
    other = BedtimeLogFactory(person=person, day=YESTERDAY)
    log = BedtimeLogFactory(person=person, day=TODAY)
    changes = delete_entries(person, [log], today=TODAY)
    clock.shift(60)
    edit(person, other, day=TODAY)
    assert refusal(person, changes) == Hindrance(Obstacle.LOGGED_AGAIN, NOW + timedelta(minutes=1))


def test_a_check_deleted_and_logged_anew_stands_in_the_way_of_undo(person, clock):
    habit = CustomHabitFactory(person=person)
    old = CustomHabitEntryFactory(person=person, habit=habit)
    twin = CustomHabitEntryFactory(person=person, habit=habit)
    changes = delete_entries(person, [old], today=TODAY)
    # What was there already is no obstacle.
    undo(person, changes, today=TODAY)
    changes = delete_entries(person, [old, twin], today=TODAY)
    clock.shift(60)
    newer = CustomHabitEntryFactory(person=person, habit=habit)
    assert refusal(person, changes) == Hindrance(Obstacle.LOGGED_AGAIN, newer.logged_at)


def test_a_counted_habit_is_logged_as_often_as_it_is(person):
    habit = CustomHabitFactory(person=person, kind="number")
    changes = delete_entries(
        person, [CustomHabitEntryFactory(person=person, habit=habit, amount=7)], today=TODAY
    )
    CustomHabitEntryFactory(person=person, habit=habit, amount=3)
    undo(person, changes, today=TODAY)
    assert sorted(person.custom_entries.values_list("amount", flat=True)) == [3, 7]


def test_an_older_undo_of_an_edit_leaves_a_newer_one_alone(person, clock):
    walk = PostMealWalkFactory(person=person)
    first = edit(person, walk, minutes=20)
    clock.shift(14 * 60)
    second = edit(person, walk, minutes=30, note="uphill")
    assert refusal(person, first) == Hindrance(Obstacle.CHANGED, NOW + timedelta(minutes=14))
    undo(person, second, today=TODAY)
    assert person.walks.get().minutes == 20
    undo(person, first, today=TODAY)
    assert (person.walks.get().minutes, person.walks.get().changed_at) == (10, None)


def test_what_was_set_back_by_hand_is_a_newer_edit_too(person, clock):
    walk = PostMealWalkFactory(person=person)
    first = edit(person, walk, minutes=20)
    for minutes in (30, 20):
        clock.shift(60)
        edit(person, walk, minutes=minutes)
    assert refusal(person, first) == Hindrance(Obstacle.CHANGED, NOW + timedelta(minutes=2))


def test_an_entry_edited_since_it_was_logged_is_not_taken_away(person, clock):
    dose = log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), **when())
    logged = undo_of_logging([dose])
    clock.shift(60)
    edit(person, dose, note="with food")
    assert refusal(person, logged) == Hindrance(Obstacle.CHANGED, NOW + timedelta(minutes=1))


def test_a_tap_sent_again_after_an_edit_takes_the_edit_away_no_more_than_the_first(person, clock):
    sent = when()
    log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), **sent)
    clock.shift(60)
    edit(person, person.doses.get(), elemental_mg=Decimal(150))
    again = log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), **sent)
    assert again.elemental_mg == 150
    assert refusal(person, undo_of_logging([again])).obstacle is Obstacle.CHANGED


def test_a_tap_sent_again_later_takes_back_what_the_first_one_stored(person, clock):
    sent = when()
    log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), **sent)
    clock.shift(60)
    later = sent | {"taken_at": NOW + timedelta(minutes=1)}
    again = log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(200)), **later)
    undo(person, undo_of_logging([again]), today=TODAY)
    assert not person.doses.exists()


def test_an_edit_of_an_entry_deleted_since_has_nothing_left_to_take_back(person):
    walk = PostMealWalkFactory(person=person)
    edited = edit(person, walk, minutes=20)
    deleted = delete_entries(person, [walk], today=TODAY)
    assert refusal(person, edited) == Hindrance(Obstacle.DELETED)
    undo(person, deleted, today=TODAY)
    undo(person, edited, today=TODAY)
    assert person.walks.get().minutes == 10


def test_an_entry_brought_back_and_edited_is_not_brought_back_over_it(person, clock):
    walk = PostMealWalkFactory(person=person)
    deleted = delete_entries(person, [walk], today=TODAY)
    undo(person, deleted, today=TODAY)
    clock.shift(60)
    edit(person, walk, minutes=45)
    assert refusal(person, deleted) == Hindrance(Obstacle.CHANGED, NOW + timedelta(minutes=1))


def test_an_entry_whose_tap_was_sent_again_after_its_deletion_was_logged_again(person, clock):
    sent = when()
    dose = log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), **sent)
    edited = edit(person, dose, note="with food")
    deleted = delete_entries(person, [dose], today=TODAY)
    clock.shift(60)
    log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), **sent)
    again = Hindrance(Obstacle.LOGGED_AGAIN, NOW + timedelta(minutes=1))
    assert (refusal(person, edited), refusal(person, deleted)) == (again, again)


def test_what_was_taken_back_further_stays_so(person, clock):
    walk = PostMealWalkFactory(person=person)
    first = edit(person, walk, minutes=20)
    clock.shift(60)
    second = edit(person, walk, minutes=30)
    for changes in (second, first):
        undo(person, changes, today=TODAY)
    assert refusal(person, second) == Hindrance(Obstacle.CHANGED)
    undo(person, first, today=TODAY)


def test_a_change_by_an_operator_stands_in_the_way_though_nobody_can_say_when(person):
    walk = PostMealWalkFactory(person=person)
    edited = edit(person, walk, minutes=20)
    person.walks.update(minutes=25)
    assert refusal(person, edited) == Hindrance(Obstacle.CHANGED)


def test_one_row_in_the_way_keeps_all_others_as_they_are(person):
    doses = DoseFactory.create_batch(3, person=person)
    logged = undo_of_logging(doses)
    edit(person, doses[1], note="half of it")
    assert refusal(person, logged).obstacle is Obstacle.CHANGED
    assert person.doses.count() == 3


def test_what_is_gone_already_is_no_obstacle_to_taking_back_the_rest(person):
    doses = DoseFactory.create_batch(3, person=person)
    logged = undo_of_logging(doses)
    delete_entries(person, [doses[1]], today=TODAY)
    undo(person, logged, today=TODAY)
    assert not person.doses.exists()


def test_an_entry_saved_as_it_was_is_no_change(person):
    walk = PostMealWalkFactory(person=person, day=YESTERDAY)
    edited = edit(person, walk, minutes=20)
    assert edit(person, walk, minutes=20) == []
    undo(person, edited, today=TODAY)


def test_a_dose_that_a_later_night_counts_is_not_taken_away_from_it(person):
    dose = DoseFactory(person=person, day=TODAY)
    logged = undo_of_logging([dose])
    log = BedtimeLogFactory(person=person, day=TODAY, dose=dose)
    assert refusal(person, logged) == Hindrance(Obstacle.COUNTED_AT_BEDTIME)
    undo(person, undo_of_logging([log]), today=TODAY)
    undo(person, logged, today=TODAY)
    assert not person.doses.exists()


def test_an_older_undo_still_fits_a_night_that_was_deleted_and_brought_back(person):
    log = BedtimeLogFactory(person=person, dose=DoseFactory(person=person))
    rated = edit(person, log, sleep_quality=4)
    deleted = delete_entries(person, [log, log.dose], today=TODAY)
    # The numbers they had are given out again.
    BedtimeLogFactory(pk=log.pk, dose=DoseFactory(pk=log.dose.pk), day=YESTERDAY)
    undo(person, deleted, today=TODAY)
    undo(person, rated, today=TODAY)
    log = person.bedtime_logs.get()
    assert (log.sleep_quality, log.dose) == (None, person.doses.get())


def test_a_row_of_anothers_under_the_old_number_is_never_overwritten(person):
    walk = PostMealWalkFactory(person=person, minutes=20)
    edited, deleted = edit(person, walk, minutes=30), delete_entries(person, [walk], today=TODAY)
    # As after a restore from a backup: the sequence goes back, and gives the number to somebody else.
    theirs = PostMealWalkFactory(pk=walk.pk, minutes=60)
    before = stored(theirs)
    assert refusal(person, edited) == Hindrance(Obstacle.DELETED)
    undo(person, deleted, today=TODAY)
    assert (stored(theirs), person.walks.get().minutes) == (before, 30)


def test_a_dose_whose_supplement_is_another_by_now_does_not_come_back_to_it(person):
    tea = SupplementFactory(person=person, name="Tea")
    deleted = delete_entries(person, [DoseFactory(person=person, supplement=tea)], today=TODAY)
    person.supplements.update(name="Salt")
    assert refusal(person, deleted) == Hindrance(Obstacle.REFERENCE_LOST)


def test_a_dose_edited_to_another_supplement_gets_its_own_back(person):
    tea, salt = (SupplementFactory(person=person, name=name) for name in ("Tea", "Salt"))
    dose = DoseFactory(person=person, supplement=tea)
    edited = edit(person, dose, supplement=salt)
    undo(person, edited, today=TODAY)
    assert person.doses.get().supplement == tea


def test_an_entry_deleted_meanwhile_is_not_deleted_again(person):
    walk = PostMealWalkFactory(person=person)
    delete_entries(person, [walk], today=TODAY)
    with pytest.raises(PostMealWalk.DoesNotExist):
        delete_entries(person, [walk], today=TODAY)


def test_a_deletion_brings_back_what_the_entry_said_last(person):
    walk = PostMealWalkFactory(person=person)
    # Loaded by one tab, then edited in another.
    edit(person, walk, minutes=45)
    changes = delete_entries(person, [walk], today=TODAY)
    undo(person, changes, today=TODAY)
    assert person.walks.get().minutes == 45


def test_storing_an_entry_and_knowing_what_is_stored_takes_one_query(person, django_assert_num_queries):
    doses = [DoseFactory.build(person=person, taken_at=NOW) for _ in range(3)]
    with django_assert_num_queries(1):
        insert_once(*doses)
        undo_of_logging(doses)
    assert [dose.pk for dose in doses] == list(person.doses.order_by("pk").values_list("pk", flat=True))
    again = [DoseFactory.build(person=person, entry_id=dose.entry_id, taken_at=NOW) for dose in doses[::-1]]
    insert_once(*again)
    assert again == doses[::-1]


def test_undo_touches_nobody_elses_row(person):
    other = DoseFactory()
    undo(person, undo_of_logging([other]), today=TODAY)
    assert Dose.objects.filter(pk=other.pk).exists()
