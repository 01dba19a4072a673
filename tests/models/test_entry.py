"""Every kind of entry is known wherever kinds are told apart."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tests import factories
from tests.people import person_with_everything
from tracker.actions.entries import delete_entries, undo, undo_of_logging
from tracker.demo import create_demo_person
from tracker.exchange.queries import everything_entered
from tracker.models import ENTRY_MODELS, Entry
from tracker.presenters.entries import EntryRow, entry_row, entry_words
from tracker.queries.plan import plan_of
from tracker.views.edit_entries import EDIT_FORMS

KINDS = pytest.mark.parametrize("kind", ENTRY_MODELS)
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and hasattr(factory, "_meta") and not factory._meta.abstract
}


@pytest.fixture
def somebody(db):
    return person_with_everything()


def entry(kind, person):
    return ENTRY_MODELS[kind].objects.filter(person=person).first()


def test_no_kind_is_left_out():
    assert set(ENTRY_MODELS.values()) == set(Entry.__subclasses__())


@KINDS
def test_an_entry_id_is_one_entry_of_its_person(kind, db):
    factory = FACTORIES[ENTRY_MODELS[kind]]
    entry = factory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(person=entry.person, entry_id=entry.entry_id, day=date(2026, 3, 1))
    assert factory(entry_id=entry.entry_id).person != entry.person


@KINDS
def test_it_can_be_edited_at_its_address(kind, somebody, client_of):
    address = reverse("tracker:edit_entry", args=[kind, entry(kind, somebody).entry_id])
    assert address.startswith(f"/{kind}/")
    assert client_of(somebody).get(address).status_code == 200
    assert set(EDIT_FORMS) == set(ENTRY_MODELS)


@KINDS
def test_it_has_a_row_and_words(kind, somebody):
    row = entry_row(entry(kind, somebody), plan_of(somebody).custom)
    assert isinstance(row, EntryRow)
    assert (row.kind, bool(row.title), bool(row.form or row.icon)) == (kind, True, True)
    assert entry_words(row.entry)


@KINDS
def test_operators_find_it(kind):
    assert ENTRY_MODELS[kind] in admin.site._registry


@KINDS
def test_it_is_taken_along(kind, somebody):
    exported = everything_entered(somebody)
    rows = exported.get(kind) or [row for habit in exported["custom_habits"] for row in habit["entries"]]
    assert entry(kind, somebody).entry_id in {row["entry_id"] for row in rows}


@KINDS
def test_tests_and_the_demo_make_it(kind, db, time_machine):
    assert ENTRY_MODELS[kind] in FACTORIES
    time_machine.move_to("2026-11-22T08:30:00Z", tick=False)
    from django.utils import timezone

    person, _password = create_demo_person(timezone.now())
    assert entry(kind, person) is not None


@KINDS
def test_its_deletion_can_be_undone(kind, somebody):
    logged = entry(kind, somebody)
    changes = delete_entries(somebody, [logged], today=logged.day)
    assert [change.kind for change in changes] == [kind]
    undo(somebody, changes, today=logged.day)
    assert entry(kind, somebody).entry_id == changes[0].entry_id
    assert undo_of_logging([logged])[0].kind == kind


@pytest.mark.django_db
@pytest.mark.parametrize("model", ENTRY_MODELS.values(), ids=ENTRY_MODELS)
def test_each_index_of_a_kind_that_begins_with_the_person_leads_further(model):
    with connection.cursor() as cursor:
        told = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
    indexed = [each["columns"] for each in told if each["index"] or each["unique"]]
    of_person = [columns for columns in indexed if columns[0] == "person_id"]
    assert sorted(of_person) == [["person_id", "day"], ["person_id", "entry_id"]]
