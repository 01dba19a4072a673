"""What past days add up to is remembered; these changes make it be worked out anew."""

from django.db.models import F

from tracker.models import User


def history_changed(person: User) -> None:
    """Say that something that decides past marks has changed: an entry of a past day, a target, a pause.

    One query. Call it inside the block that makes the change, so that both are seen together.
    """
    User.objects.filter(pk=person.pk).update(history_version=F("history_version") + 1)
    person.refresh_from_db(fields=["history_version"])
