"""Logging magnesium before bed, and how the night was."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from tracker.domain.days import moment_on_day
from tracker.domain.habits import Habit
from tracker.domain.usual_times import SAME_DOSE_WITHIN, USUAL_CLOCK
from tracker.models import BedtimeLog, Dose, User

from .doses import place_in_stack
from .entries import Change, insert_once, log_entry, save_entries, undo_of_logging
from .history import entries_changed
from .locks import lock_person

# The dose that a night's log records, stored; None when there is none.
type _DoseOf = Callable[[BedtimeLog], Dose | None]


class TakenThisEveningError(Exception):
    """A dose of the bedtime supplement is logged this evening: the person says whether it is the night's."""


def log_bedtime(
    person: User,
    *,
    entry_id: UUID,
    taken_at: datetime,
    day: date,
    today: date,
    dose: Dose | None = None,
    is_another: bool = False,
    note: str = "",
) -> tuple[BedtimeLog, list[Change]]:
    """Store the night's log and its dose, once a night, and return it with how to take it back.

    Unless the person says that it `is_another`, what was swallowed once counts once: a dose of the same
    supplement taken within five minutes becomes the bedtime dose, and one of the same evening raises
    TakenThisEveningError. A night that was only rated keeps its rating. A second log of the night returns
    the first, with nothing to take back unless it is the very same one.
    """

    def attempt() -> tuple[BedtimeLog, list[Change]]:
        log = BedtimeLog(
            person=person, entry_id=entry_id, day=day, time_zone=person.zone.key, taken_at=taken_at, note=note
        )
        return _log_night(person, log, lambda night: _bedtime_dose(person, dose, night, is_another), today)

    return _once_more_if_late(attempt)


def count_dose(
    person: User, counted: UUID, *, entry_id: UUID, day: date, today: date
) -> tuple[BedtimeLog, list[Change]]:
    """Store the night's log of a dose that is logged already; taking it back leaves the dose.

    Its moment is that of the dose. A night that has a log keeps it, as in `log_bedtime`. Raises
    Dose.DoesNotExist when the evening of `day` has no such dose that no log points to.
    """

    def attempt() -> tuple[BedtimeLog, list[Change]]:
        log = BedtimeLog(person=person, entry_id=entry_id, day=day)
        return _log_night(person, log, lambda night: _counted_dose(person, counted, night), today)

    return _once_more_if_late(attempt)


def log_evening_stack(
    person: User,
    doses: list[Dose],
    *,
    at_bedtime: Dose | None,
    entry_id: UUID,
    taken_at: datetime,
    day: date,
    today: date,
    note: str = "",
) -> tuple[list[Dose], BedtimeLog | None, list[Change]]:
    """Store doses taken together, and the night's log of that one of them which is `at_bedtime`.

    All or nothing, and once for each `entry_id`. Returns what is stored with how to take all of it back; no
    log where the night has another.
    """

    def attempt() -> tuple[list[Dose], BedtimeLog | None, list[Change]]:
        place_in_stack(person, doses, entry_id=entry_id, taken_at=taken_at, day=day, note=note)
        if at_bedtime is None:
            log_entry(person, *doses, today=today)
            return doses, None, undo_of_logging(doses)

        def store(_night: BedtimeLog) -> Dose:
            insert_once(*doses)
            return at_bedtime

        log = BedtimeLog(
            person=person,
            entry_id=uuid5(entry_id, "bedtime"),
            day=day,
            time_zone=person.zone.key,
            taken_at=taken_at,
        )
        with transaction.atomic():
            night, changes = _log_night(person, log, store, today)
            if not at_bedtime.pk:
                # The night has its log, which asked for no dose.
                log_entry(person, *doses, today=today)
        if night.dose_id != at_bedtime.pk:
            return doses, None, undo_of_logging(doses)
        # Sent twice over a night that was rated: only the first answer knows what the night was before, and
        # its doses must not go alone.
        return doses, night, [*undo_of_logging(doses), *changes] if changes else []

    return _once_more_if_late(attempt)


def rate_night(person: User, *, day: date, quality: int, today: date) -> tuple[BedtimeLog, list[Change]]:
    """Store how the night of this day was, 1 to 5, and return its log with how to take that back.

    A night without a log gets one that says nothing was taken. Raises BedtimeLog.DoesNotExist when it
    has none and is not over.
    """
    return _once_more_if_late(lambda: _rate_night(person, day, quality, today))


