from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError

from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PostMealWalkFactory,
    SupplementFactory,
)
from tracker.actions.doses import log_dose
from tracker.actions.entries import delete_entries, insert_once, save_entries, undo, undo_of_logging
from tracker.models import Dose

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 14)
NOW = datetime(2026, 3, 14, 21, 0, 30, 123456, tzinfo=UTC)


def stored(entry):
    """Every column of an entry's row."""
    return type(entry).objects.filter(pk=entry.pk).values().get()


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


@pytest.mark.parametrize(("day", "bumps"), [(TODAY, 0), (date(2026, 3, 13), 1)])
def test_only_a_past_day_makes_the_history_be_summed_anew(person, day, bumps):
    log_dose(person, Dose(magnesium_form="citrate", elemental_mg=Decimal(100)), **when(day=day))
    assert person.history_version == bumps


@pytest.mark.parametrize(("left", "entered", "bumps"), [(13, 14, 1), (14, 13, 1), (14, 14, 0)])
def test_an_edit_of_a_past_day_on_either_side_makes_the_history_be_summed_anew(person, left, entered, bumps):
    dose = DoseFactory(person=person, day=date(2026, 3, left))
    dose.day = date(2026, 3, entered)
    save_entries(person, [dose], today=TODAY)
    person.refresh_from_db()
    assert (person.doses.get().day, person.history_version) == (dose.day, bumps)


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


def test_a_night_deleted_and_logged_anew_stands_in_the_way_of_undo(person):
    log = BedtimeLogFactory(person=person, day=TODAY)
    changes = delete_entries(person, [log], today=TODAY)
    newer = BedtimeLogFactory(person=person, day=TODAY)
    with pytest.raises(IntegrityError):
        undo(person, changes, today=TODAY)
    assert list(person.bedtime_logs.all()) == [newer]


def test_undo_touches_nobody_elses_row(person):
    other = DoseFactory()
    undo(person, undo_of_logging([other]), today=TODAY)
    assert Dose.objects.filter(pk=other.pk).exists()
