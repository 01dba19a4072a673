"""What a person logged on a span of days, in one query."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, DecimalField, F, Field, IntegerField, Sum
from django.db.models.functions import Cast

from tracker.domain.custom_habits import custom_key
from tracker.domain.habits import HabitKey
from tracker.domain.journal import Journal, Meal, Night, Sprint, Walk
from tracker.domain.magnesium import FORM_FACTS, MagnesiumForm
from tracker.domain.zones import zone_or_utc
from tracker.models import BedtimeLog, CustomHabitEntry, Dose, PostMealWalk, SprintSession, User

from .unions import fields_named, rows_by_kind

COLUMNS: "dict[str, Field[Any, Any]]" = {
    "day": DateField(),
    "form": CharField(),
    "habit": IntegerField(),
    "total": DecimalField(max_digits=12, decimal_places=1),
    "meal": CharField(),
    "minutes": IntegerField(),
    "minutes_after_meal": IntegerField(),
    "sets": IntegerField(),
    "work_seconds": IntegerField(),
    "effort": IntegerField(),
    "taken": IntegerField(),
    "taken_at": DateTimeField(),
    "time_zone": CharField(),
    "sleep_quality": IntegerField(),
}


def journal_of(person: User, *spans: tuple[date, date]) -> Journal:
    """What a person logged on the logical days of these spans, both ends included; one query.

    The database adds up the doses of a day and form, and the entries of a day and custom habit.
    """
    found = rows_by_kind(
        COLUMNS,
        {
            "doses": (
                person.doses.on_days(*spans).values("day", "magnesium_form"),
                fields_named("day") | {"form": F("magnesium_form"), "total": Sum("elemental_mg")},
            ),
            "custom": (
                person.custom_entries.on_days(*spans).values("day", "habit_id"),
                fields_named("day") | {"habit": F("habit_id"), "total": Sum("amount")},
            ),
            "walks": (
                person.walks.on_days(*spans),
                fields_named("day", "meal", "minutes", "minutes_after_meal"),
            ),
            "sprints": (
                person.sprints.on_days(*spans),
                fields_named("day", "sets", "work_seconds", "effort"),
            ),
            "nights": (
                person.bedtime_logs.on_days(*spans),
                fields_named("day", "taken_at", "time_zone", "sleep_quality")
                # As a number: PostgreSQL puts no truth into a column where others have figures.
                | {"taken": Cast("taken", IntegerField())},
            ),
        },
        order_by="day",
    )
    mg_by_family: dict[date, dict[str, Decimal]] = defaultdict(dict)
    walks: dict[date, list[Walk]] = defaultdict(list)
    sprints: dict[date, list[Sprint]] = defaultdict(list)
    custom: dict[HabitKey, dict[date, Decimal]] = defaultdict(dict)
    for row in found["doses"]:
        mg, family = mg_by_family[row["day"]], FORM_FACTS[MagnesiumForm(row["form"])].family
        mg[family] = mg.get(family, Decimal(0)) + row["total"]
    for row in found["custom"]:
        custom[custom_key(row["habit"])][row["day"]] = row["total"]
    for row in found["walks"]:
        walks[row["day"]].append(Walk(Meal(row["meal"]), row["minutes"], row["minutes_after_meal"]))
    for row in found["sprints"]:
        sprints[row["day"]].append(Sprint(row["sets"], row["work_seconds"], row["effort"]))
    nights = {
        row["day"]: _night(
            row["day"], bool(row["taken"]), row["taken_at"], row["time_zone"], row["sleep_quality"]
        )
        for row in found["nights"]
    }
    return Journal(dict(mg_by_family), dict(walks), dict(sprints), nights, dict(custom))


def journal_from(
    doses: Iterable[Dose],
    walks: Iterable[PostMealWalk],
    sprints: Iterable[SprintSession],
    bedtime_logs: Iterable[BedtimeLog],
    custom_entries: Iterable[CustomHabitEntry] = (),
) -> Journal:
    """What these entries say, as `journal_of` does of those in the database; no query."""
    mg_by_family: dict[date, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    walks_by_day, sprints_by_day = defaultdict(list), defaultdict(list)
    for dose in doses:
        mg_by_family[dose.day][dose.facts.family] += dose.elemental_mg
    for walk in walks:
        walks_by_day[walk.day].append(walk.as_value())
    for sprint in sprints:
        sprints_by_day[sprint.day].append(sprint.as_value())
    custom: dict[HabitKey, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for entry in custom_entries:
        custom[custom_key(entry.habit_id)][entry.day] += entry.amount
    nights = {
        log.day: _night(log.day, log.taken, log.taken_at, log.time_zone, log.sleep_quality)
        for log in bedtime_logs
    }
    return Journal(mg_by_family, walks_by_day, sprints_by_day, nights, custom)


def _night(day: date, taken: bool, taken_at: datetime, time_zone: str, quality: int | None) -> Night:
    return Night(taken, _minutes_from_noon(day, taken_at, time_zone) if taken else None, quality)


def _minutes_from_noon(day: date, at: datetime, zone: str) -> int:
    """By the clock on the wall, which is what a person reads: a night of a clock change has no hour more."""
    local = at.astimezone(zone_or_utc(zone)).replace(tzinfo=None)
    return round((local - datetime.combine(day, time(12))).total_seconds() / 60)
