"""Make people with entries of so many days each, sign them in, and print who they are as JSON."""

import json
import sys
from datetime import timedelta

import django


def main(spans: list[int]) -> None:
    """Print `{"30": {"session": …, "supplement": …, "entries": …}}`, one for each span of days."""
    django.setup()
    from django.db import connection
    from django.utils import timezone

    from bench.history import add_history
    from tracker.domain.days import logical_day
    from tracker.models import User

    people = {}
    for days in spans:
        now = timezone.now()
        person = User.objects.create_user(f"of-{days}-days@example.org", set_up_at=now - timedelta(days=days))
        entries = add_history(person, days, logical_day(now, person.zone, person.day_start))
        people[days] = {
            "session": signed_in(person),
            "supplement": person.supplements.first().pk,
            "entries": entries,
        }
    print(json.dumps(people))
    connection.close()
    if connection.vendor == "postgresql":
        # Its threads would keep the process from ending for a while.
        connection.close_pool()


def signed_in(person) -> str:
    """Sign somebody in without a page; return what their browser's cookie would hold."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key


if __name__ == "__main__":
    main([int(days) for days in sys.argv[1:]])
