"""Changing what people say that magnesium has to reckon with: ceiling, kidneys, medicines."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from tracker.domain.spacing import Kidneys
from tracker.models import Medicine, User

from .history import store_anew
from .locks import lock_person

SAFETY_SETTINGS = ("limit_region", "own_limit_mg", "kidneys")
MAX_MEDICINES = 30


class TooManyMedicinesError(Exception):
    """The person has as many medicines as can be stored."""


def change_safety(person: User, values: Mapping[str, Any]) -> None:
    """Keep whose ceiling the person goes by and what they say of their kidneys."""
    with transaction.atomic():
        lock_person(person)
        asked = Kidneys(person.kidneys).rules_out_targets
        for name in SAFETY_SETTINGS:
            setattr(person, name, values[name])
        person.save(update_fields=SAFETY_SETTINGS)
        if Kidneys(person.kidneys).rules_out_targets is not asked:
            store_anew(person)


def hide_ceiling_note(person: User, day: date) -> None:
    """Hide the note about the ceiling on this day; one day is remembered, the one asked for last."""
    person.ceiling_note_hidden_on = day
    person.save(update_fields=["ceiling_note_hidden_on"])


def add_medicine(person: User, values: Mapping[str, Any]) -> Medicine:
    """Store a medicine, once however often it is sent; raises TooManyMedicinesError."""
    with transaction.atomic():
        lock_person(person)
        same = person.medicines.filter(**_conditions(values)).first()
        if same:
            return same
        if person.medicines.count() >= MAX_MEDICINES:
            raise TooManyMedicinesError
        return person.medicines.create(**values)


def _conditions(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        f"{name}__isnull" if value is None else name: value is None or value for name, value in values.items()
    }


def change_medicine(medicine: Medicine, values: Mapping[str, Any]) -> None:
    """Keep how it is taken from now on."""
    for name, value in values.items():
        setattr(medicine, name, value)
    medicine.save(update_fields=list(values))


def remove_medicine(medicine: Medicine) -> None:
    """Forget a medicine."""
    medicine.delete()
