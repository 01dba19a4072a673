"""What changes to one person's own rows share."""

from django.db import connection

from tracker.models import User


def lock_person(person: User) -> None:
    """Let changes to one person's past and settings happen one after the other; nothing to do on SQLite.

    What merely points at the person, such as an entry of today, does not wait.
    """
    if connection.features.has_select_for_update:
        locked = User.objects.select_for_update(no_key=True).filter(pk=person.pk)
        locked.values_list("pk", flat=True).get()
