"""The entries of some days, as the day page edits them: all kinds but doses in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Field, Value
from django.db.models.functions import Cast

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
    columns: dict[str, Field[Any, Any]] = {
        field.attname: field for model in KINDS.values() for field in model._meta.concrete_fields
    }
    rows = []
    for kind, model in KINDS.items():
        known = {field.attname for field in model._meta.concrete_fields}
        nothing = {name: Cast(Value(None), field) for name, field in columns.items() if name not in known}
        # Every kind has the named filters of entries, which its bare manager does not tell.
        theirs: Any = model._default_manager.filter(person=person)
        kinds = theirs.on_days(*spans).order_by()
        labelled = kinds.annotate(kind=Value(kind, output_field=CharField()), **nothing)
        rows.append(labelled.values_list("kind", *columns))
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    entries = rows[0].union(*rows[1:], all=True)
    for kind, *values in entries:
        by_name = dict(zip(columns, values, strict=True))
        names = [field.attname for field in KINDS[kind]._meta.concrete_fields]
        found[kind].append(KINDS[kind].from_db(entries.db, names, [by_name[name] for name in names]))
    return Entries(found["walks"], found["sprints"], found["bedtime"], found["habits"])


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
