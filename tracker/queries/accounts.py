"""Whose account is over."""

from datetime import datetime

from tracker.models import User


def accounts_to_delete(now: datetime) -> list[int]:
    """Numbers of the people whose day of grace has passed, who asked first coming first; one query."""
    return list(
        User.objects.filter(delete_at__lte=now).order_by("delete_at", "pk").values_list("pk", flat=True)
    )
