"""Logging, editing and deleting entries, and taking any of that back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery
from django.utils import timezone

from tracker.domain.custom_habits import HabitKind
from tracker.domain.undo import Hindrance, Obstacle, hindrance_since
from tracker.models import ENTRY_MODELS, BedtimeLog, CustomHabitEntry, Dose, Entry, User

from .history import entries_changed
from .locks import lock_person
from .rows import ReferenceLostError, Row, digest, fill_from, locked, locked_or_none, names_in, written


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row at a moment: how it was before, and a digest of how it was afterwards.

    Either is None when the row was not there. `day` is the day it lies on afterwards, or lay on; `names`
    are what the supplement or habit that it belonged to before was called.
    """

    kind: str
    entry_id: UUID
    before: Row | None
    after: str | None
    day: date
    at: datetime
    names: Mapping[str, str] = field(default_factory=dict)


class UndoRefusedError(Exception):
    """Something newer would be lost with a change; `entry` is what stands in the way, if it is there."""

    def __init__(self, hindrance: Hindrance, entry: Entry | None = None) -> None:
        super().__init__(hindrance)
        self.hindrance, self.entry = hindrance, entry


def insert_once(*entries: Entry) -> None:
    """Store entries of one kind unless their person has them already; one query, and safe from races.

    A stored row keeps its first values; these are the entry's afterwards, with the number of the row.
    """
    model = type(entries[0])
    columns = {column.name: column for column in model._meta.concrete_fields}
    # On conflict the row is left as it is, which an upsert that sets the id to itself says on both
    # databases; "ignore conflicts" would on SQLite also swallow every other constraint. bulk_create says
    # the same but does not tell what is stored now, which would take another query.
    statement = InsertQuery(
        model,
        on_conflict=OnConflict.UPDATE,
        unique_fields=[columns["person"], columns["entry_id"]],
        update_fields=[columns["entry_id"]],
    )
    # Without its number: a first try that was undone may have left it one that is another row's by now.
    statement.insert_values([column for column in columns.values() if not column.primary_key], [*entries])
    rows = statement.get_compiler(using=DEFAULT_DB_ALIAS).execute_sql(columns.values())
    by_id = {row["entry_id"]: row for row in (dict(zip(columns, row, strict=True)) for row in rows)}
    for entry in entries:
        for name, value in by_id[entry.entry_id].items():
            setattr(entry, columns[name].attname, value)


def log_entry(person: User, *entries: Entry, today: date) -> None:
    """Store entries of one kind and day once, with what its week adds up to; two queries on the open day."""
    day = entries[0].day
    with transaction.atomic():
        if day < today:
            lock_person(person)
        insert_once(*entries)
        entries_changed(person, [day], today=today)


def undo_of_logging(entries: Iterable[Entry]) -> list[Change]:
    """How to take back the logging of these entries, unless they are changed; no query."""
    return [
        Change(
            entry.kind,
            entry.entry_id,
            before=None,
            # Logged, it is not changed yet: an entry edited before its tap was sent again is not as it was.
            after=digest({name: text for name, text in written(entry).items() if name != "changed_at"}),
            day=entry.day,
            at=entry.logged_at,
        )
        for entry in entries
    ]


def save_entries(person: User, entries: Sequence[Entry], *, today: date) -> list[Change]:
    """Store edited entries and return how to take the edit back; their days before and after may be past.

    One that says what it said before is no change. Raises ObjectDoesNotExist when one was deleted meanwhile.
    """
    with transaction.atomic():
        lock_person(person)
        changes, days, now = [], set(), timezone.now()
        for entry in entries:
            stored = locked(person, entry.kind, entry.entry_id)
            before, entry.changed_at = written(stored), stored.changed_at
            if written(entry) == before:
                continue
            entry.changed_at = now
            entry.save()
            after = written(entry)
            changes.append(
                Change(
                    entry.kind,
                    entry.entry_id,
                    before,
                    digest(after),
                    day=entry.day,
                    at=now,
                    names=names_in(stored, after),
                )
            )
            days |= {stored.day, entry.day}
        if changes:
            entries_changed(person, days, today=today)
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
    """Delete entries and return how to bring them back exactly.

    Raises ObjectDoesNotExist when one was deleted meanwhile.
    """
    with transaction.atomic():
        lock_person(person)
        # Read again: what they say by now is what comes back.
        rows = [locked(person, entry.kind, entry.entry_id) for entry in entries]
        now = timezone.now()
        changes = [
            Change(row.kind, row.entry_id, written(row), after=None, day=row.day, at=now, names=names_in(row))
            for row in rows
        ]
        for row in rows:
            row.delete()
        entries_changed(person, {row.day for row in rows}, today=today)
    return changes


