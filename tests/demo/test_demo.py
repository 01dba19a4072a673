"""The demo person: believable, and the same each time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db.models import Count
from django.test import Client

from tests.factories import DoseFactory, PersonFactory
from tracker.demo import DAYS, create_demo_person
from tracker.domain.days import days_between, logical_day
from tracker.domain.habits import Habit, HabitRecord, Mark
from tracker.domain.protocol import habit_units
from tracker.models import ENTRY_MODELS, Dose, User
from tracker.queries.journal import journal_of
from tracker.queries.plan import plan_of

pytestmark = pytest.mark.django_db

# Half past nine in the morning, in Berlin.
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
FIRST = TODAY - timedelta(days=DAYS)
ENTRIES = tuple(ENTRY_MODELS.values())


@pytest.fixture(scope="module")
def person(rows_for_all):
    """The demo person of this morning."""
    person, _ = create_demo_person(NOW)
    return person


def everything_entered(person):
    """Each kind's entries, without the numbers the database gave them."""
    found = {}
    for model in ENTRIES:
        columns = [field.attname for field in model._meta.concrete_fields if not field.is_relation]
        columns.remove("id")
        found[model] = list(model.objects.filter(person=person).order_by("entry_id").values_list(*columns))
    return found


def units_of(person):
    journal = journal_of(person, (FIRST, TODAY))
    return habit_units(plan_of(person), journal, FIRST, TODAY, TODAY)


def test_it_has_400_days_and_this_morning_and_nothing_ahead(person):
    for model in ENTRIES:
        rows = model.objects.filter(person=person)
        assert all(row.moment <= NOW for row in rows)
        assert all(row.day == logical_day(row.moment, person.zone, person.day_start) for row in rows)
    logged = set(person.doses.values_list("day", flat=True))
    assert (min(logged), max(logged)) == (FIRST, TODAY)
    assert len(logged) > 360
    assert [walk.meal for walk in person.walks.between(TODAY, TODAY)] == ["breakfast"]


def test_the_same_moment_makes_the_same_entries(person):
    first = everything_entered(person)
    assert everything_entered(create_demo_person(NOW)[0]) == first


@pytest.mark.once
def test_made_again_there_is_one_person_with_another_password():
    bystander = DoseFactory(person=PersonFactory())
    _, first_password = create_demo_person(NOW)
    person, password = create_demo_person(NOW + timedelta(days=1))
    assert User.objects.filter(email=person.email).count() == 1
    assert password != first_password
    assert Dose.objects.exclude(person=person).get() == bystander
    assert person.doses.latest("day").day == TODAY + timedelta(days=1)


@pytest.mark.once
def test_days_differ_as_they_do_in_life(person):
    journal, plan = journal_of(person, (FIRST, TODAY)), plan_of(person)
    verdicts = {
        plan.targets.on(day).range.verdict(journal.total_mg_on(day)).value
        for day in days_between(FIRST, TODAY)
        if day in journal.mg_by_family
    }
    assert verdicts == {"below", "within", "above"}
    assert len({dose.magnesium_form for dose in person.doses.all()}) == 6
    assert (person.targets.count(), person.pauses.count()) == (3, 2)
    for habit, units in units_of(person).items():
        if habit not in Habit:
            continue
        marks = {unit.mark for unit in units}
        assert {Mark.KEPT, Mark.MISSED, Mark.SKIPPED} <= marks, habit
        record = HabitRecord().add_all(units)
        assert record.current >= (3 if habit is Habit.SPRINTS else 7)
        assert 0.5 < record.adherence < 0.9


@pytest.mark.once
def test_bedtime_logs_hold_their_doses_and_last_night_awaits_its_sleep(person):
    logs = person.bedtime_logs.select_related("dose")
    assert all((log.dose.day, log.dose.taken_at) == (log.day, log.taken_at) for log in logs if log.dose)
    assert logs.get(day=TODAY - timedelta(days=1)).sleep_quality is None
    assert logs.filter(dose=None, taken=True).exists()
    assert {log.sleep_quality for log in logs.filter(taken=False)} == {2, 3, 4, 5}
    nights = logs.values("sleep_quality").annotate(nights=Count("pk"))
    assert {row["sleep_quality"] for row in nights} >= {None, 2, 3, 4, 5}


@pytest.mark.once
def test_every_page_has_something_to_show(person, time_machine):
    time_machine.move_to(NOW, tick=False)
    assert all(model.objects.filter(person=person).exists() for model in ENTRY_MODELS.values())
    assert person.supplements.live().filter(in_evening_stack=True).count() > 1
    assert {habit.archived for habit in person.custom_habits.all()} == {True, False}
    assert (person.medicines.count(), person.reviews.count()) == (3, 5)
    client = Client()
    client.force_login(person)
    today = client.get("/").text
    assert "Your own habits" in today
    assert "Evening stack" in today
    assert "Magnesium fits" in today
    assert "Strength of your own habits" in client.get("/trends/").text
    assert "Take the bedtime dose every night" in client.get("/review/2026-W47/").text
    assert "Slept well after early dinners." in client.get("/review/2026-W45/").text
    assert "Thyroid tablet" in client.get("/settings/safety/").text


@pytest.mark.once
@pytest.mark.parametrize("clock", [time(0, 30), time(2, 59), time(12), time(23, 30)])
@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 3, 29), date(2026, 10, 25)])
def test_it_can_be_made_at_any_hour_of_any_day(day, clock):
    now = datetime.combine(day, clock, tzinfo=UTC)
    person, _ = create_demo_person(now)
    assert all(dose.taken_at <= now for dose in person.doses.all())


def test_it_takes_few_queries(django_assert_max_num_queries):
    User.objects.all().delete()
    with django_assert_max_num_queries(40):
        create_demo_person(NOW)
    # Deleting who was there before asks once for each table that can speak of a person, and once for a
    # hundred doses.
    with django_assert_max_num_queries(100):
        create_demo_person(NOW)
