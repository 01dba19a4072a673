"""The moment and the day of a request."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django.conf import settings
from django.test import RequestFactory

from tests.factories import PersonFactory
from tracker.http.request import read_clock, settle_today

TRACKER = settings.BASE_DIR / "tracker"
NAMES = re.compile(r"[\w.]+")
NIGHT = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)


@pytest.fixture
def request_of(time_machine):
    """A request of this person in the middle of the night, whose clock has been read."""
    time_machine.move_to(NIGHT, tick=False)

    def made(person):
        request = RequestFactory().get("/")
        request.user = person
        read_clock(request)
        return request

    return made


def test_before_the_days_start_it_is_still_the_evening_before(request_of):
    request = request_of(PersonFactory.build(time_zone="UTC", day_start=time(4)))
    assert (request.now, request.today) == (NIGHT, date(2026, 3, 11))


def test_the_day_is_that_of_the_persons_zone(request_of):
    assert request_of(PersonFactory.build(time_zone="Asia/Tokyo")).today == date(2026, 3, 12)


@pytest.mark.parametrize("changed", [{"day_start": time(1)}, {"time_zone": "Asia/Tokyo"}])
def test_after_a_change_of_clocks_the_day_is_the_new_one_and_the_moment_the_same(
    changed, request_of, time_machine
):
    request = request_of(PersonFactory.build(time_zone="UTC", day_start=time(4)))
    for name, value in changed.items():
        setattr(request.user, name, value)
    time_machine.shift(3600)
    settle_today(request)
    assert (request.now, request.today) == (NIGHT, date(2026, 3, 12))


def test_views_ask_the_request_which_moment_and_which_day_it_is():
    files = [*TRACKER.rglob("views/**/*.py"), *TRACKER.rglob("views.py")]
    assert len(files) > 15
    asks = {
        path.name for path in files if {"logical_day", "timezone.now"} & set(NAMES.findall(path.read_text()))
    }
    assert asks == set()
