"""Changing people's custom habits, and logging them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from tracker.domain.custom_habits import MAX_CUSTOM_HABITS, HabitKind, Schedule
from tracker.models import CustomHabit, CustomHabitEntry, CustomHabitTarget, User

from .entries import Change, log_entry, undo_of_logging
from .locks import lock_person

TARGET_FIELDS = ("schedule", "weekdays", "times_a_week", "at_least", "at_most")


class HabitNameTakenError(Exception):
    """Another custom habit in use has this name."""


class TooManyHabitsError(Exception):
    """There are as many custom habits in use as there may be."""


def add_custom_habit(
    person: User, habit: CustomHabit, target: Mapping[str, Any], *, today: date
) -> CustomHabit:
    """Begin a habit of the person's own today; raises HabitNameTakenError, TooManyHabitsError."""
    with transaction.atomic():
        lock_person(person)
        _refuse_too_many(person)
        last = person.custom_habits.aggregate(last=Max("position"))["last"]
        habit.person = person
        habit.position = 0 if last is None else last + 1
        _save(habit)
        habit.targets.create(starts_on=today, **target)
    return habit


def change_custom_habit(
    habit: CustomHabit, values: Mapping[str, Any], target: Mapping[str, Any], *, today: date
) -> None:
    """Keep a habit's name and unit, and what it asks for from today on; earlier days keep what they had.

    Raises HabitNameTakenError.
    """
    with transaction.atomic():
        lock_person(habit.person)
        for name, value in values.items():
            setattr(habit, name, value)
        _save(habit, update_fields=list(values))
        _ask_from(habit, target, today)


def archive_custom_habit(habit: CustomHabit, *, today: date) -> None:
    """Ask for a habit no more from today on; its past stays as it was."""
    with transaction.atomic():
        lock_person(habit.person)
        habit.archived = True
        habit.save(update_fields=["archived"])
        _ask_from(habit, _asked(habit) | {"schedule": Schedule.OFF.value}, today)


def restore_custom_habit(habit: CustomHabit, *, today: date) -> None:
    """Ask for a habit again from today on, as it did before it was archived.

    Raises HabitNameTakenError when another took its name meanwhile, TooManyHabitsError.
    """
    with transaction.atomic():
        lock_person(habit.person)
        _refuse_too_many(habit.person)
        habit.archived = False
        _save(habit, update_fields=["archived"])
        _ask_from(habit, _asked(habit), today)


def log_custom_habit(
    person: User,
    habit: CustomHabit,
    *,
    amount: Decimal,
    entry_id: UUID,
    done_at: datetime,
    day: date,
    today: date,
    note: str = "",
) -> tuple[CustomHabitEntry, list[Change]]:
    """Log a habit, once for each `entry_id`; one that is done or not is logged once a day.

    Returns the entry and how to take it back, which is nothing when it was there already.
    """
    entry = CustomHabitEntry(person=person, habit=habit, entry_id=entry_id, amount=amount, note=note)
    entry.done_at, entry.day, entry.time_zone = done_at, day, person.zone.key
    with transaction.atomic():
        if habit.kind == HabitKind.CHECK:
            lock_person(person)
            there = person.custom_entries.filter(habit=habit, day=day).exclude(entry_id=entry_id).first()
            if there:
                return there, []
        log_entry(person, entry, today=today)
    return entry, undo_of_logging([entry])


def _refuse_too_many(person: User) -> None:
    if person.custom_habits.live().count() >= MAX_CUSTOM_HABITS:
        raise TooManyHabitsError


def _asked(habit: CustomHabit) -> dict[str, Any]:
    """What the habit asked for when it last asked for something, else what a new one does."""
    last = habit.targets.exclude(schedule=Schedule.OFF.value).order_by("starts_on").last()
    last = last or CustomHabitTarget(at_least=Decimal(1))
    return {name: getattr(last, name) for name in TARGET_FIELDS}


def _ask_from(habit: CustomHabit, target: Mapping[str, Any], today: date) -> None:
    """Let the habit ask for this from today on, unless it does already."""
    in_force = habit.targets.filter(starts_on__lte=today).order_by("starts_on").last()
    if in_force and all(getattr(in_force, name) == value for name, value in target.items()):
        return
    habit.targets.update_or_create(starts_on=today, defaults=dict(target))


def _save(habit: CustomHabit, update_fields: list[str] | None = None) -> None:
    try:
        # A block of its own: a refused row leaves the transaction around it usable.
        with transaction.atomic():
            habit.save(update_fields=update_fields)
    except IntegrityError as error:
        namesakes = habit.person.custom_habits.live().exclude(pk=habit.pk).filter(name=habit.name)
        if not namesakes.exists():
            raise
        raise HabitNameTakenError(habit.name) from error
