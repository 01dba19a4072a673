"""Who may see a page: the person who is signed in.

Around a view stand, from the outside: the methods it answers, `login_required`, `set_up_required`.
Whoever is not signed in learns of a wrong method first, and is not sent through the sign-in for it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast

from django.contrib.auth.middleware import get_user
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from tracker.models import User

from .fragments import path_shown
from .request import HtmxRequest, PersonRequest, read_clock


def login_required[**P](
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Send who is not signed in to sign in, and back to a page afterwards.

    A fragment cannot be replaced by the sign-in page, so HTMX is told to leave for it; and after an
    action one comes back to the page it was on, as an address that only takes actions shows nothing.
    """

    @wraps(view)
    def signed_in_only(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            of_person = cast(PersonRequest, request)
            # The person, not the wrapper that looks for them anew at each attribute.
            of_person.user = cast(User, get_user(request))
            read_clock(of_person)
            return view(of_person, *args, **kwargs)
        return _to_sign_in(cast(HtmxRequest, request))

    return signed_in_only


def _to_sign_in(request: HtmxRequest) -> HttpResponse:
    back = reverse("tracker:today")
    if request.htmx:
        back = path_shown(request) or back
    elif request.method in ("GET", "HEAD"):
        back = request.get_full_path()
    answer = redirect_to_login(back)
    return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def set_up_required[**P](
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[PersonRequest, P], HttpResponse]:
    """Send who has not set up yet to do so: without a target and clocks there is nothing to show."""

    @wraps(view)
    def set_up_only(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.set_up_at is None:
            return redirect("tracker:setup")
        return view(request, *args, **kwargs)

    return set_up_only
