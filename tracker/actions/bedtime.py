"""Logging magnesium before bed, and how the night was."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from tracker.domain.protocol import SAME_DOSE_WITHIN
from tracker.models import BedtimeLog, Dose, User

from .entries import Change, insert_once, save_entries, touch


def log_bedtime(
    person: User,
    *,
    entry_id: UUID,
    taken_at: datetime,
    day: date,
    today: date,
    dose: Dose | None = None,
    note: str = "",
) -> BedtimeLog:
    """Store the night's log and its dose, once a night; a second log of the night returns the first.

    A dose of the same supplement taken within five minutes becomes the bedtime dose, so that it counts once.
    """
    log = BedtimeLog(
        person=person, entry_id=entry_id, day=day, time_zone=person.time_zone, taken_at=taken_at, note=note
    )
    try:
        with transaction.atomic():
            first = person.bedtime_logs.filter(day=day).select_related("dose").first()
            if first:
                return first
            if dose:
                log.dose = _bedtime_dose(person, dose, log)
            insert_once(log)
            touch(person, [day], today)
    except IntegrityError:
        # Two devices at once: the other one was first, and nothing of ours was kept.
        return person.bedtime_logs.select_related("dose").get(day=day)
    return log


def rate_sleep(person: User, log: BedtimeLog, quality: int, *, today: date) -> list[Change]:
    """Store how the night of this log was, 1 to 5, and return how to take it back."""
    log.sleep_quality = quality
    return save_entries(person, [log], today=today)


def _bedtime_dose(person: User, dose: Dose, log: BedtimeLog) -> Dose:
    if dose.supplement:
        near = (log.taken_at - SAME_DOSE_WITHIN, log.taken_at + SAME_DOSE_WITHIN)
        taken = person.doses.filter(
            supplement=dose.supplement, day=log.day, taken_at__range=near, bedtime_log=None
        ).first()
        if taken:
            return taken
    dose.person, dose.day, dose.time_zone, dose.taken_at = person, log.day, log.time_zone, log.taken_at
    # Worked out from the log's id, so that the same tap sent twice names the same dose.
    dose.entry_id = uuid5(log.entry_id, "dose")
    insert_once(dose)
    return dose
