"""Changing what people aim at."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from tracker.models import Target, User

from .history import invalidate_history
from .locks import lock_person


class TargetTakenError(Exception):
    """Another target starts on that day."""


def set_target(
    person: User, values: Mapping[str, Any], *, today: date, starts_on: date | None = None
) -> Target:
    """Aim at `values` from `starts_on` (today, when left out) and return the target that holds then.

    Earlier days keep theirs, and so do the days from the next target on, which may be planned or begun
    in a zone further east. Nothing is stored when the target in force asks for exactly this already.
    Raises TargetTakenError when one starts on that day; today's gives way, since today it can still be
    thought over.
    """
    starts_on = starts_on or today
    with transaction.atomic():
        lock_person(person)
        in_force = person.targets.filter(starts_on__lte=starts_on).order_by("starts_on").last()
        if in_force and all(getattr(in_force, name) == value for name, value in values.items()):
            return in_force
        if in_force and in_force.starts_on == starts_on != today:
            raise TargetTakenError
        target, _ = person.targets.update_or_create(starts_on=starts_on, defaults=dict(values))
        invalidate_history(person)
    return target


def change_target(target: Target, values: Mapping[str, Any], *, starts_on: date) -> None:
    """Correct what a target asked for and from when; raises TargetTakenError when that day has another."""
    person = target.person
    with transaction.atomic():
        lock_person(person)
        if person.targets.filter(starts_on=starts_on).exclude(pk=target.pk).exists():
            raise TargetTakenError
        # Gone meanwhile in another tab: there is nothing left to correct, and nothing comes back.
        if person.targets.filter(pk=target.pk).update(starts_on=starts_on, **values):
            invalidate_history(person)


def remove_target(target: Target) -> None:
    """Forget a target: its days get the one before it, and those of the first get none."""
    with transaction.atomic():
        lock_person(target.person)
        deleted, _ = target.person.targets.filter(pk=target.pk).delete()
        if deleted:
            invalidate_history(target.person)
