"""Where a person is signed in, and signing out there."""

import re

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tracker.actions.sessions import end_sessions
from tracker.domain.devices import browser_and_system
from tracker.http.access import login_required
from tracker.http.settings_page import settings_page
from tracker.queries.security import open_sessions

# Of a row, as far as databases count.
NUMBER = re.compile(r"[0-9]{1,18}")


@login_required
@require_http_methods(["GET", "POST"])
def sessions(request):
    """Where the person is signed in: read it, and end one of the others or all of them."""
    if request.method == "POST":
        only = request.POST.get("session")
        # What is no number, or another person's, ends nothing.
        if only is None or NUMBER.fullmatch(only):
            ended = end_sessions(
                request.user, but=request.session.session_key, only=int(only) if only else None
            )
            messages.success(
                request,
                ngettext(
                    "Signed out on %(count)s other device.", "Signed out on %(count)s other devices.", ended
                )
                % {"count": ended},
            )
        return redirect("tracker:sessions")
    rows = [
        {
            "session": session,
            "device": device_words(session.user_agent),
            "is_this": session.session_key == request.session.session_key,
        }
        for session in open_sessions(request.user, timezone.now())
    ]
    return settings_page(request, "sessions", {"rows": rows})


def device_words(user_agent):
    """A browser by its own account, as Firefox on Android."""
    browser, system = browser_and_system(user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Another program")
