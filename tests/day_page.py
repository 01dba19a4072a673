"""What tests of the day page send and read: on Thursday 12 March 2026, 14:00 in Berlin."""

from datetime import UTC, date, datetime
from uuid import uuid4

from django.urls import reverse

NOW = datetime(2026, 3, 12, 13, 0, 20, tzinfo=UTC)
TODAY = date(2026, 3, 12)
LAST_NIGHT = date(2026, 3, 11)


def hx(url="/"):
    """Headers of a request by htmx for the part of the page that is the day."""
    return {"HX-Request": "true", "HX-Target": "day", "HX-Current-URL": f"http://testserver{url}"}


def url(name, *args, day=TODAY):
    """An address of the day."""
    return reverse(f"tracker:{name}", args=[day, *args])


def now(**fields):
    """What a tap on the open day sends."""
    return {"entry_id": str(uuid4()), "when": "now"} | fields


def undo(client, response):
    """Take back what a response has just said was done."""
    token = response.context["reply"].toast.extra_tags
    return client.post(reverse("tracker:undo"), {"token": token}, headers=hx())


def rate(client, quality="4", day=LAST_NIGHT, **fields):
    """Say how a night was."""
    return client.post(url("rate_night", day=day), {"quality": quality} | fields, headers=hx())
