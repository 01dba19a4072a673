"""What a person takes beside magnesium."""

from tracker.domain.spacing import Regimen
from tracker.models import User


def regimens_of(person: User) -> list[Regimen]:
    """The medicines of a person, by the clock; one query."""
    found = [medicine.as_regimen() for medicine in person.medicines.all()]
    return sorted(found, key=lambda regimen: (regimen.clock, regimen.kind, regimen.name))
