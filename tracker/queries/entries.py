"""The entries of some days, as the day page edits them: all kinds but doses in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from tracker.models import (
    ENTRY_MODELS,
    BedtimeLog,
    CustomHabitEntry,
    Dose,
    Entry,
    PostMealWalk,
    SprintSession,
    User,
)

from .unions import Row, fields_named, rows_by_kind

# Doses are read apart: the day page adds up their supplements.
KINDS = {kind: model for kind, model in ENTRY_MODELS.items() if model is not Dose}


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries by their kind, in no order."""

    walks: Sequence[PostMealWalk]
    sprints: Sequence[SprintSession]
    bedtime_logs: Sequence[BedtimeLog]
    custom_entries: Sequence[CustomHabitEntry]


def entries_on(person: User, *spans: tuple[date, date]) -> Entries:
    """All entries but doses on the logical days of these spans, both ends included; one query."""
    # Whatever any of the kinds stores; the others have nothing there.
    columns = {field.attname: field for model in KINDS.values() for field in model._meta.concrete_fields}
    parts = {}
    for kind, model in KINDS.items():
        # Every kind has the named filters of entries, which its bare manager does not tell.
        theirs: Any = model._default_manager.filter(person=person)
        parts[kind] = theirs.on_days(*spans), fields_named(*_columns_of(model))
    rows = rows_by_kind(columns, parts)
    found: dict[str, list[Any]] = {kind: [_entry(KINDS[kind], row) for row in rows[kind]] for kind in KINDS}
    return Entries(found["walks"], found["sprints"], found["bedtime"], found["habits"])


def _columns_of(model: type[Entry]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _entry(model: type[Entry], row: Row) -> Entry:
    """The entry that a row says, as if it were loaded alone."""
    names = _columns_of(model)
    return model.from_db(DEFAULT_DB_ALIAS, names, [row[name] for name in names])


def entry_of(person: User, kind: str, entry_id: UUID) -> Entry:
    """The person's entry of this kind and id, with the rows that its words speak of; one query.

    Raises ObjectDoesNotExist.
    """
    model = ENTRY_MODELS[kind]
    entries = model._default_manager.filter(person=person)
    if model.spoken_of:
        entries = entries.select_related(*model.spoken_of)
    return entries.get(entry_id=entry_id)


def day_of_entry(person: User, kind: str, entry_id: UUID) -> date | None:
    """The logical day of an entry; None when it is not there. One query."""
    entries = ENTRY_MODELS[kind]._default_manager.filter(person=person, entry_id=entry_id)
    return entries.values_list("day", flat=True).first()
