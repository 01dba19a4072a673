"""Changing what people aim at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from tracker.domain.targets import StartRefusal, start_refusal
from tracker.models import Target, User

from .history import plan_changed
from .locks import lock_person


class TargetTakenError(Exception):
    """Another target starts on that day."""


class StartRefusedError(Exception):
    """The first target cannot start on that day; `reason` says why."""

    def __init__(self, reason: StartRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class StartMoved:
    """A first target, by its number, that starts on another day than before."""

    target: int
    before: date
    after: date


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
        plan_changed(person, starts_on)
    return target


def change_target(target: Target, values: Mapping[str, Any], *, starts_on: date) -> None:
    """Correct what a target asked for and from when; raises TargetTakenError when that day has another."""
    person = target.person
    with transaction.atomic():
        lock_person(person)
        if person.targets.filter(starts_on=starts_on).exclude(pk=target.pk).exists():
            raise TargetTakenError
        # Gone meanwhile in another tab: there is nothing left to correct, and nothing comes back.
        stored = person.targets.filter(pk=target.pk)
        before = stored.values_list("starts_on", flat=True).first()
        if before and stored.update(starts_on=starts_on, **values):
            plan_changed(person, min(before, starts_on))


def start_earlier(person: User, day: date, *, today: date) -> StartMoved:
    """Let the first target start on an earlier day, and return how to take that back.

    The days from there on are asked what it asks. Raises StartRefusedError unless something was logged on
    that day which it would count.
    """
    with transaction.atomic():
        lock_person(person)
        first = person.targets.order_by("starts_on").first()
        has_entry = any(entries.filter(day=day).exists() for entries in person.entries_for_targets())
        reason = start_refusal(first.starts_on if first else None, day, today, has_entry=has_entry)
        if reason or first is None:
            raise StartRefusedError(reason or StartRefusal.NO_TARGET)
        moved = StartMoved(first.pk, first.starts_on, day)
        first.starts_on = day
        first.save(update_fields=["starts_on"])
        plan_changed(person, day)
    return moved


def undo_start(person: User, moved: StartMoved) -> bool:
    """Let a first target start again where it did; False, and nothing changed, when targets changed since."""
    with transaction.atomic():
        lock_person(person)
        # One that starts by then would be the first in its place.
        others = person.targets.filter(starts_on__lte=moved.before).exclude(pk=moved.target)
        theirs = person.targets.filter(pk=moved.target, starts_on=moved.after)
        if others.exists() or not theirs.update(starts_on=moved.before):
            return False
        plan_changed(person, moved.after)
    return True


def remove_target(target: Target) -> None:
    """Forget a target: its days get the one before it, and those of the first get none."""
    with transaction.atomic():
        lock_person(target.person)
        deleted, _ = target.person.targets.filter(pk=target.pk).delete()
        if deleted:
            plan_changed(target.person, target.starts_on)
