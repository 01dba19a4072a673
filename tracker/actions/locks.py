"""What changes to one person's own rows share."""

from tracker.models import User


def lock_person(person: User) -> None:
    """Let changes to one person's settings happen one after the other; nothing to do on SQLite."""
    User.objects.select_for_update().filter(pk=person.pk).values_list("pk", flat=True).get()
