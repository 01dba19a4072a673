"""Signing a person out on other devices."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from tracker.models import User


def end_sessions(person: User, *, but: str | None = None, only: int | None = None) -> int:
    """Sign a person out elsewhere and return from how many sessions.

    The session of the key `but` stays; `only` ends one alone, by the number of its row.
    """
    rows = UserSession.objects.filter(user=person).exclude(session_key=but)
    if only is not None:
        rows = rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    with transaction.atomic():
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(user=person, session_key__in=keys).delete()
    return len(keys)