def undo(person: User, changes: Sequence[Change], *, today: date) -> None:
    """Put the rows back exactly as they were before these changes; doing so twice changes nothing more.

    Raises UndoRefusedError, and changes nothing at all, when one of them is not as the change left it.
    """
    try:
        with transaction.atomic():
            # Two tabs compare one after the other, rows that are not there included.
            lock_person(person)
            days = set()
            # Backwards: what was changed last may point at what was changed first.
            for change, row in _still_done(person, changes)[::-1]:
                days |= {row.day} if row else set()
                if change.before is None:
                    _delete(row)
                else:
                    days.add(_put_back(person, change, row).day)
            if days:
                entries_changed(person, days, today=today)
    except IntegrityError as error:
        # Only what another device logs in this very moment.
        raise UndoRefusedError(Hindrance(Obstacle.LOGGED_AGAIN)) from error


def _still_done(person: User, changes: Sequence[Change]) -> list[tuple[Change, Entry | None]]:
    """The changes that are not taken back already, each with its row; raises UndoRefusedError."""
    done, refusals = [], []
    for change in changes:
        row = locked_or_none(person, change.kind, change.entry_id)
        now = written(row) if row else None
        if now == change.before:
            continue
        if (digest(now) if now is not None else None) != change.after:
            refusals.append(_refused(change, row))
        done.append((change, row))
    if refusals:
        # The one that can say since when comes first.
        raise min(refusals, key=lambda refused: refused.hindrance.at is None)
    return done


def _refused(change: Change, row: Entry | None) -> UndoRefusedError:
    """Why a change is not taken back whose row is another now."""
    if row is None:
        return UndoRefusedError(Hindrance(Obstacle.DELETED))
    hindrance = hindrance_since(change.at, logged_at=row.logged_at, changed_at=row.changed_at)
    return UndoRefusedError(hindrance, row)


def _delete(row: Entry | None) -> None:
    if isinstance(row, Dose) and (log := BedtimeLog.objects.filter(dose=row).first()):
        # A night logged since then counts it: without its dose it would not be what was logged.
        raise UndoRefusedError(Hindrance(Obstacle.COUNTED_AT_BEDTIME), log)
    if row:
        row.delete()


def _put_back(person: User, change: Change, row: Entry | None) -> Entry:
    """Store the row as it was before a change, under the number it has now."""
    entry = row or ENTRY_MODELS[change.kind](person=person, entry_id=change.entry_id)
    try:
        fill_from(entry, change.before or {}, change.names)
    except ReferenceLostError as error:
        raise UndoRefusedError(Hindrance(Obstacle.REFERENCE_LOST)) from error
    if other := _other_of_its_day(person, entry, change.at):
        # Logged since then, or moved there.
        moments = [at for at in (other.logged_at, other.changed_at) if at and at > change.at]
        raise UndoRefusedError(Hindrance(Obstacle.LOGGED_AGAIN, min(moments, default=None)), other)
    entry.save()
    return entry


def _other_of_its_day(person: User, entry: Entry, since: datetime) -> Entry | None:
    """What was logged since then in the place of something that is logged once a day."""
    if isinstance(entry, BedtimeLog):
        return person.bedtime_logs.filter(day=entry.day).exclude(entry_id=entry.entry_id).first()
    if isinstance(entry, CustomHabitEntry) and entry.habit.kind == HabitKind.CHECK:
        others = person.custom_entries.filter(habit=entry.habit_id, day=entry.day)
        return others.exclude(entry_id=entry.entry_id).filter(logged_at__gt=since).first()
    return None
