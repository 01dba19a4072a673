"""Changing what people aim at."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from tracker.models import Target, User

from .history import history_changed
from .people import lock


def set_target(person: User, values: Mapping[str, Any], *, today: date) -> Target:
    """Aim at `values` from `today` on and return the target in force; earlier days keep theirs.

    Nothing is stored when the target in force asks for exactly this already.
    """
    with transaction.atomic():
        lock(person)
        # A zone further east may have begun a target on a day that has not come here yet.
        ahead, _ = person.targets.filter(starts_on__gt=today).delete()
        in_force = person.targets.filter(starts_on__lte=today).order_by("starts_on").last()
        if in_force and not ahead and all(getattr(in_force, name) == value for name, value in values.items()):
            return in_force
        target, _ = person.targets.update_or_create(starts_on=today, defaults=dict(values))
        history_changed(person)
    return target
