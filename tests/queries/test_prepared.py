"""Each prepared statement gives what the queryset gives that it stands for, on whichever database."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from tests.factories import (
    PauseFactory,
)
from tracker.models import Pause
from tracker.queries.prepared import prepared

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 14)


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
