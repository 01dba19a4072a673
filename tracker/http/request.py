"""What a view is told: who asks, whether htmx does, which moment it is and which day."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from tracker.domain.days import logical_day
from tracker.models import User


class HtmxRequest(HttpRequest):
    """Any request, as the middleware hands it on."""

    htmx: HtmxDetails


class PersonRequest(HtmxRequest):
    """A request of somebody who is signed in; `login_required` makes sure of that and reads the clock.

    `now` is the moment it came, read once, and `today` the logical day of that moment for this person.
    """

    user: User
    now: datetime
    today: date


def read_clock(request: PersonRequest) -> None:
    """Note the moment of a request, and the logical day it is for its person."""
    request.now = timezone.now()
    settle_today(request)


def settle_today(request: PersonRequest) -> None:
    """Work out the day of the request; again after its person's zone or day's start has changed."""
    request.today = logical_day(request.now, request.user.zone, request.user.day_start)
