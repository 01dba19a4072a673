"""What a person plans: all that decides what is due."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, DateField, DecimalField, F, Field, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule, custom_key
from tracker.domain.plan import Pause, Plan
from tracker.domain.spacing import Kidneys
from tracker.domain.targets import Target, Targets
from tracker.models import CustomHabitTarget, User
from tracker.models.fields import WeekdaysField

# The columns that all that is in a plan is read as; what a kind has no use for is empty.
COLUMNS: "dict[str, Field[Any, Any]]" = {
    "kind": CharField(),
    "first": DateField(),
    "last": DateField(),
    "low": DecimalField(max_digits=7, decimal_places=1),
    "high": DecimalField(max_digits=7, decimal_places=1),
    "times": IntegerField(),
    "minutes": IntegerField(),
    "sprints": IntegerField(),
    # As a number: others have no such answer, and PostgreSQL adds no truth to a figure.
    "asked": IntegerField(),
    "weekdays": WeekdaysField(),
    "number": IntegerField(),
    "place": IntegerField(),
    "name": CharField(),
    "habit_kind": CharField(),
    "unit": CharField(),
    "how_often": CharField(),
    "gone": IntegerField(),
}


def plan_of(person: User) -> Plan:
    """All that decides what is due for a person; one query."""
    targets = _rows(
        person.targets.all(),
        kind=Value("target"),
        first=F("starts_on"),
        low=F("low_mg"),
        high=F("high_mg"),
        times=F("walks_per_day"),
        minutes=F("walk_minutes"),
        sprints=F("sprints_per_week"),
        asked=F("bedtime"),
    )
    pauses = _rows(person.pauses.all(), kind=Value("pause"), first=F("first_day"), last=F("last_day"))
    custom = _rows(
        CustomHabitTarget.objects.filter(habit__person=person),
        kind=Value("custom"),
        first=F("starts_on"),
        low=F("at_least"),
        high=F("at_most"),
        times=F("times_a_week"),
        weekdays=F("weekdays"),
        number=F("habit_id"),
        place=F("habit__position"),
        name=F("habit__name"),
        habit_kind=F("habit__kind"),
        unit=F("habit__unit"),
        how_often=F("schedule"),
        gone=F("habit__archived"),
    )
    found: dict[str, list[Any]] = {"target": [], "pause": [], "custom": []}
    for row in targets.union(pauses, custom, all=True).order_by("row_first"):
        found[row.row_kind].append(row)
    return Plan(
        Targets(
            Target(
                row.row_first,
                row.row_low,
                row.row_high,
                row.row_times,
                row.row_minutes,
                row.row_sprints,
                bool(row.row_asked),
            )
            for row in found["target"]
        ),
        [Pause(row.row_first, row.row_last) for row in found["pause"]],
        person.week_start,
        _custom_habits(found["custom"]),
        not Kidneys(person.kidneys).rules_out_targets,
    )


def _rows(queryset: QuerySet[Any, Any], **columns: Any) -> Any:
    """Rows of all `COLUMNS`, under these names after `row_`; those not given are empty."""
    # An annotation may not have the name of a field.
    named = {f"row_{name}": Cast(columns.get(name, Value(None)), field) for name, field in COLUMNS.items()}
    return queryset.order_by().annotate(**named).values_list(*named, named=True)


def _custom_habits(rows: Iterable[Any]) -> list[CustomHabit]:
    """The custom habits of these targets, which come oldest first, in the person's order."""
    by_habit: dict[int, list[Any]] = {}
    for row in sorted(rows, key=lambda row: (row.row_place, row.row_number)):
        by_habit.setdefault(row.row_number, []).append(row)
    return [
        CustomHabit(
            custom_key(number),
            of_habit[0].row_name,
            HabitKind(of_habit[0].row_habit_kind),
            of_habit[0].row_unit,
            [
                CustomTarget(
                    row.row_first,
                    Schedule(row.row_how_often),
                    row.row_weekdays,
                    row.row_times,
                    row.row_low,
                    row.row_high,
                )
                for row in of_habit
            ],
            bool(of_habit[0].row_gone),
        )
        for number, of_habit in by_habit.items()
    ]
