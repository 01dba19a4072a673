"""Who may sign in and stay: everybody but those whose account is over."""

from typing import Any, cast

from allauth.account import auth_backends
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone

from tracker.models import User


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    """To whom an account whose time is over is gone already, though its rows wait for the next run.

    Asked for the person of each request too, so that devices signed in before are signed out, and
    whichever way somebody came in: by password, by passkey, by a link.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        credentials |= {"username": username, "password": password}
        return _unless_gone(super().authenticate(request, **credentials))

    def get_user(self, user_id: int) -> User | None:
        return _unless_gone(super().get_user(user_id))


def _unless_gone(found: AbstractBaseUser | None) -> User | None:
    # Not in user_can_authenticate(): whom that refuses allauth takes for switched off, and says so.
    person = cast(User | None, found)
    return None if person is None or person.is_gone(timezone.now()) else person
