"""Entries of any kind: those of some days, one by its id, and what a tap needs to know of those before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from tracker.domain.targets import Target
from tracker.domain.usual_times import SAME_DOSE_WITHIN
from tracker.models import (
    ENTRY_MODELS,
    BedtimeLog,
    CustomHabitEntry,
    Dose,
    Entry,
    PostMealWalk,
    SprintSession,
    Supplement,
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
    fields = (field for model in KINDS.values() for field in model._meta.concrete_fields)
    columns = {field.attname: field for field in fields if field.name != "changed_at"}
    parts = {}
    for kind, model in KINDS.items():
        # Every kind has the named filters of entries, which its bare manager does not tell.
        theirs: Any = model._default_manager.filter(person=person)
        parts[kind] = theirs.on_days(*spans), fields_named(*_columns_of(model))
    rows = rows_by_kind(columns, parts)
    found: dict[str, list[Any]] = {kind: [_entry(KINDS[kind], row) for row in rows[kind]] for kind in KINDS}
    return Entries(found["walks"], found["sprints"], found["bedtime"], found["habits"])


def _columns_of(model: type[Entry]) -> list[str]:
    # When it was changed is for undo alone.
    return [field.attname for field in model._meta.concrete_fields if field.name != "changed_at"]


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


def recent_duplicates(
    person: User, doses: Sequence[Dose], taken_at: datetime, entry_ids: Sequence[UUID]
) -> list[Dose]:
    """Doses of the same supplements within five minutes under other ids, newest first; one query.

    `entry_ids` are those that these doses will have, in their order: one that is stored already is the
    same dose sent again, and has no twin.
    """
    kept_by = dict(zip(entry_ids, (dose.supplement_id for dose in doses), strict=True))
    near = (taken_at - SAME_DOSE_WITHIN, taken_at + SAME_DOSE_WITHIN)
    alike = person.doses.filter(supplement__in=kept_by.values(), taken_at__range=near)
    same = person.doses.filter(entry_id__in=kept_by)
    found = list((alike | same).select_related("supplement").order_by("-taken_at"))
    stored = {kept_by[dose.entry_id] for dose in found if dose.entry_id in kept_by}
    return [dose for dose in found if dose.entry_id not in kept_by and dose.supplement_id not in stored]


def evening_twin(person: User, supplement: Supplement, day: date, entry_id: UUID) -> Dose | None:
    """The newest dose of a supplement in the evening of `day`; one query.

    None when the one with this id is stored already: it is the same dose sent again.
    """
    doses = person.doses.filter(supplement=supplement, day=day).select_related("supplement")
    if any(dose.entry_id == entry_id for dose in doses):
        return None
    return next((dose for dose in doses if dose.is_in_evening(person.day_start)), None)


def walk_minutes_on(person: User, day: date) -> int:
    """The minutes that the target in force asks of a walk, the protocol's own before the first; one query."""
    target = person.targets.filter(starts_on__lte=day).order_by("-starts_on").first()
    return target.walk_minutes if target else Target(day).walk_minutes


def last_sprints(person: User) -> SprintSession | None:
    """The sprint session that was done last; one query."""
    return person.sprints.first()
