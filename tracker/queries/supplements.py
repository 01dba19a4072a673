"""What a person takes, as logging asks for it."""

from collections.abc import Collection

from tracker.models import Supplement, User
from tracker.vocabulary.names import UsualMoment


def bedtime_supplement(person: User) -> Supplement | None:
    """What is usually taken before bed, the first of these; one query."""
    return person.supplements.live().filter(usual_moment=UsualMoment.BEDTIME).first()


def supplements_numbered(person: User, keys: Collection[int]) -> list[Supplement]:
    """Those of a person's supplements that have these numbers, archived or not; one query."""
    return list(person.supplements.filter(pk__in=keys))
