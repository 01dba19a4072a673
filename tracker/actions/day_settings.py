"""Changing how people's days and weeks are counted, and where their clocks are."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tracker.domain.days import logical_day
from tracker.models import User

from .history import store_anew
from .locks import lock_person

DAY_SETTINGS = ("time_zone", "day_start", "week_start", "hour_format", "language", "theme")
# Of these, the ones that decide which days and weeks there are, and so what past marks look like.
_CLOCKS = ("time_zone", "day_start", "week_start")


def change_day_settings(person: User, values: Mapping[str, Any], *, now: datetime) -> None:
    """Keep how the person's days and weeks are counted, and the look; entries stay on their days."""
    with transaction.atomic():
        lock_person(person)
        today_before = logical_day(now, person.zone, person.day_start)
        clocks_changed = any(getattr(person, name) != values[name] for name in _CLOCKS)
        week_start_changed = person.week_start != values["week_start"]
        for name in DAY_SETTINGS:
            setattr(person, name, values[name])
        person.save(update_fields=DAY_SETTINGS)
        if clocks_changed:
            _clocks_changed(person, today_before, now)
        if week_start_changed:
            store_anew(person)


def use_zone(person: User, time_zone: str, *, now: datetime) -> None:
    """Log in this zone from now on; entries stay on their days and keep the zone they were logged in."""
    with transaction.atomic():
        lock_person(person)
        today_before = logical_day(now, person.zone, person.day_start)
        person.time_zone, person.zone_declined = time_zone, ""
        person.save(update_fields=["time_zone", "zone_declined"])
        _clocks_changed(person, today_before, now)


def decline_zone(person: User, time_zone: str) -> None:
    """Keep the zone there is, and never propose this one again."""
    person.zone_declined = time_zone
    person.save(update_fields=["zone_declined"])


def _clocks_changed(person: User, today_before: date, now: datetime) -> None:
    today = logical_day(now, person.zone, person.day_start)
    if not person.targets.filter(starts_on__lte=today).exists():
        # Begun by the old clocks, a first target starts tomorrow by the new ones: let it start today. One
        # that is only planned stays planned.
        first = person.targets.filter(starts_on__lte=today_before).order_by("starts_on").first()
        if first:
            first.starts_on = today
            first.save(update_fields=["starts_on"])
