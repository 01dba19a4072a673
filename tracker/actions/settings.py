"""Changing what people aim at, what they take and how their days are counted."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Max

from tracker.domain.days import logical_day
from tracker.models import Supplement, Target, User

from .history import history_changed

DAY_SETTINGS = ("time_zone", "day_start", "week_start", "limit_region", "own_limit_mg", "theme")
# Of these, the ones that decide which days and weeks there are, and so what past marks look like.
_CLOCKS = ("time_zone", "day_start", "week_start")


class NameTakenError(Exception):
    """Another supplement in use has this name."""


def set_up(
    person: User,
    *,
    time_zone: str,
    target: Mapping[str, Any],
    supplements: Iterable[Supplement],
    now: datetime,
) -> None:
    """Keep the answers of the first minute; the same answers again change nothing more.

    The target starts on the logical day of `now` in the zone that was answered. A
    supplement whose name is in use already stays as it is.
    """
    with transaction.atomic():
        _lock(person)
        if person.time_zone != time_zone:
            person.time_zone = time_zone
            person.save(update_fields=["time_zone"])
        set_target(person, target, today=logical_day(now, person.zone, person.day_start))
        names = set(person.supplements.live().values_list("name", flat=True))
        for supplement in supplements:
            if supplement.name not in names:
                add_supplement(person, supplement)
        if person.set_up_at is None:
            person.set_up_at = now
            person.save(update_fields=["set_up_at"])


def set_target(person: User, values: Mapping[str, Any], *, today: date) -> Target:
    """Aim at `values` from `today` on and return the target in force; earlier days keep theirs.

    Nothing is stored when the target in force asks for exactly this already.
    """
    with transaction.atomic():
        _lock(person)
        # A zone further east may have begun a target on a day that has not come here yet.
        ahead, _ = person.targets.filter(starts_on__gt=today).delete()
        in_force = person.targets.filter(starts_on__lte=today).order_by("starts_on").last()
        if in_force and not ahead and all(getattr(in_force, name) == value for name, value in values.items()):
            return in_force
        target, _ = person.targets.update_or_create(starts_on=today, defaults=dict(values))
        history_changed(person)
    return target


def add_supplement(person: User, supplement: Supplement) -> Supplement:
    """Store a supplement as the person's last one; raises NameTakenError."""
    with transaction.atomic():
        _lock(person)
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


def change_day_settings(person: User, values: Mapping[str, Any], *, now: datetime) -> None:
    """Keep how the person's days, weeks and ceiling are counted, and the look; entries stay on their days."""
    with transaction.atomic():
        _lock(person)
        clocks_changed = any(getattr(person, name) != values[name] for name in _CLOCKS)
        for name in DAY_SETTINGS:
            setattr(person, name, values[name])
        person.save(update_fields=DAY_SETTINGS)
        if clocks_changed:
            _keep_first_target_in_force(
                person, logical_day(now, ZoneInfo(person.time_zone), person.day_start)
            )
            history_changed(person)


def _keep_first_target_in_force(person: User, today: date) -> None:
    """Let a first target that starts tomorrow, by the new clocks, start today."""
    if not person.targets.filter(starts_on__lte=today).exists():
        first = person.targets.order_by("starts_on").first()
        if first:
            first.starts_on = today
            first.save(update_fields=["starts_on"])


def _lock(person: User) -> None:
    """Let changes to one person's settings happen one after the other; nothing to do on SQLite."""
    User.objects.select_for_update().filter(pk=person.pk).values_list("pk", flat=True).get()


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
