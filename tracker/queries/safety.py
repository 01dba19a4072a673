"""What a person takes beside magnesium."""

from django.db.models import QuerySet

from tracker.domain.spacing import Regimen
from tracker.models import Medicine, User

from .prepared import prepared


def regimens_of(person: User) -> list[Regimen]:
    """The medicines of a person, by the clock; one query."""
    found = [medicine.as_regimen() for medicine in _medicines(person.pk)]
    return sorted(found, key=lambda regimen: (regimen.clock, regimen.kind, regimen.name))


@prepared
def _medicines(person: int) -> QuerySet[Medicine]:
    return Medicine.objects.filter(person=person)
