"""Logging doses of magnesium."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction

from tracker.domain.magnesium import stored_mg
from tracker.models import Dose, Supplement, User

from .entries import log_entry


def dose_of_supplement(supplement: Supplement, units: Decimal | None = None) -> Dose:
    """A dose, not stored yet, of so many units (by default a serving); today's label decides."""
    units = supplement.units_per_serving if units is None else units
    return Dose(
        supplement=supplement,
        magnesium_form=supplement.magnesium_form,
        units=units,
        elemental_mg=stored_mg(units * supplement.elemental_mg_per_unit),
    )


def log_dose(
    person: User,
    dose: Dose,
    *,
    entry_id: UUID,
    taken_at: datetime,
    day: date,
    today: date,
    note: str = "",
    keep_as: Supplement | None = None,
) -> Dose:
    """Store a dose, once for each `entry_id`; `keep_as` is a supplement to keep with it."""
    dose.person, dose.entry_id = person, entry_id
    dose.taken_at, dose.day, dose.time_zone, dose.note = taken_at, day, person.zone.key, note
    if keep_as is None:
        log_entry(person, dose, today=today)
        return dose
    with transaction.atomic():
        dose.supplement = _kept(person, keep_as)
        log_entry(person, dose, today=today)
    return dose


def place_in_stack(
    person: User, doses: list[Dose], *, entry_id: UUID, taken_at: datetime, day: date, note: str
) -> None:
    """Say of doses taken together whose they are and when; the id of each follows from `entry_id`."""
    for dose in doses:
        # A first try to store it that was undone may have left it a primary key that is another row's by now.
        dose.pk, dose.person, dose.entry_id = None, person, id_in_stack(entry_id, dose)
        dose.taken_at, dose.day, dose.time_zone, dose.note = taken_at, day, person.zone.key, note


def id_in_stack(entry_id: UUID, dose: Dose) -> UUID:
    """The id of one of several doses logged by one tap: the same tap sent twice names the same doses."""
    return uuid5(entry_id, f"supplement {dose.supplement_id}")


def _kept(person: User, wanted: Supplement) -> Supplement:
    """The person's live supplement of this name, stored now when there is none."""
    supplement, _ = person.supplements.get_or_create(
        name=wanted.name,
        archived=False,
        defaults={
            "magnesium_form": wanted.magnesium_form,
            "elemental_mg_per_unit": wanted.elemental_mg_per_unit,
            "usual_moment": wanted.usual_moment,
            "position": person.supplements.count(),
        },
    )
    return supplement
