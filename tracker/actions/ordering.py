"""The order that people give to what they own."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tracker.models import CustomHabit, Supplement, User

from .locks import lock_person


def move[R: (Supplement, CustomHabit)](row: R, *, up: bool) -> None:
    """Change places with the row before or after it among those in use; at an end nothing happens."""
    with transaction.atomic():
        lock_person(row.person)
        rows = _in_use(type(row), row.person)
        place = next((place for place, each in enumerate(rows) if each.pk == row.pk), None)
        other = -1 if place is None else place + (-1 if up else 1)
        if place is not None and 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
            _number(rows)


def arrange(model: type[Supplement] | type[CustomHabit], person: User, keys: Sequence[int]) -> None:
    """Put the person's rows in use into this order; those not named keep their order behind the others."""
    with transaction.atomic():
        lock_person(person)
        places = {key: place for place, key in reversed(list(enumerate(keys)))}
        rows = _in_use(model, person)
        _number(sorted(rows, key=lambda row: places.get(row.pk, len(keys))))


def _in_use(model: Any, person: User) -> list[Any]:
    return list(model.objects.live().filter(person=person))


def _number(rows: list[Any]) -> None:
    for position, row in enumerate(rows):
        row.position = position
    if rows:
        type(rows[0])._default_manager.bulk_update(rows, ["position"])
