"""What a person plans: all that decides what is due."""

from itertools import groupby
from typing import Any

from django.db.models import CharField, DateField, DecimalField, F, Field, IntegerField
from django.db.models.functions import Cast

from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule, custom_key
from tracker.domain.plan import Pause, Plan
from tracker.domain.spacing import Kidneys
from tracker.domain.targets import Target, Targets
from tracker.models import CustomHabitTarget, User
from tracker.models.fields import WeekdaysField

from .unions import Row, fields_named, rows_by_kind

COLUMNS: "dict[str, Field[Any, Any]]" = {
    "starts_on": DateField(),
    "low_mg": DecimalField(max_digits=7, decimal_places=1),
    "high_mg": DecimalField(max_digits=7, decimal_places=1),
    "walks_per_day": IntegerField(),
    "walk_minutes": IntegerField(),
    "sprints_per_week": IntegerField(),
    "bedtime": IntegerField(),
    "last_day": DateField(),
    "habit": IntegerField(),
    "position": IntegerField(),
    "name": CharField(),
    "kind": CharField(),
    "unit": CharField(),
    "archived": IntegerField(),
    "schedule": CharField(),
    "weekdays": WeekdaysField(),
    "times_a_week": IntegerField(),
    "at_least": DecimalField(max_digits=7, decimal_places=1),
    "at_most": DecimalField(max_digits=7, decimal_places=1),
}


def plan_of(person: User) -> Plan:
    """All that decides what is due for a person; one query."""
    # Truths as numbers: PostgreSQL puts none into a column where others have figures.
    found = rows_by_kind(
        COLUMNS,
        {
            "targets": (
                person.targets.all(),
                fields_named(
                    "starts_on", "low_mg", "high_mg", "walks_per_day", "walk_minutes", "sprints_per_week"
                )
                | {"bedtime": Cast("bedtime", IntegerField())},
            ),
            "pauses": (person.pauses.all(), fields_named("last_day") | {"starts_on": F("first_day")}),
            "custom": (
                CustomHabitTarget.objects.filter(habit__person=person),
                fields_named("starts_on", "schedule", "weekdays", "times_a_week", "at_least", "at_most")
                | {"habit": F("habit_id")}
                | {name: F(f"habit__{name}") for name in ("position", "name", "kind", "unit")}
                | {"archived": Cast("habit__archived", IntegerField())},
            ),
        },
        order_by="starts_on",
    )
    return Plan(
        Targets(_target(row) for row in found["targets"]),
        [Pause(row["starts_on"], row["last_day"]) for row in found["pauses"]],
        person.week_start,
        _custom_habits(found["custom"]),
        not Kidneys(person.kidneys).rules_out_targets,
    )


def _target(row: Row) -> Target:
    return Target(
        row["starts_on"],
        row["low_mg"],
        row["high_mg"],
        row["walks_per_day"],
        row["walk_minutes"],
        row["sprints_per_week"],
        bool(row["bedtime"]),
    )


def _custom_habits(targets: list[Row]) -> list[CustomHabit]:
    """The custom habits of these targets, which come oldest first, in the person's order."""
    in_order = sorted(targets, key=lambda row: (row["position"], row["habit"]))
    return [_custom_habit(list(rows)) for _habit, rows in groupby(in_order, lambda row: row["habit"])]


def _custom_habit(targets: list[Row]) -> CustomHabit:
    habit = targets[0]
    return CustomHabit(
        custom_key(habit["habit"]),
        habit["name"],
        HabitKind(habit["kind"]),
        habit["unit"],
        [
            CustomTarget(
                row["starts_on"],
                Schedule(row["schedule"]),
                row["weekdays"],
                row["times_a_week"],
                row["at_least"],
                row["at_most"],
            )
            for row in targets
        ],
        bool(habit["archived"]),
    )
