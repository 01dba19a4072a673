"""Correcting past doses of a supplement whose label was wrong, and taking that back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tracker.domain.corrections import DoseLabel, corrected
from tracker.domain.days import FIRST_DAY
from tracker.models import Dose, Supplement, User

from .history import plan_changed
from .locks import lock_person

# More rows than this in one statement are too many for some databases.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Correction:
    """So many doses that had one pair of figures and got another.

    `at` is when they got them, for these doses alone: by it they are found again, whatever their numbers are
    by then. `changed_at` is when they had been edited before that.
    """

    before: DoseLabel
    after: DoseLabel
    count: int
    at: datetime
    changed_at: datetime | None = None


def correct_doses(supplement: Supplement, since: date) -> list[Correction]:
    """Let the doses of a supplement from `since` on say what its label says now; returns what was changed.

    Doses whose units are not known keep their figures. As many queries for many doses as for few, but for
    a statement more each five hundred and for each moment at which some of them had been edited.
    """
    person, corrections = supplement.person, []
    with transaction.atomic():
        lock_person(person)
        groups: dict[tuple[DoseLabel, DoseLabel, datetime | None], list[int]] = defaultdict(list)
        for dose in supplement.doses.filter(day__gte=since).order_by("pk"):
            if after := corrected(dose.label, dose.units, supplement.label):
                groups[dose.label, after, dose.changed_at].append(dose.pk)
        at = timezone.now()
        for (before, after, changed_at), numbers in groups.items():
            # A moment of its own for each, so that doses that had other figures are told apart.
            at += timedelta(microseconds=1)
            for start in range(0, len(numbers), BATCH):
                _set(person.doses.filter(pk__in=numbers[start : start + BATCH]), after, changed_at=at)
            corrections.append(Correction(before, after, len(numbers), at, changed_at))
        if corrections:
            plan_changed(person, since)
    return corrections


def undo_correction(person: User, corrections: Iterable[Correction]) -> int:
    """Give these doses their figures back, and return how many got them.

    Those edited or deleted since then stay as they are.
    """
    count = 0
    with transaction.atomic():
        lock_person(person)
        for each in corrections:
            doses = person.doses.filter(
                changed_at=each.at,
                magnesium_form=each.after.magnesium_form,
                elemental_mg=each.after.elemental_mg,
            )
            count += _set(doses, each.before, changed_at=each.changed_at)
        if count:
            plan_changed(person, FIRST_DAY)
    return count


def _set(doses: "QuerySet[Dose]", label: DoseLabel, *, changed_at: datetime | None) -> int:
    """Give doses these figures; returns how many there are."""
    return doses.update(
        magnesium_form=label.magnesium_form, elemental_mg=label.elemental_mg, changed_at=changed_at
    )
