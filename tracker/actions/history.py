"""What past days add up to is remembered; these changes make it be worked out anew."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from tracker.models import User


def invalidate_history(person: User) -> None:
    """Say that something that decides past marks has changed: an entry of a past day, a target, a pause.

    One query. Call it inside the block that makes the change, so that both are seen together.
    """
    person.history_version = F("history_version") + 1
    # What the database made of it comes back with the same query.
    person.save(update_fields=["history_version"])


def invalidate_if_past(person: User, days: Iterable[date], today: date) -> None:
    """Say that something of these days changed: what is remembered of past ones is worked out anew."""
    if any(day < today for day in days):
        invalidate_history(person)
