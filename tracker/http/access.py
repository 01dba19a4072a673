"""Who may see a page: the person who is signed in."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from .fragments import path_shown


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
