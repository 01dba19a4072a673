"""What stands in the way of taking a change back."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto


class Obstacle(Enum):
    """What became of an entry since a change that cannot be taken back any more."""

    CHANGED = auto()
    DELETED = auto()
    LOGGED_AGAIN = auto()
    # A dose that a night counts as its own.
    COUNTED_AT_BEDTIME = auto()
    # What it belonged to is not there any more, or is called something else.
    REFERENCE_LOST = auto()


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An obstacle, and since when it is one; None where nobody noted that."""

    obstacle: Obstacle
    at: datetime | None = None


def hindrance_since(change_at: datetime, *, logged_at: datetime, changed_at: datetime | None) -> Hindrance:
    """What became of an entry that is there, but not as a change left it.

    Its moments say so when they are later than the change; otherwise it was taken back further than the
    change, or an operator was at it.
    """
    if changed_at and changed_at > change_at:
        return Hindrance(Obstacle.CHANGED, changed_at)
    if logged_at > change_at:
        return Hindrance(Obstacle.LOGGED_AGAIN, logged_at)
    return Hindrance(Obstacle.CHANGED)
