"""Correcting past doses of a supplement whose label was wrong, and taking that back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tracker.domain.corrections import DoseLabel, corrected
from tracker.models import Supplement, User

from .history import invalidate_history
from .locks import lock_person

# More rows than this in one statement are too many for some databases.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Correction:
    """Doses, by their numbers, that had one pair of figures and got another."""

    before: DoseLabel
    after: DoseLabel
    doses: tuple[int, ...]


def correct_doses(supplement: Supplement, since: date) -> list[Correction]:
    """Let the doses of a supplement from `since` on say what its label says now; returns what was changed.

    Doses whose units are not known keep their figures. As many queries for many doses as for few, but for
    a statement more each five hundred.
    """
    with transaction.atomic():
        lock_person(supplement.person)
        groups: dict[tuple[DoseLabel, DoseLabel], list[int]] = defaultdict(list)
        for dose in supplement.doses.filter(day__gte=since).order_by("pk"):
            if after := corrected(dose.label, dose.units, supplement.label):
                groups[dose.label, after].append(dose.pk)
        changed = [Correction(before, after, tuple(doses)) for (before, after), doses in groups.items()]
        for each in changed:
            _set(supplement.person, each.doses, each.before, each.after)
        if changed:
            invalidate_history(supplement.person)
    return changed


def undo_correction(person: User, changed: Iterable[Correction]) -> int:
    """Give these doses their figures back; returns how many were edited since then, and stay as they are."""
    edited = 0
    with transaction.atomic():
        lock_person(person)
        for each in changed:
            edited += len(each.doses) - _set(person, each.doses, each.after, each.before)
        invalidate_history(person)
    return edited


def _set(person: User, doses: tuple[int, ...], before: DoseLabel, after: DoseLabel) -> int:
    """Change the figures of those that still have the ones before; returns how many these were."""
    count = 0
    for start in range(0, len(doses), BATCH):
        rows = person.doses.filter(
            pk__in=doses[start : start + BATCH],
            magnesium_form=before.magnesium_form,
            elemental_mg=before.elemental_mg,
        )
        count += rows.update(magnesium_form=after.magnesium_form, elemental_mg=after.elemental_mg)
    return count
