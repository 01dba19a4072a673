"""Changing what people take and what the labels say."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from tracker.models import Supplement, User

from .locks import lock_person


class NameTakenError(Exception):
    """Another supplement in use has this name."""


def add_supplement(person: User, supplement: Supplement) -> Supplement:
    """Store a supplement as the person's last one; raises NameTakenError."""
    with transaction.atomic():
        lock_person(person)
        last = person.supplements.aggregate(last=Max("position"))["last"]
        supplement.person = person
        supplement.position = 0 if last is None else last + 1
        _save(supplement)
    return supplement


def change_supplement(supplement: Supplement, values: Mapping[str, Any]) -> None:
    """Keep what its label says now; doses already logged keep their figures. Raises NameTakenError."""
    for name, value in values.items():
        setattr(supplement, name, value)
    _save(supplement, update_fields=list(values))


def archive_supplement(supplement: Supplement) -> None:
    """Offer it no more; its past doses keep its name."""
    supplement.archived = True
    supplement.save(update_fields=["archived"])


def restore_supplement(supplement: Supplement) -> None:
    """Offer it again; raises NameTakenError when another took its name meanwhile."""
    supplement.archived = False
    _save(supplement, update_fields=["archived"])


def _save(supplement: Supplement, update_fields: list[str] | None = None) -> None:
    try:
        # A block of its own: a refused row leaves the transaction around it usable.
        with transaction.atomic():
            supplement.save(update_fields=update_fields)
    except IntegrityError as error:
        taken = supplement.person.supplements.live().exclude(pk=supplement.pk).filter(name=supplement.name)
        if not taken.exists():
            raise
        raise NameTakenError(supplement.name) from error
