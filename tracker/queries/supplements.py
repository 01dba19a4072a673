"""What a person takes, as logging and the settings ask for it."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from tracker.models import Supplement, User
from tracker.vocabulary.names import UsualMoment

from .prepared import prepared


@prepared
def live_supplements(person: int) -> QuerySet[Supplement]:
    """Those in use of the person of this number, in their order; one query."""
    return Supplement.objects.live().filter(person=person)


def bedtime_among(supplements: Iterable[Supplement]) -> Supplement | None:
    """What is usually taken before bed: the first of these, which are in use and in their person's order."""
    return next((each for each in supplements if each.usual_moment == UsualMoment.BEDTIME), None)


def supplements_numbered(person: User, keys: Collection[int]) -> list[Supplement]:
    """Those of a person's supplements that have these numbers, archived or not; one query."""
    return list(person.supplements.filter(pk__in=keys))


def supplement_names_taken(person: User, *, but: Supplement | None = None) -> set[str]:
    """The names that no other supplement in use may have; one query.

    They are those of all in use except `but`. An archived one may have any name until it is restored.
    """
    if but and but.archived:
        return set()
    others = person.supplements.live()
    if but:
        others = others.exclude(pk=but.pk)
    return set(others.values_list("name", flat=True))
