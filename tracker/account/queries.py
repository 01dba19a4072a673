"""What protects an account, where it is signed in, and whose account is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from tracker.models import User


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey by the name its owner gave it."""

    pk: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What protects an account."""

    is_confirmed: bool
    waiting_email: str
    codes_since: datetime | None
    passkeys: Sequence[Passkey]
    recovery_codes_left: int | None
    sessions_count: int

    @property
    def has_second_step(self) -> bool:
        """Whether a password alone no longer signs in."""
        return self.codes_since is not None or bool(self.passkeys)


def account_page(person: User, now: datetime) -> AccountPage:
    """Return what protects a person's account; four queries."""
    addresses = list(EmailAddress.objects.filter(user=person).values_list("email", "verified"))
    authenticators = list(Authenticator.objects.filter(user=person).order_by("created_at", "pk"))
    by_type = {authenticator.type: authenticator for authenticator in authenticators}
    codes = by_type.get(Authenticator.Type.TOTP)
    recovery = by_type.get(Authenticator.Type.RECOVERY_CODES)
    return AccountPage(
        is_confirmed=(person.email, True) in addresses,
        waiting_email=next(
            (email for email, verified in addresses if not verified and email != person.email), ""
        ),
        codes_since=codes.created_at if codes else None,
        passkeys=[
            Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at)
            for row in authenticators
            if row.type == Authenticator.Type.WEBAUTHN
        ],
        recovery_codes_left=len(recovery.wrap().get_unused_codes()) if recovery else None,
        sessions_count=len(open_sessions(person, now)),
    )


def open_sessions(person: User, now: datetime) -> list[UserSession]:
    """Where a person is signed in, the newest first; two queries.

    What a changed password has ended is still stored until it is used again; it is not open.
    """
    rows = list(UserSession.objects.filter(user=person).order_by("-created_at", "-pk"))
    keys = [row.session_key for row in rows]
    sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=now)
    right = person.get_session_auth_hash()
    is_open = {
        session.session_key
        for session in sessions
        if constant_time_compare(session.get_decoded().get(HASH_SESSION_KEY, ""), right)
    }
    return [row for row in rows if row.session_key in is_open]


def accounts_to_delete(now: datetime) -> list[int]:
    """Numbers of the people whose day of grace has passed, who asked first coming first; one query."""
    return list(
        User.objects.filter(delete_at__lte=now).order_by("delete_at", "pk").values_list("pk", flat=True)
    )
