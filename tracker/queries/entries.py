"""Entries of any kind: those of some days, one by its id, and what a tap needs to know of those before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

from django.db.models import QuerySet

from tracker.domain.days import joined_spans
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
from tracker.models import Target as StoredTarget

from .prepared import Prepared, prepared

# How far moments of one evening can be from each other, whichever zones they were logged in.
SAME_EVENING = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries by their kind, doses newest first and with their supplement, all else as it was logged."""

    doses: Sequence[Dose] = ()
    walks: Sequence[PostMealWalk] = ()
    sprints: Sequence[SprintSession] = ()
    bedtime_logs: Sequence[BedtimeLog] = ()
    custom_entries: Sequence[CustomHabitEntry] = ()


def entries_on(person: User, *spans: tuple[date, date]) -> Entries:
    """All entries on the logical days of these spans, both ends included; five queries."""
    spans = tuple(joined_spans(*spans))
    if not spans:
        return Entries()
    return Entries(
        _doses(person.pk, *spans),
        _walks(person.pk, *spans),
        _sprints(person.pk, *spans),
        _nights(person.pk, *spans),
        _custom(person.pk, *spans),
    )


@prepared
def _doses(person: int, *spans: tuple[date, date]) -> QuerySet[Dose]:
    return Dose.objects.filter(person=person).on_days(*spans).select_related("supplement")


@prepared
def _walks(person: int, *spans: tuple[date, date]) -> QuerySet[PostMealWalk]:
    return PostMealWalk.objects.filter(person=person).on_days(*spans).order_by("day", "pk")


@prepared
def _sprints(person: int, *spans: tuple[date, date]) -> QuerySet[SprintSession]:
    return SprintSession.objects.filter(person=person).on_days(*spans).order_by("day", "pk")


@prepared
def _nights(person: int, *spans: tuple[date, date]) -> QuerySet[BedtimeLog]:
    return BedtimeLog.objects.filter(person=person).on_days(*spans).order_by("day", "pk")


@prepared
def _custom(person: int, *spans: tuple[date, date]) -> QuerySet[CustomHabitEntry]:
    return CustomHabitEntry.objects.filter(person=person).on_days(*spans).order_by("day", "pk")


def entry_of(person: User, kind: str, entry_id: UUID) -> Entry:
    """The person's entry of this kind and id, with the rows that its words speak of; one query.

    Raises ObjectDoesNotExist.
    """
    found = entry_statement(kind)(person.pk, entry_id)
    if not found:
        raise ENTRY_MODELS[kind].DoesNotExist
    return found[0]


@cache
def entry_statement(kind: str) -> Prepared[[int, UUID], Entry]:
    """What asks for a person's entry of this kind by its id."""
    model = ENTRY_MODELS[kind]

    @prepared
    def entry(person: int, entry_id: UUID) -> QuerySet[Entry]:
        entries = model._default_manager.filter(person=person, entry_id=entry_id)
        return entries.select_related(*model.spoken_of) if model.spoken_of else entries

    return entry


def doses_around(person: User, moment: datetime, within: timedelta) -> list[Dose]:
    """Doses so near to a moment with their supplements, newest first; one query."""
    first, last = moment - within, moment + within
    # No zone and no day's start is further from the date of a moment in UTC.
    days = (first.date() - timedelta(days=2), last.date() + timedelta(days=2))
    return _doses_between(person.pk, (first, last), days)


def recent_duplicates(
    person: User, around: Sequence[Dose], doses: Sequence[Dose], taken_at: datetime, entry_ids: Sequence[UUID]
) -> list[Dose]:
    """Doses of the same supplements within five minutes under other ids, as they come in `doses_around`.

    One query when there are any. `entry_ids` are those that these doses will have, in their order: one that
    is stored already is the same dose sent again, and has no twin.
    """
    kept_by = dict(zip(entry_ids, (dose.supplement_id for dose in doses), strict=True))
    twins = [
        dose
        for dose in around
        if abs(dose.taken_at - taken_at) <= SAME_DOSE_WITHIN
        and dose.supplement_id in kept_by.values()
        and dose.entry_id not in kept_by
    ]
    if not twins:
        return []
    ids = person.doses.filter(entry_id__in=kept_by).values_list("entry_id", flat=True)
    stored = {kept_by[entry_id] for entry_id in ids}
    return [dose for dose in twins if dose.supplement_id not in stored]


@prepared
def _doses_between(
    person: int, moments: tuple[datetime, datetime], days: tuple[date, date]
) -> QuerySet[Dose]:
    """Doses between two moments; the days only lead the way to them, by an index."""
    doses = Dose.objects.filter(person=person, taken_at__range=moments).between(*days)
    return doses.select_related("supplement").order_by("-taken_at")


def evening_twin(
    person: User, around: Sequence[Dose], supplement: Supplement, day: date, entry_id: UUID
) -> Dose | None:
    """The newest dose of a supplement in the evening of `day`, of those in `doses_around`; no query.

    None when the one with this id is stored already: it is the same dose sent again.
    """
    doses = [dose for dose in around if dose.supplement_id == supplement.pk and dose.day == day]
    if any(dose.entry_id == entry_id for dose in doses):
        return None
    return next((dose for dose in doses if dose.is_in_evening(person.day_start)), None)


def walk_minutes_on(person: User, day: date) -> int:
    """The minutes that the target in force asks of a walk, the protocol's own before the first; one query."""
    in_force = _targets_until(person.pk, day)
    return in_force[0].walk_minutes if in_force else Target(day).walk_minutes


@prepared
def _targets_until(person: int, day: date) -> QuerySet[StoredTarget]:
    return StoredTarget.objects.filter(person=person, starts_on__lte=day).order_by("-starts_on")[:1]


def last_sprints(person: User) -> SprintSession | None:
    """The sprint session that was done last; one query."""
    return next(iter(_last_sprints(person.pk)), None)


@prepared
def _last_sprints(person: int) -> QuerySet[SprintSession]:
    return SprintSession.objects.filter(person=person)[:1]
