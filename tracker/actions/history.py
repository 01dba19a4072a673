"""What past days add up to is remembered; these changes make it be worked out anew."""

from django.db.models import F

from tracker.models import User


def history_changed(person: User) -> None:
    """Say that something that decides past marks has changed: an entry of a past day, a target, a pause.

    One query. Call it inside the block that makes the change, so that both are seen together.
    """
    person.history_version = F("history_version") + 1
    # What the database made of it comes back with the same query.
    person.save(update_fields=["history_version"])
