"""Who wants the Monday mail."""

from collections.abc import Iterator

from tracker.models import User


def people_to_mail() -> Iterator[User]:
    """People who want the mail and can sign in, a few at a time, by their number."""
    return User.objects.filter(monday_mail=True, is_active=True).order_by("pk").iterator(chunk_size=200)
