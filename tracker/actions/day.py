"""Changing how people's days and weeks are counted."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from tracker.domain.days import logical_day
from tracker.models import User

from .history import history_changed
from .people import lock

DAY_SETTINGS = ("time_zone", "day_start", "week_start", "theme")
# Of these, the ones that decide which days and weeks there are, and so what past marks look like.
_CLOCKS = ("time_zone", "day_start", "week_start")


def change_day_settings(person: User, values: Mapping[str, Any], *, now: datetime) -> None:
    """Keep how the person's days and weeks are counted, and the look; entries stay on their days."""
    with transaction.atomic():
        lock(person)
        clocks_changed = any(getattr(person, name) != values[name] for name in _CLOCKS)
        for name in DAY_SETTINGS:
            setattr(person, name, values[name])
        person.save(update_fields=DAY_SETTINGS)
        if clocks_changed:
            _keep_first_target_in_force(
                person, logical_day(now, ZoneInfo(person.time_zone), person.day_start)
            )
            history_changed(person)


def _keep_first_target_in_force(person: User, today: date) -> None:
    """Let a first target that starts tomorrow, by the new clocks, start today."""
    if not person.targets.filter(starts_on__lte=today).exists():
        first = person.targets.order_by("starts_on").first()
        if first:
            first.starts_on = today
            first.save(update_fields=["starts_on"])