def _once_more_if_late[T](attempt: Callable[[], T]) -> T:
    """What an attempt to store a night's log gives, made again when another device was first.

    Nothing of the first attempt was kept then, and the second finds what the other device stored.
    """
    try:
        return attempt()
    except IntegrityError:
        return attempt()


def _log_night(
    person: User, log: BedtimeLog, dose_of: _DoseOf, today: date
) -> tuple[BedtimeLog, list[Change]]:
    with transaction.atomic():
        # Before any row of theirs, as everything does that holds both.
        lock_person(person)
        first = _stored(person, log.day)
        if first and first.taken:
            return first, _logged(first) if first.entry_id == log.entry_id else []
        if first:
            return first, _complete(person, first, log, dose_of, today)
        log.dose = dose_of(log)
        insert_once(log)
        entries_changed(person, [log.day], today=today)
    return log, _logged(log)


def _complete(
    person: User, rated: BedtimeLog, log: BedtimeLog, dose_of: _DoseOf, today: date
) -> list[Change]:
    """Turn the row of a night that was only rated into one on which magnesium was taken."""
    rated.taken, rated.taken_at, rated.time_zone = True, log.taken_at, log.time_zone
    rated.note = log.note or rated.note
    rated.dose = dose_of(rated)
    return [*undo_of_logging(_own_dose(rated)), *save_entries(person, [rated], today=today)]


def _rate_night(person: User, day: date, quality: int, today: date) -> tuple[BedtimeLog, list[Change]]:
    with transaction.atomic():
        lock_person(person)
        log = _stored(person, day)
        if log:
            log.sleep_quality = quality
            return log, save_entries(person, [log], today=today)
        if day >= today:
            raise BedtimeLog.DoesNotExist
        # Nothing happened at a moment of its own; the usual one keeps the row on its day.
        at = moment_on_day(day, USUAL_CLOCK[Habit.BEDTIME], person.zone, person.day_start)
        log = BedtimeLog(
            person=person,
            taken=False,
            sleep_quality=quality,
            day=day,
            time_zone=person.zone.key,
            taken_at=at,
        )
        insert_once(log)
        entries_changed(person, [day], today=today)
    return log, undo_of_logging([log])


def _stored(person: User, day: date) -> BedtimeLog | None:
    """The night's log with its dose, held until the end of the block."""
    logs = person.bedtime_logs.select_related("dose").select_for_update(of=("self",))
    return logs.filter(day=day).first()


def _logged(log: BedtimeLog) -> list[Change]:
    return undo_of_logging([*_own_dose(log), log])


def _own_dose(log: BedtimeLog) -> list[Dose]:
    """The dose when it was stored with the log; one that was there before stays when the log goes."""
    return [log.dose] if log.dose and log.dose.entry_id == _dose_id(log) else []


def _dose_id(log: BedtimeLog) -> UUID:
    # Worked out from the log's id, so that the same tap sent twice names the same dose.
    return uuid5(log.entry_id, "dose")


def _bedtime_dose(person: User, dose: Dose | None, log: BedtimeLog, is_another: bool) -> Dose | None:
    """The night's dose: one just logged, or this one, stored now."""
    if dose is None:
        return None
    if dose.supplement and not is_another:
        free = person.doses.filter(supplement=dose.supplement, day=log.day, bedtime_log=None)
        taken = list(free.order_by("-taken_at"))
        for each in taken:
            if abs(each.taken_at - log.taken_at) <= SAME_DOSE_WITHIN:
                return each
        if any(each.is_in_evening(person.day_start) for each in taken):
            raise TakenThisEveningError
    dose.person, dose.day, dose.time_zone, dose.taken_at = person, log.day, log.time_zone, log.taken_at
    # A first try that was undone may have left it a primary key that is another row's by now.
    dose.pk, dose.entry_id = None, _dose_id(log)
    insert_once(dose)
    return dose


def _counted_dose(person: User, counted: UUID, log: BedtimeLog) -> Dose:
    """The dose of this id, held until the end of the block; the log takes its moment."""
    free = person.doses.filter(day=log.day, bedtime_log=None).select_for_update(of=("self",))
    dose = free.get(entry_id=counted)
    if not dose.is_in_evening(person.day_start):
        raise Dose.DoesNotExist
    log.taken_at, log.time_zone = dose.taken_at, dose.time_zone
    return dose
