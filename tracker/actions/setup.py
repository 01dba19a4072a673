"""Keeping the answers of the first minute."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tracker.domain.days import logical_day
from tracker.models import Supplement, User

from .locks import lock_person
from .supplements import add_supplement
from .targets import set_target


def set_up(
    person: User,
    *,
    time_zone: str,
    target: Mapping[str, Any],
    supplements: Iterable[Supplement],
    now: datetime,
) -> None:
    """Keep the answers of the first minute; the same answers again change nothing more.

    The target starts on the logical day of `now` in the zone that was answered. A
    supplement whose name is in use already stays as it is.
    """
    with transaction.atomic():
        lock_person(person)
        if person.time_zone != time_zone:
            person.time_zone = time_zone
            person.save(update_fields=["time_zone"])
        set_target(person, target, today=logical_day(now, person.zone, person.day_start))
        names = set(person.supplements.live().values_list("name", flat=True))
        for supplement in supplements:
            if supplement.name not in names:
                add_supplement(person, supplement)
        if person.set_up_at is None:
            person.set_up_at = now
            person.save(update_fields=["set_up_at"])
