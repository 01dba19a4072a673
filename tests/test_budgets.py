"""How many queries pages may cost, whatever the amount of data: DESIGN.md section 6."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.history import add_history
from tests.factories import (
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    PauseFactory,
    PersonFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.actions.history import store_anew
from tracker.domain.spans import TrendRange
from tracker.models import ENTRY_MODELS, Dose, HabitHistory, User

TODAY = date(2026, 11, 22)
FRAGMENT = {"HX-Request": "true", "HX-Target": "day"}
# How often the database is asked is ours to say, whichever it is.
pytestmark = pytest.mark.once
# A change of a stored week reads it and its year anew, and stores both.
STORING = 20
DAYS = {"1 day": 1, "3 years": 3 * 365}


@pytest.fixture(autouse=True)
def evening(time_machine):
    time_machine.move_to("2026-11-22T21:00:00Z", tick=False)


@pytest.fixture(scope="module")
def people(rows_for_all):
    """By how many days there are entries of: somebody who has them, and how many those are."""
    found = {}
    for name, days in DAYS.items():
        person = PersonFactory(time_zone="UTC")
        found[name] = person, add_history(person, days, TODAY)
        store_anew(person, today=TODAY)
    return found


@pytest.fixture(params=DAYS)
def visitor(request, people, db):
    """Somebody with entries of so many days, signed in."""
    client = Client()
    person, _ = people[request.param]
    client.person = User.objects.get(pk=person.pk)
    client.force_login(client.person)
    return client


def queries(action):
    """What an action asks the database, without the marks of transactions."""
    with CaptureQueriesContext(connection) as asked:
        response = action()
    assert response.status_code == 200
    marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return [query["sql"] for query in asked if not query["sql"].startswith(marks)]


def test_three_years_are_about_five_thousand_entries(people, db):
    person, count = people["3 years"]
    assert 5_000 <= count <= 6_500
    assert Dose.objects.filter(person=person, day=TODAY).count() == 0


def test_today_takes_at_most_fourteen_queries(visitor):
    visitor.get("/")
    assert len(queries(lambda: visitor.get("/"))) <= 14


def test_today_takes_a_query_for_each_kind_of_entry_more_while_nothing_is_stored(visitor):
    visitor.person.week_summaries.all().delete()
    HabitHistory.objects.filter(person=visitor.person).delete()
    assert len(queries(lambda: visitor.get("/"))) <= 14 + len(ENTRY_MODELS)


def test_logging_a_dose_and_showing_the_day_take_at_most_sixteen_queries(visitor):
    visitor.get("/")
    supplement = visitor.person.supplements.first()
    forms = {
        reverse("tracker:log_supplement", args=[TODAY, supplement.pk]): {"when": "now"},
        reverse("tracker:doses", args=[TODAY]): {"source": "oxide", "basis": "elemental", "amount": "50"},
        reverse("tracker:doses", args=[TODAY - timedelta(days=30)]): {
            "source": "citrate", "basis": "elemental", "amount": "50", "time": "08:00",
        },
    }  # fmt: skip
    for address, form in forms.items():
        asked = queries(lambda address=address, form=form: visitor.post(address, form, headers=FRAGMENT))
        assert len(asked) <= (16 if str(TODAY) in address else 16 + STORING), (address, asked)


@pytest.mark.parametrize("days", DAYS.values(), ids=DAYS)
def test_days_before_the_first_target_keep_to_the_budget(days, client_of, db):
    person = PersonFactory(time_zone="UTC")
    add_history(person, days, TODAY)
    person.targets.exclude(pk=TargetFactory(person=person, starts_on=TODAY + timedelta(days=1)).pk).delete()
    client, day = client_of(person), TODAY - timedelta(days=1)
    page, walks = reverse("tracker:day", args=[day]), reverse("tracker:walks", args=[day])
    client.get(page)
    walk = {"meal": "other", "minutes": "10", "time": "08:00"}
    assert len(queries(lambda: client.get(page))) <= 14
    assert len(queries(lambda: client.post(walks, walk, headers=FRAGMENT))) <= 16 + STORING
    # What is said of the change is worked out from all days that it touches, and asks no more for that.
    assert len(queries(lambda: client.get(reverse("tracker:count_days", args=[day])))) <= 16


@pytest.mark.parametrize("members", [2, 8])
def test_logging_the_evening_stack_takes_no_more_than_one_dose_does(members, visitor):
    stack = [SupplementFactory(person=visitor.person, in_evening_stack=True).pk for _ in range(members)]
    visitor.get("/")
    for day, when in ((TODAY, {"when": "now"}), (TODAY - timedelta(days=30), {})):
        address, form = reverse("tracker:log_evening_stack", args=[day]), when | {"member": stack}
        asked = queries(lambda address=address, form=form: visitor.post(address, form, headers=FRAGMENT))
        assert len(asked) <= (16 if day == TODAY else 16 + STORING), (address, asked)


@pytest.mark.parametrize("kind", ["walks", "sprints", "bedtime"])
def test_logging_anything_else_takes_few_queries_too(kind, visitor):
    visitor.get("/")
    form = {"when": "now", "meal": "dinner"}
    asked = queries(lambda: visitor.post(reverse(f"tracker:{kind}", args=[TODAY]), form, headers=FRAGMENT))
    # A bedtime log is two rows, each looked for before it is stored.
    assert len(asked) <= (18 if kind == "bedtime" else 16), asked


@pytest.mark.parametrize("doses", [1, 30])
def test_a_dose_of_the_evening_is_counted_in_few_queries_however_many_there_are(doses, visitor):
    supplement = visitor.person.supplements.get(usual_moment="bedtime")
    dose, *_ = DoseFactory.create_batch(
        doses,
        person=visitor.person,
        supplement=supplement,
        day=TODAY,
        taken_at=datetime(2026, 11, 22, 20, tzinfo=UTC),
    )
    assert len(queries(lambda: visitor.get("/"))) <= 14
    form = {"counted": dose.entry_id}
    asked = queries(lambda: visitor.post(reverse("tracker:bedtime", args=[TODAY]), form, headers=FRAGMENT))
    assert len(asked) <= 17, asked


@pytest.mark.parametrize("members", [2, 8])
def test_an_evening_stack_that_keeps_the_night_takes_few_queries_too(members, visitor):
    stack = [SupplementFactory(person=visitor.person, in_evening_stack=True).pk for _ in range(members)]
    stack.append(visitor.person.supplements.get(usual_moment="bedtime").pk)
    visitor.get("/")
    for day, when in ((TODAY, {"when": "now"}), (TODAY - timedelta(days=18), {})):
        visitor.person.bedtime_logs.filter(day=day).delete()
        visitor.person.doses.filter(day=day).delete()
        address, form = reverse("tracker:log_evening_stack", args=[day]), when | {"member": stack}
        asked = queries(lambda address=address, form=form: visitor.post(address, form, headers=FRAGMENT))
        # The doses and the night, with what was logged of both before.
        assert len(asked) <= (18 if day == TODAY else 18 + STORING), (address, asked)
        assert visitor.person.bedtime_logs.filter(day=day).exists()


@pytest.mark.parametrize("span", list(TrendRange))
def test_trends_take_at_most_twelve_queries(span, visitor):
    address = reverse("tracker:trends")
    visitor.get(address)
    assert len(queries(lambda: visitor.get(address, {"range": span.value}))) <= 12


HISTORY = {
    "all": {},
    "a month": {"month": "2026-11"},
    "further on": {"until": "2026-11-20"},
    "a kind": {"kind": "walks"},
    "with a note": {"kind": "noted"},
    "words": {"q": "glycinate"},
    "no such words": {"q": "no such thing"},
    "days": {"from": "2026-11-01", "to": "2026-11-21"},
}


@pytest.mark.parametrize("asked", HISTORY.values(), ids=HISTORY)
def test_history_takes_as_few_queries_in_ten_years_as_in_a_month(asked, client_of, db):
    counts = {}
    for days in (40, 3650):
        person = PersonFactory(time_zone="UTC")
        add_history(person, days, TODAY)
        client = client_of(person)
        counts[days] = [
            len(
                queries(
                    lambda client=client, headers=headers: client.get("/history/", asked, headers=headers)
                )
            )
            for headers in (None, {"HX-Request": "true", "HX-Target": "found"})
        ]
    assert counts[40] == counts[3650]
    whole, part = counts[40]
    # The calendar asks for each kind; what is typed does without it.
    assert whole == part + 5 <= 19


def test_more_kinds_habits_and_supplements_ask_no_more_than_their_kinds(client_of, db):
    counts = []
    for many in (1, 12):
        person = PersonFactory(time_zone="UTC")
        add_history(person, 30, TODAY)
        for _ in range(many):
            habit = CustomHabitFactory(person=person)
            CustomHabitTargetFactory(habit=habit)
            CustomHabitEntryFactory(person=person, habit=habit, day=TODAY - timedelta(days=1))
            supplement = SupplementFactory(person=person)
            DoseFactory(person=person, supplement=supplement, day=TODAY - timedelta(days=1))
        client = client_of(person)
        counts.append(len(queries(lambda client=client: client.get("/history/"))))
    # A page that one day fills may hold fewer kinds.
    assert counts[1] <= counts[0] <= 20


@pytest.mark.parametrize("address", ["/", "/days/2026-11-21/", "/trends/"])
def test_more_days_of_entries_ask_no_more_of_the_database(address, people, db):
    counts = {}
    for name, (person, _) in people.items():
        client = Client()
        client.force_login(person)
        counts[name] = len(queries(lambda client=client: client.get(address)))
    assert counts["3 years"] == counts["1 day"]


@pytest.mark.parametrize("is_paused", [False, True], ids=["not paused", "paused"])
def test_more_targets_and_pauses_ask_no_more_of_the_database(is_paused, db):
    counts = {}
    for rows in (1, 30):
        person = PersonFactory(time_zone="UTC")
        for number in range(rows):
            TargetFactory(person=person, starts_on=date(2025, 1, 1) + timedelta(days=9 * number))
            day = date(2025, 1, 1) + timedelta(days=9 * number)
            PauseFactory(person=person, first_day=day, last_day=day + timedelta(days=3))
        if is_paused:
            PauseFactory(person=person, first_day=TODAY, last_day=TODAY)
        store_anew(person, today=TODAY)
        client = Client()
        client.force_login(person)
        counts[rows] = len(queries(lambda client=client: client.get("/")))
    assert counts[1] == counts[30] <= 14
