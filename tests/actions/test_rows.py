"""What an entry's row says as text, and what is put back from it."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    DoseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SupplementFactory,
)
from tests.people import person_with_everything
from tracker.actions.rows import (
    ReferenceLostError,
    digest,
    fill_from,
    is_readable,
    locked,
    locked_or_none,
    names_in,
    written,
)
from tracker.models import ENTRY_MODELS, BedtimeLog, Dose

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 14, 21, 0, 30, 123456, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def reread(entry):
    return type(entry).objects.get(pk=entry.pk)


@pytest.mark.parametrize("kind", ENTRY_MODELS)
def test_a_row_is_put_back_whole_from_its_text(kind):
    person = person_with_everything()
    for entry in ENTRY_MODELS[kind].objects.filter(person=person):
        row = written(entry)
        assert is_readable(kind, row)
        bare = ENTRY_MODELS[kind](person=person, entry_id=entry.entry_id)
        fill_from(bare, row, names_in(entry))
        for field in entry._meta.concrete_fields:
            if not field.primary_key:
                assert getattr(bare, field.attname) == getattr(entry, field.attname), field.name


def test_an_entry_just_saved_says_what_it_says_when_it_is_read(person):
    dose = DoseFactory(
        person=person,
        supplement=SupplementFactory(person=person),
        elemental_mg=Decimal(200),
        units=2,
        taken_at=AT.astimezone(BERLIN),
        changed_at=AT.astimezone(BERLIN),
    )
    log = BedtimeLogFactory(person=person, dose=dose, sleep_quality=4, taken=True)
    custom = CustomHabitEntryFactory(person=person, amount=Decimal("2.50"))
    for entry in (dose, log, custom):
        assert written(entry) == written(reread(entry))


def test_a_row_is_told_without_its_number_its_person_and_what_is_default(person):
    walk = PostMealWalkFactory(person=person, started_at=AT, logged_at=AT)
    assert written(walk) == {
        "day": "2026-03-14",
        "time_zone": "Europe/Berlin",
        "logged_at": "2026-03-14T21:00:30.123456+00:00",
        "meal": "lunch",
        "minutes": "10",
        "started_at": "2026-03-14T21:00:30.123456+00:00",
    }


def test_a_column_that_the_text_does_not_know_has_its_default_afterwards(person):
    walk = PostMealWalkFactory(person=person, note="uphill", minutes_after_meal=5)
    row = {name: text for name, text in written(walk).items() if name not in ("note", "minutes_after_meal")}
    fill_from(walk, row, {})
    assert (walk.note, walk.minutes_after_meal) == ("", None)


def test_a_night_names_its_dose_by_an_id_that_outlives_its_number(person):
    log = BedtimeLogFactory(person=person, dose=DoseFactory(person=person))
    row = written(log)
    assert row["dose"] == str(log.dose.entry_id)
    entry_id = log.dose.entry_id
    log.dose.delete()
    again = DoseFactory(person=person, entry_id=entry_id)
    fill_from(log, row, {})
    assert log.dose_id == again.pk


def test_a_night_whose_dose_is_gone_or_anothers_is_not_put_back(person):
    log = BedtimeLogFactory(person=person, dose=DoseFactory(person=person))
    row = written(log)
    Dose.objects.all().delete()
    DoseFactory(entry_id=log.dose.entry_id)
    with pytest.raises(ReferenceLostError):
        fill_from(BedtimeLog(person=person), row, {})


def test_a_dose_that_is_not_there_comes_back_only_to_the_supplement_of_its_number_and_name(person):
    tea = SupplementFactory(person=person, name="Tea")
    dose = DoseFactory(person=person, supplement=tea)
    row, names = written(dose), names_in(dose)
    assert names == {"supplement": "Tea"}
    bare = Dose(person=person)
    fill_from(bare, row, names)
    assert bare.supplement == tea
    # Its number was given out again: for another product, or to another person.
    for changed in ({"name": "Salt"}, {"name": "Tea", "person": PersonFactory()}):
        type(tea).objects.filter(pk=tea.pk).update(**changed)
        with pytest.raises(ReferenceLostError):
            fill_from(Dose(person=person), row, names)


def test_a_dose_that_kept_its_supplement_keeps_it_whatever_it_is_called_now(person):
    tea = SupplementFactory(person=person, name="Tea")
    dose = DoseFactory(person=person, supplement=tea)
    row = written(dose)
    assert names_in(dose, row) == {}
    type(tea).objects.update(name="Green tea")
    fill_from(dose, row, {})
    assert dose.supplement_id == tea.pk


def test_an_entry_of_a_habit_comes_back_to_that_habit_alone(person):
    entry = CustomHabitEntryFactory(person=person)
    row, names = written(entry), names_in(entry)
    assert names == {"habit": entry.habit.name}
    other = CustomHabitFactory(person=person)
    with pytest.raises(ReferenceLostError):
        fill_from(type(entry)(person=person), {**row, "habit": str(other.pk)}, names)


def test_two_rows_have_one_digest_only_when_they_say_the_same(person):
    walk = PostMealWalkFactory(person=person)
    before = digest(written(walk))
    assert digest(dict(reversed(written(walk).items()))) == before
    walk.note = "uphill"
    assert digest(written(walk)) != before


@pytest.mark.parametrize(
    ("kind", "row", "readable"),
    [
        ("walks", {}, True),
        ("walks", {"minutes": "10", "minutes_after_meal": None}, True),
        ("walks", {"minutes": "ten"}, False),
        ("walks", {"speed": "5"}, False),
        ("walks", {"id": "5"}, False),
        ("walks", {"person": "5"}, False),
        ("runs", {}, False),
        ("bedtime", {"dose": "5"}, False),
    ],
)
def test_what_another_version_wrote_is_read_only_where_this_one_knows_it(kind, row, readable):
    assert is_readable(kind, row) is readable


def test_a_strangers_row_is_not_there(person):
    walk = PostMealWalkFactory()
    with pytest.raises(ObjectDoesNotExist):
        locked(person, "walks", walk.entry_id)
    assert locked_or_none(person, "walks", walk.entry_id) is None
    assert locked_or_none(person, "walks", uuid4()) is None


@pytest.mark.parametrize("kind", ENTRY_MODELS)
def test_a_row_and_what_it_is_told_by_are_read_in_one_query(kind, django_assert_num_queries):
    person = person_with_everything()
    stored = ENTRY_MODELS[kind].objects.filter(person=person).first()
    with django_assert_num_queries(1):
        written(locked(person, kind, stored.entry_id))
