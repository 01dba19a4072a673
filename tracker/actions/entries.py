"""Logging, editing and deleting entries, and taking any of that back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from tracker.models import ENTRY_MODELS, BedtimeLog, Dose, Entry, User

from .history import invalidate_if_past


@dataclass(frozen=True, slots=True)
class Change:
    """A row before it was changed, as text by column; None when it was not there yet."""

    kind: str
    entry_id: UUID
    before: dict[str, str | None] | None


def insert_once(*entries: Entry) -> None:
    """Store entries of one kind unless their person has them already; one query, and safe from races.

    A stored row keeps its first values; `entry.pk` is that row's afterwards.
    """
    # On conflict the row is left as it is, which an upsert that sets the id to itself says on both
    # databases; "ignore conflicts" would on SQLite also swallow every other constraint.
    type(entries[0])._default_manager.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["person", "entry_id"],
        update_fields=["entry_id"],
    )


def log_entry(person: User, *entries: Entry, today: date) -> None:
    """Store entries of one kind and day once, and say so when it is past; one query on the open day."""
    day = entries[0].day
    if day >= today:
        insert_once(*entries)
        return
    with transaction.atomic():
        insert_once(*entries)
        invalidate_if_past(person, [day], today)


def undo_of_logging(entries: Iterable[Entry]) -> list[Change]:
    """How to take back the logging of these entries."""
    return [Change(entry.kind, entry.entry_id, None) for entry in entries]


def save_entries(person: User, entries: Sequence[Entry], *, today: date) -> list[Change]:
    """Store edited entries and return how to take the edit back; their days before and after may be past."""
    with transaction.atomic():
        changes, days = [], set()
        for entry in entries:
            stored = type(entry)._default_manager.select_for_update().get(pk=entry.pk, person=person)
            changes.append(_change(stored))
            days |= {stored.day, entry.day}
            entry.save()
        invalidate_if_past(person, days, today)
    return changes


def with_partner(entry: Entry) -> list[Entry]:
    """A bedtime log and its dose are one entry to a person; the log first, as it points at the dose."""
    if isinstance(entry, BedtimeLog) and entry.dose:
        return [entry, entry.dose]
    if isinstance(entry, Dose) and (log := getattr(entry, "bedtime_log", None)):
        return [log, entry]
    return [entry]


def fill_in(entry: Entry, clean: Mapping[str, Any]) -> list[Entry]:
    """Put clean values into an entry, and its moment and mass into the bedtime dose that goes with it.

    Returns what is to be saved; no query.
    """
    for name in entry.figures:
        setattr(entry, name, clean[name])
    entry.note = clean["note"]
    entries = with_partner(entry)
    for each in entries:
        setattr(each, each.moment_field, clean["moment"])
        each.day = clean["day"]
    if isinstance(entry, BedtimeLog) and entry.dose and clean["elemental_mg"] != entry.dose.elemental_mg:
        entry.dose.elemental_mg = clean["elemental_mg"]
        entry.dose.compound_mg = entry.dose.units = None
    return entries


def delete_entries(person: User, entries: Sequence[Entry], *, today: date) -> list[Change]:
    """Delete entries and return how to bring them back exactly."""
    with transaction.atomic():
        changes = [_change(entry) for entry in entries]
        days = {entry.day for entry in entries}
        for entry in entries:
            entry.delete()
        invalidate_if_past(person, days, today)
    return changes


def undo(person: User, changes: Sequence[Change], *, today: date) -> None:
    """Put the rows back as they were before these changes; doing so twice changes nothing more.

    Raises IntegrityError when something logged since then stands in the way.
    """
    with transaction.atomic():
        days = set()
        # Backwards: what was changed last may point at what was changed first.
        for change in reversed(changes):
            model = ENTRY_MODELS[change.kind]
            stored = model._default_manager.filter(person=person, entry_id=change.entry_id).first()
            if stored:
                days.add(stored.day)
            if change.before is None:
                if stored:
                    stored.delete()
                continue
            fields = {
                field.attname: field.to_python(change.before[field.attname]) for field in _fields(model)
            }
            entry = model(**fields | {"person_id": person.pk})
            entry.save()
            days.add(entry.day)
        invalidate_if_past(person, days, today)


def _fields(model: type[Entry]) -> Any:
    return model._meta.concrete_fields


def _change(entry: Entry) -> Change:
    before = {
        field.attname: None if getattr(entry, field.attname) is None else field.value_to_string(entry)
        for field in _fields(type(entry))
    }
    return Change(entry.kind, entry.entry_id, before)
