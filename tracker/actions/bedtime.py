"""Logging magnesium before bed, and how the night was."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from tracker.domain.days import moment_on_day
from tracker.domain.habits import Habit
from tracker.domain.usual_times import SAME_DOSE_WITHIN, USUAL_CLOCK
from tracker.models import BedtimeLog, Dose, User

from .entries import Change, insert_once, save_entries, undo_of_logging
from .history import invalidate_if_past
from .locks import lock_person


def log_bedtime(
    person: User,
    *,
    entry_id: UUID,
    taken_at: datetime,
    day: date,
    today: date,
    dose: Dose | None = None,
    note: str = "",
) -> tuple[BedtimeLog, list[Change]]:
    """Store the night's log and its dose, once a night, and return it with how to take it back.

    A dose of the same supplement taken within five minutes becomes the bedtime dose, so that it counts once.
    A night that was only rated keeps its rating. A second log of the night returns the first, with
    nothing to take back unless it is the very same one.
    """
    log = BedtimeLog(
        person=person, entry_id=entry_id, day=day, time_zone=person.zone.key, taken_at=taken_at, note=note
    )
    try:
        return _log_night(person, log, dose, today)
    except IntegrityError:
        # Two devices at once: the other one was first, and nothing of ours was kept.
        return _log_night(person, log, dose, today)


def rate_night(person: User, *, day: date, quality: int, today: date) -> tuple[BedtimeLog, list[Change]]:
    """Store how the night of this day was, 1 to 5, and return its log with how to take that back.

    A night without a log gets one that says nothing was taken. Raises BedtimeLog.DoesNotExist when it
    has none and is not over.
    """
    try:
        return _rate_night(person, day, quality, today)
    except IntegrityError:
        # Logged or rated on another device in this very moment: there is a log to rate now.
        return _rate_night(person, day, quality, today)


def _log_night(
    person: User, log: BedtimeLog, dose: Dose | None, today: date
) -> tuple[BedtimeLog, list[Change]]:
    with transaction.atomic():
        # Before any row of theirs, as everything does that holds both.
        lock_person(person)
        first = _stored(person, log.day)
        if first and first.taken:
            return first, _logged(first) if first.entry_id == log.entry_id else []
        if first:
            return first, _complete(person, first, log, dose, today)
        if dose:
            log.dose = _bedtime_dose(person, dose, log)
        insert_once(log)
        invalidate_if_past(person, [log.day], today)
    return log, _logged(log)


def _complete(
    person: User, rated: BedtimeLog, log: BedtimeLog, dose: Dose | None, today: date
) -> list[Change]:
    """Turn the row of a night that was only rated into one on which magnesium was taken."""
    rated.taken, rated.taken_at, rated.time_zone = True, log.taken_at, log.time_zone
    rated.note = log.note or rated.note
    if dose:
        rated.dose = _bedtime_dose(person, dose, rated)
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
        invalidate_if_past(person, [day], today)
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


def _bedtime_dose(person: User, dose: Dose, log: BedtimeLog) -> Dose:
    if dose.supplement:
        near = (log.taken_at - SAME_DOSE_WITHIN, log.taken_at + SAME_DOSE_WITHIN)
        taken = person.doses.filter(
            supplement=dose.supplement, day=log.day, taken_at__range=near, bedtime_log=None
        ).first()
        if taken:
            return taken
    dose.person, dose.day, dose.time_zone, dose.taken_at = person, log.day, log.time_zone, log.taken_at
    # A first try that was undone may have left it a primary key that is another row's by now.
    dose.pk, dose.entry_id = None, _dose_id(log)
    insert_once(dose)
    return dose
