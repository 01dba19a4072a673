"""Who may see a page: the person who is signed in."""

from functools import wraps

from allauth.account import auth_backends
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from .fragments import path_shown


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    """To whom an account whose time is over is gone already, though its rows wait for the next run.

    Asked for the person of each request too, so that devices signed in before are signed out, and
    whichever way somebody came in: by password, by passkey, by a link.
    """

    def authenticate(self, request, username=None, password=None, **credentials):
        credentials |= {"username": username, "password": password}
        return _unless_gone(super().authenticate(request, **credentials))

    def get_user(self, user_id):
        return _unless_gone(super().get_user(user_id))


def _unless_gone(person):
    # Not in user_can_authenticate(): whom that refuses allauth takes for switched off, and says so.
    return None if person is None or person.is_gone(timezone.now()) else person


def login_required(view):
    """Send who is not signed in to sign in, and back to a page afterwards.

    A fragment cannot be replaced by the sign-in page, so HTMX is told to leave for it; and after an
    action one comes back to the page it was on, as an address that only takes actions shows nothing.
    """

    @wraps(view)
    def signed_in_only(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        back = reverse("tracker:today")
        if request.htmx:
            back = path_shown(request) or back
        elif request.method in ("GET", "HEAD"):
            back = request.get_full_path()
        answer = redirect_to_login(back)
        return HttpResponseClientRedirect(answer.url) if request.htmx else answer

    return signed_in_only
