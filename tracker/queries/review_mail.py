"""Who wants the Monday mail."""

from collections.abc import Iterator

from tracker.models import User

# How many people one query fetches.
BATCH = 100


def people_to_mail() -> Iterator[User]:
    """People who want the mail, can sign in and mean to stay, by their number; a query each hundred.

    Not `iterator()`: mails go out in between, and SQLite lets nobody write while a cursor is open.
    """
    wanting = User.objects.filter(monday_mail=True, is_active=True, delete_at=None).order_by("pk")
    last = 0
    while people := list(wanting.filter(pk__gt=last)[:BATCH]):
        yield from people
        last = people[-1].pk
