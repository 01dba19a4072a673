"""Changing what lets people in: signing out elsewhere, and an account's end a day after it is asked for."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import CharField, Model
from django.db.models.functions import Cast

from tracker.models import User

# Long enough to read the mail, and for second thoughts.
GRACE = timedelta(hours=24)


def ask_to_delete(person: User, *, now: datetime) -> bool:
    """Let the account go a day from now; False, and nothing changes, when that was asked before.

    The first asking counts: a second click moves nothing and sends no second mail.
    """
    asked = User.objects.filter(pk=person.pk, delete_at=None).update(delete_at=now + GRACE)
    person.refresh_from_db(fields=["delete_at"])
    return bool(asked)


def keep_account(person: User, *, now: datetime) -> bool:
    """Let the account stay after all; False when there was nothing to take back, or it is too late."""
    kept = bool(User.objects.filter(pk=person.pk, delete_at__gt=now).update(delete_at=None))
    if kept:
        person.delete_at = None
    return kept


def delete_account(number: int, *, now: datetime) -> User | None:
    """Delete the person of this number with all their rows, if their time is over; return who that was.

    None when they are gone already, or stay: so only one of several runs says that it has deleted them.
    """
    sessions = _sessions_of(number)
    with transaction.atomic():
        person = User.objects.select_for_update().filter(pk=number, delete_at__lte=now).first()
        if person is None:
            return None
        Session.objects.filter(session_key__in=sessions).delete()
        _forget_operators_changes(User, pk=number)
        for relation in User._meta.related_objects:
            _forget_operators_changes(relation.related_model, **{relation.field.name: number})
        person.delete()
    return person


def _forget_operators_changes(model: type[Model], **whose: object) -> None:
    """Delete what the administration's log says of these rows: it calls them by an address, for one."""
    rows = model._meta.base_manager.filter(**whose)
    LogEntry.objects.filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        object_id__in=rows.values(key=Cast("pk", CharField())),
    ).delete()


def _sessions_of(number: int) -> list[str]:
    """Keys of the sessions in which a person is signed in; reads them all, as only what is in them tells."""
    return [
        session.session_key
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(number)
    ]


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
