from datetime import date
from decimal import Decimal

import pytest
from django.db.models import DateField, DecimalField, F, IntegerField, Sum

from tests.factories import (
    DoseFactory,
    PauseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.queries.unions import fields_named, rows_by_kind

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2026, 3, 14), date(2026, 3, 15)
COLUMNS = {
    "day": DateField(),
    "minutes": IntegerField(),
    "mg": DecimalField(max_digits=7, decimal_places=1),
}


def parts(person):
    return {
        "walks": (person.walks.all(), fields_named("day", "minutes")),
        "doses": (person.doses.values("day"), fields_named("day") | {"mg": Sum("elemental_mg")}),
    }


def test_each_part_has_the_columns_it_gives_and_no_others(person, django_assert_num_queries):
    PostMealWalkFactory(person=person, day=DAY, minutes=12)
    DoseFactory.create_batch(2, person=person, day=DAY, elemental_mg=Decimal("133.3"))
    with django_assert_num_queries(1):
        found = rows_by_kind(COLUMNS, parts(person))
    assert found == {
        "walks": [{"day": DAY, "minutes": 12}],
        "doses": [{"day": DAY, "mg": Decimal("266.6")}],
    }


def test_a_part_without_rows_is_there_and_empty(person):
    assert rows_by_kind(COLUMNS, parts(person)) == {"walks": [], "doses": []}


def test_rows_come_in_the_order_that_is_asked_for(person):
    for day in (NEXT, DAY):
        PostMealWalkFactory(person=person, day=day)
    found = rows_by_kind(COLUMNS, parts(person), order_by="day")
    assert [row["day"] for row in found["walks"]] == [DAY, NEXT]


def test_a_figure_is_read_by_its_column_not_by_the_field_of_the_first_part(person):
    """A target has four digits at most, which another part's figure may exceed."""
    TargetFactory(person=person)
    DoseFactory.create_batch(60, person=person, day=DAY, elemental_mg=Decimal("1999.9"))
    columns = {"mg": DecimalField(max_digits=12, decimal_places=1)}
    found = rows_by_kind(
        columns,
        {
            "targets": (person.targets.all(), {"mg": F("low_mg")}),
            "doses": (person.doses.values("day"), {"mg": Sum("elemental_mg")}),
        },
    )
    assert found == {"targets": [{"mg": Decimal(400)}], "doses": [{"mg": Decimal("119994.0")}]}


def test_a_column_may_have_the_name_of_a_field_that_means_something_else(person):
    PauseFactory(person=person, first_day=DAY, last_day=NEXT)
    found = rows_by_kind(
        {"last_day": DateField()},
        {"pauses": (person.pauses.all(), {"last_day": F("first_day")}), "walks": (person.walks.all(), {})},
    )
    assert found["pauses"] == [{"last_day": DAY}]


def test_parts_may_have_columns_of_one_type_that_are_about_different_things(person):
    PostMealWalkFactory(person=person, day=DAY, minutes=12, minutes_after_meal=30)
    SprintSessionFactory(person=person, day=DAY, sets=6)
    columns = {name: IntegerField() for name in ("sets", "minutes", "minutes_after_meal")}
    found = rows_by_kind(
        columns,
        {
            "walks": (person.walks.all(), fields_named("minutes_after_meal", "minutes")),
            "sprints": (person.sprints.all(), fields_named("sets")),
        },
    )
    assert found == {"walks": [{"minutes": 12, "minutes_after_meal": 30}], "sprints": [{"sets": 6}]}
