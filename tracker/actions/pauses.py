"""Days that ask for nothing: made, changed, ended early, taken back."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from tracker.models import Pause, User

from .history import plan_changed
from .locks import lock_person


class PauseOverlapError(Exception):
    """The days belong to another pause, `other`; None when that one was stored at the same moment."""

    def __init__(self, other: Pause | None = None) -> None:
        super().__init__("these days are paused already")
        self.other = other


def add_pause(person: User, first_day: date, last_day: date, reason: str = "", *, today: date) -> Pause:
    """Ask for nothing from `first_day` to `last_day`; raises PauseOverlapError.

    The same pause sent twice is one.
    """
    pause = Pause(person=person, first_day=first_day, last_day=last_day, reason=reason)
    with transaction.atomic():
        lock_person(person)
        other = person.pauses.touching(first_day, last_day).first()
        if other and (other.first_day, other.last_day, other.reason) == (first_day, last_day, reason):
            return other
        _store(pause, other)
        plan_changed(person, first_day, last_day)
    return pause


def change_pause(pause: Pause, first_day: date, last_day: date, reason: str, *, today: date) -> None:
    """Give a pause other days or another reason; raises PauseOverlapError.

    One that was removed meanwhile stays away.
    """
    person = pause.person
    with transaction.atomic():
        lock_person(person)
        stored = person.pauses.filter(pk=pause.pk).first()
        if stored is None:
            return
        other = person.pauses.touching(first_day, last_day).exclude(pk=pause.pk).first()
        earliest, latest = min(stored.first_day, first_day), max(stored.last_day, last_day)
        stored.first_day, stored.last_day, stored.reason = first_day, last_day, reason
        _store(stored, other)
        plan_changed(person, earliest, latest)


def end_pause(pause: Pause, last_day: date, *, today: date) -> None:
    """Let a pause end with `last_day`; one that had not begun by then is gone."""
    if last_day >= pause.last_day:
        return
    if last_day < pause.first_day:
        remove_pause(pause, today=today)
    else:
        change_pause(pause, pause.first_day, last_day, pause.reason, today=today)


def remove_pause(pause: Pause, *, today: date) -> None:
    """Ask for the pause's days again."""
    with transaction.atomic():
        lock_person(pause.person)
        deleted, _ = pause.person.pauses.filter(pk=pause.pk).delete()
        if deleted:
            plan_changed(pause.person, pause.first_day, pause.last_day)


def pause_day(person: User, day: date, *, today: date) -> None:
    """Ask for nothing on one day; nothing more to do when it is paused already."""
    with transaction.atomic():
        lock_person(person)
        if not person.pauses.touching(day, day).exists():
            add_pause(person, day, day, today=today)


def resume_on(person: User, day: date, *, today: date) -> None:
    """Let the pause that holds `day` end with the day before, if there is one."""
    pause = person.pauses.touching(day, day).first()
    if pause is not None:
        end_pause(pause, day - timedelta(days=1), today=today)


def _store(pause: Pause, other: Pause | None) -> None:
    if other is not None:
        raise PauseOverlapError(other)
    try:
        with transaction.atomic():
            pause.save()
    except IntegrityError as error:
        # Who does not wait for the lock, such as the operator, may have been quicker.
        if "pause_never_overlaps" not in str(error):
            raise
        raise PauseOverlapError from error
