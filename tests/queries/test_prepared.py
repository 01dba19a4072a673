"""Each prepared statement gives what the queryset gives that it stands for, on whichever database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules
from threading import Thread
from typing import get_args
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.breadth import examples
from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    MedicineFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker import queries
from tracker.domain.days import week_name
from tracker.models import ENTRY_MODELS, Dose, Pause, Review
from tracker.queries.entries import entry_statement
from tracker.queries.prepared import Prepared, prepared

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 14)
MODULES = [import_module(f"{queries.__name__}.{module.name}") for module in iter_modules(queries.__path__)]
STATEMENTS = {
    f"{found.queryset.__module__}.{name}": found
    for module in MODULES
    for name, found in vars(module).items()
    if isinstance(found, Prepared)
} | {f"entry of {kind}": entry_statement(kind) for kind in ENTRY_MODELS}
DAYS = st.integers(-3, 3).map(lambda days: DAY + timedelta(days=days))
VALUES = {
    date: DAYS,
    datetime: DAYS.map(lambda day: datetime(day.year, day.month, day.day, 12, tzinfo=UTC)),
    str: DAYS.map(week_name),
}


def live(person):
    """A few rows of every kind, on different days and with what may be missing."""
    supplement = SupplementFactory(person=person, name="Glycinate", units_per_serving=Decimal("1.5"))
    SupplementFactory(person=person, name="Gone", archived=True)
    MedicineFactory(person=person, weekdays={0, 6}, magnesium_after_hours=Decimal("2.5"))
    habit = CustomHabitFactory(person=person, name="Friends")
    CustomHabitTargetFactory(habit=habit, weekdays={1, 3}, at_least=None, at_most=Decimal("2.5"))
    for number in range(-2, 3):
        day = DAY + timedelta(days=number)
        dose = DoseFactory(person=person, day=day, supplement=supplement if number % 2 else None)
        DoseFactory(person=person, day=day, elemental_mg=Decimal("133.3"), units=Decimal("0.5"))
        PostMealWalkFactory(person=person, day=day, minutes_after_meal=30 if number else None, note="é “%s”")
        SprintSessionFactory(person=person, day=day)
        told = {"dose": dose, "sleep_quality": 4} if number else {}
        BedtimeLogFactory(person=person, day=day, **told)
        CustomHabitEntryFactory(person=person, habit=habit, day=day, amount=Decimal("0.5"))
        PauseFactory(person=person, first_day=day, last_day=day)
        TargetFactory(person=person, starts_on=day, bedtime=bool(number), high_mg=Decimal("480.5"))
    for week in {week_name(DAY + timedelta(days=number)) for number in (-7, 0)}:
        Review.objects.create(person=person, week=week, weekdays={0, 6})
    return [*Dose.objects.filter(person=person).values_list("entry_id", flat=True)]


@pytest.fixture(scope="module")
def people(rows_for_all):
    """Two people with rows of every kind: the number of each, and ids of their entries."""
    found = [PersonFactory() for _ in range(2)]
    return {person.pk: live(person) for person in found}


def values_of(hint, people):
    if hint is int:
        return st.sampled_from([*people, 0])
    if hint is UUID:
        return st.sampled_from([each for ids in people.values() for each in ids] + [uuid4()])
    if pair := get_args(hint):
        return st.tuples(*(values_of(each, people) for each in pair))
    return VALUES[hint]


def told(row):
    """All that a row holds, and the rows that came with it."""
    if not isinstance(row, Model):
        return row
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    beside = {name: told(other) for name, other in row._state.fields_cache.items() if name != "dose"}
    return type(row), row._state.db, row._state.adding, columns, beside


@pytest.mark.parametrize("name", STATEMENTS)
@hypothesis_settings(
    max_examples=examples(15),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data(), st.integers(1, 3))
def test_a_statement_gives_what_its_queryset_gives(name, db, people, data, more):
    statement = STATEMENTS[name]
    values = [data.draw(values_of(hint, people)) for hint in statement.hints(1 + more)]
    assert [told(row) for row in statement(*values)] == [told(row) for row in statement.queryset(*values)]


@prepared
def pauses_from(person: int, day: date) -> QuerySet[Pause]:
    return Pause.objects.filter(person=person, first_day__gte=day).order_by("first_day")


def test_a_statement_is_compiled_once_and_seen_like_any_other(person, monkeypatch, django_assert_num_queries):
    pauses = [PauseFactory(person=person, first_day=day, last_day=day) for day in (DAY, DAY + timedelta(9))]
    assert pauses_from(person.pk, DAY) == pauses
    monkeypatch.delattr(SQLCompiler, "as_sql")
    with django_assert_num_queries(1):
        assert pauses_from(person.pk, DAY + timedelta(1)) == pauses[1:]


def test_what_another_thread_has_compiled_serves_all_and_opens_no_connection(person, monkeypatch):
    made, make = [], connections.create_connection
    monkeypatch.setattr(connections, "create_connection", lambda alias: made.append(make(alias)) or made[0])
    statement = prepared(pauses_from.queryset)
    compiling = Thread(target=statement.compiled, args=[2])
    compiling.start()
    compiling.join()
    pause = PauseFactory(person=person, first_day=DAY, last_day=DAY)
    assert statement(person.pk, DAY) == [pause]
    assert [each.connection for each in made] == [None]


def test_a_column_that_comes_later_changes_nothing(person):
    pauses_from(person.pk, DAY)
    # PostgreSQL alters no table while rows of it are still to be checked.
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE tracker_pause ADD COLUMN colour varchar(9) DEFAULT 'green'")
    pause = PauseFactory(person=person, first_day=DAY, last_day=DAY)
    assert pauses_from(person.pk, DAY) == [pause]


def test_a_value_is_never_part_of_the_statement(person):
    @prepared
    def named(name: str) -> QuerySet[Pause]:
        return Pause.objects.filter(reason=name)

    pause = PauseFactory(person=person, reason="it's 100 %s \\ “;--")
    assert named(pause.reason) == [pause]
    assert named("' OR 1=1 --") == []


def test_a_loaded_row_can_be_changed_and_saved(person):
    PauseFactory(person=person, first_day=DAY, last_day=DAY)
    [pause] = pauses_from(person.pk, DAY)
    pause.reason = "by the sea"
    pause.save()
    assert person.pauses.get().reason == "by the sea"
