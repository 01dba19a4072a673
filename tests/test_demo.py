from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from tracker.demo import EMAIL, create_demo_person
from tracker.domain.habits import Habit
from tracker.models import User
from tracker.queries.days import day_page

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 12, 13, 30, tzinfo=UTC)


def diary(person):
    """All entries, as far as they do not name rows."""
    return [
        list(entries.order_by("entry_id").values_list("entry_id", "day", "logged_at"))
        for entries in (person.doses, person.walks, person.sprints, person.bedtime_logs)
    ]


def test_the_demo_is_the_same_each_time_and_there_once():
    first = diary(create_demo_person(NOW, "x"))
    assert diary(create_demo_person(NOW, "x")) == first
    assert User.objects.count() == 1


def test_the_demo_holds_a_believable_year():
    person = create_demo_person(NOW, "x")
    totals = person.doses.elemental_mg_by_day()
    days = (max(totals) - min(totals)).days + 1
    assert 390 <= days <= 400
    assert len(totals) < days
    assert min(totals.values()) < 350
    assert max(totals.values()) > 500
    assert not person.doses.filter(taken_at__gt=NOW).exists()
    assert person.pauses.count() == 2
    page = day_page(person, NOW.date(), NOW)
    assert page.entries
    assert all(0 < page.records[habit].best < 400 for habit in Habit)


def test_the_hour_of_the_demo_changes_nothing_but_today():
    morning = diary(create_demo_person(NOW - timedelta(hours=7), "x"))
    evening = diary(create_demo_person(NOW + timedelta(hours=6), "x"))
    yesterday = NOW.date() - timedelta(days=1)
    assert [[row for row in rows if row[1] < yesterday] for rows in morning] == [
        [row for row in rows if row[1] < yesterday] for rows in evening
    ]


def test_the_command_says_how_to_sign_in():
    out = StringIO()
    call_command("demo", stdout=out)
    password = out.getvalue().split()[-1]
    assert User.objects.get(email=EMAIL).check_password(password)
