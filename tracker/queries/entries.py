"""The entries of some days, as the day page edits them: all kinds but doses in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Field, Value
from django.db.models.functions import Cast

from tracker.models import BedtimeLog, CustomHabitEntry, Entry, PostMealWalk, SprintSession, User

KINDS: dict[str, type[Entry]] = {
    "walks": PostMealWalk,
    "sprints": SprintSession,
    "bedtime_logs": BedtimeLog,
    "custom_entries": CustomHabitEntry,
}


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
        kinds = getattr(person, kind).on_days(*spans).order_by()
        labelled = kinds.annotate(kind=Value(kind, output_field=CharField()), **nothing)
        rows.append(labelled.values_list("kind", *columns))
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    entries = rows[0].union(*rows[1:], all=True)
    for kind, *values in entries:
        by_name = dict(zip(columns, values, strict=True))
        names = [field.attname for field in KINDS[kind]._meta.concrete_fields]
        found[kind].append(KINDS[kind].from_db(entries.db, names, [by_name[name] for name in names]))
    return Entries(**found)
