"""Flights, clock changes and late doses: an entry's day is settled once, where it was logged."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.factories import PersonFactory, TargetFactory
from tracker.actions.bedtime import log_bedtime
from tracker.actions.day_settings import use_zone
from tracker.models import PostMealWalk

pytestmark = pytest.mark.django_db
AUCKLAND, HONOLULU, BERLIN = "Pacific/Auckland", "Pacific/Honolulu", "Europe/Berlin"


@pytest.fixture
def traveller(client_of):
    """Somebody in Auckland with a target, and a browser of theirs."""
    person = PersonFactory(time_zone=AUCKLAND)
    TargetFactory(person=person)
    person.browser = client_of(person)
    return person


def walk(person, at, time_machine):
    """Log a walk at this moment by one tap on Today, wherever the person is."""
    time_machine.move_to(at, tick=False)
    person.refresh_from_db()
    today = person.browser.get("/").context["page"].day
    response = person.browser.post(f"/days/{today}/walks/", {"meal": "other", "entry_id": str(uuid4())})
    assert response.status_code == 302
    return today


def fly(person, zone, at, time_machine):
    """Land in this zone and say yes to its question."""
    time_machine.move_to(at, tick=False)
    person.browser.post("/settings/zone/", {"time_zone": zone, "answer": "yes"})


def days(person):
    return [str(entry.day) for entry in PostMealWalk.objects.filter(person=person).order_by("started_at")]


def test_flying_east_across_the_date_line_lives_a_date_twice(traveller, time_machine):
    # Monday afternoon in Auckland; off at five, and in Honolulu it is Monday morning again.
    walk(traveller, datetime(2026, 11, 23, 15, tzinfo=ZoneInfo(AUCKLAND)), time_machine)
    landed = datetime(2026, 11, 23, 7, tzinfo=ZoneInfo(HONOLULU))
    fly(traveller, HONOLULU, landed, time_machine)
    assert days(traveller) == ["2026-11-23"]
    assert walk(traveller, landed + timedelta(hours=1), time_machine) == date(2026, 11, 23)
    assert days(traveller) == ["2026-11-23", "2026-11-23"]
    assert [entry.time_zone for entry in traveller.walks.order_by("started_at")] == [AUCKLAND, HONOLULU]
    # Both count for the one day that had 45 hours.
    week = traveller.browser.get("/").context["page"].week
    assert next(day for day in week if day.day == date(2026, 11, 23)).walks_counted == 2


def test_flying_east_right_after_midnight_leaves_an_entry_on_a_day_that_comes_once_more(
    traveller, time_machine
):
    walk(traveller, datetime(2026, 11, 24, 8, tzinfo=ZoneInfo(AUCKLAND)), time_machine)
    landed = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo(HONOLULU))
    fly(traveller, HONOLULU, landed, time_machine)
    # Today is Monday again; Tuesday's walk waits for Tuesday.
    page = traveller.browser.get("/").context["page"]
    assert (page.day, list(page.entries)) == (date(2026, 11, 23), [])
    assert traveller.browser.get("/days/2026-11-24/").status_code == 404
    time_machine.move_to(landed + timedelta(days=1), tick=False)
    page = traveller.browser.get("/").context["page"]
    assert (page.day, [entry.day for entry in page.entries]) == (date(2026, 11, 24), [date(2026, 11, 24)])


def test_flying_west_across_the_date_line_leaves_a_day_out(traveller, time_machine):
    traveller.time_zone = HONOLULU
    traveller.save()
    walk(traveller, datetime(2026, 11, 21, 22, tzinfo=ZoneInfo(HONOLULU)), time_machine)
    landed = datetime(2026, 11, 23, 7, tzinfo=ZoneInfo(AUCKLAND))
    fly(traveller, AUCKLAND, landed, time_machine)
    walk(traveller, landed + timedelta(hours=1), time_machine)
    assert days(traveller) == ["2026-11-21", "2026-11-23"]
    # The day that never was can still be filled in, or paused.
    assert traveller.browser.get("/days/2026-11-22/").status_code == 200
    assert traveller.browser.post("/days/2026-11-22/pause/").status_code == 302


def test_an_edited_entry_is_settled_in_the_zone_it_was_logged_in(traveller, time_machine):
    walk(traveller, datetime(2026, 11, 23, 15, tzinfo=ZoneInfo(AUCKLAND)), time_machine)
    fly(traveller, BERLIN, datetime(2026, 11, 24, 20, tzinfo=ZoneInfo(BERLIN)), time_machine)
    entry = traveller.walks.get()
    form = {"meal": "other", "minutes": "12", "time": "02:00", "on": "2026-11-22"}
    assert traveller.browser.post(f"/walks/{entry.entry_id}/", form).status_code == 302
    entry.refresh_from_db()
    assert (entry.day, entry.time_zone) == (date(2026, 11, 22), AUCKLAND)
    assert entry.started_at == datetime(2026, 11, 23, 2, tzinfo=ZoneInfo(AUCKLAND))


@pytest.mark.parametrize("start", [time(0), time(3)])
@pytest.mark.parametrize("night", [date(2026, 3, 28), date(2026, 10, 24)], ids=["spring", "autumn"])
def test_a_bedtime_dose_half_past_midnight_belongs_to_the_evening_once_the_day_starts_later(
    start, night, person, client_of, time_machine
):
    person.day_start = start
    person.save()
    at = datetime.combine(night + timedelta(days=1), time(0, 30), tzinfo=ZoneInfo(BERLIN))
    time_machine.move_to(at, tick=False)
    client = client_of(person)
    expected = night if start > time(0, 30) else night + timedelta(days=1)
    assert client.get("/").context["page"].day == expected
    assert client.post(f"/days/{expected}/bedtime/").status_code == 302
    log = person.bedtime_logs.get()
    assert (log.day, log.taken_at) == (expected, at.astimezone(UTC))
    # Whatever the day's start becomes, the log stays where it is.
    form = {
        "time_zone": "Asia/Tokyo", "day_start": "06:00", "week_start": "0", "hour_format": "24",
        "limit_region": "us", "own_limit_mg": "", "theme": "auto",
    }  # fmt: skip
    client.post("/settings/day/", form)
    person.refresh_from_db()
    assert person.time_zone == "Asia/Tokyo"
    assert person.bedtime_logs.get().day == expected


def test_a_zone_changed_twice_in_a_night_leaves_one_log_a_night(person):
    at = datetime(2026, 11, 22, 22, tzinfo=UTC)
    entry_id = uuid4()
    log, _ = log_bedtime(
        person, dose=None, entry_id=entry_id, taken_at=at, day=date(2026, 11, 22), today=date(2026, 11, 22)
    )
    for zone in (AUCKLAND, HONOLULU, BERLIN):
        use_zone(person, zone, now=at)
    stored = person.bedtime_logs.get()
    assert (stored.pk, stored.day, stored.time_zone) == (log.pk, date(2026, 11, 22), BERLIN)


def test_a_first_target_moves_with_its_first_day_but_a_planned_one_waits(traveller, time_machine):
    now = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo(AUCKLAND))
    time_machine.move_to(now, tick=False)
    traveller.targets.all().delete()
    TargetFactory(person=traveller, starts_on=date(2026, 11, 23))
    TargetFactory(person=traveller, starts_on=date(2026, 11, 30), low_mg=300)
    use_zone(traveller, HONOLULU, now=now)
    assert [target.starts_on.day for target in traveller.targets.all()] == [22, 30]
    traveller.targets.first().delete()
    use_zone(traveller, AUCKLAND, now=now)
    assert [target.starts_on.day for target in traveller.targets.all()] == [30]
