"""Logging walks and sprint sessions."""

from datetime import date, datetime
from uuid import UUID

from tracker.models import PostMealWalk, SprintSession, User

from .entries import log_entry


def log_movement[M: (PostMealWalk, SprintSession)](
    person: User, entry: M, *, entry_id: UUID, started_at: datetime, day: date, today: date, note: str = ""
) -> M:
    """Store a walk or a sprint session; the same `entry_id` again stores nothing more."""
    entry.person, entry.entry_id = person, entry_id
    entry.started_at, entry.day, entry.time_zone, entry.note = started_at, day, person.zone.key, note
    log_entry(person, entry, today=today)
    return entry
