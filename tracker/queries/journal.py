"""What a person logged on a span of days, in one query."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DateTimeField, DecimalField, F, IntegerField, Sum, Value
from django.db.models.functions import Cast

from tracker.domain.custom_habits import custom_key
from tracker.domain.habits import HabitKey
from tracker.domain.journal import Journal, Meal, Night, Sprint, Walk
from tracker.domain.magnesium import FORM_FACTS, MagnesiumForm
from tracker.domain.zones import zone_or_utc
from tracker.models import BedtimeLog, CustomHabitEntry, Dose, PostMealWalk, SprintSession, User

# The columns that all kinds of entries are read as; what a kind has no use for is empty.
COLUMNS = ("kind", "day", "mg", "word", "first", "second", "third", "at", "zone")


def journal_of(person: User, *spans: tuple[date, date]) -> Journal:
    """What a person logged on the logical days of these spans, both ends included; one query.

    The database adds up the doses of a day and form, and the entries of a day and custom habit.
    """
    mg_by_family: dict[date, dict[str, Decimal]] = defaultdict(dict)
    walks: dict[date, list[Walk]] = defaultdict(list)
    sprints: dict[date, list[Sprint]] = defaultdict(list)
    nights: dict[date, Night] = {}
    custom: dict[HabitKey, dict[date, Decimal]] = defaultdict(dict)
    for kind, day, mg, word, first, second, third, at, zone in _rows(person, spans):
        if kind == "dose":
            family = FORM_FACTS[MagnesiumForm(word)].family
            mg_by_family[day][family] = mg_by_family[day].get(family, Decimal(0)) + mg
        elif kind == "walk":
            walks[day].append(Walk(Meal(word), first, second))
        elif kind == "sprint":
            sprints[day].append(Sprint(first, second, third))
        elif kind == "custom":
            custom[custom_key(first)][day] = mg
        else:
            taken = bool(first)
            nights[day] = Night(taken, _minutes_from_noon(day, at, zone) if taken else None, second)
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
    nights = {log.day: _night(log) for log in bedtime_logs}
    return Journal(mg_by_family, walks_by_day, sprints_by_day, nights, custom)


def _night(log: BedtimeLog) -> Night:
    minutes = _minutes_from_noon(log.day, log.taken_at, log.time_zone) if log.taken else None
    return Night(log.taken, minutes, log.sleep_quality)


def _minutes_from_noon(day: date, at: datetime, zone: str) -> int:
    """By the clock on the wall, which is what a person reads: a night of a clock change has no hour more."""
    local = at.astimezone(zone_or_utc(zone)).replace(tzinfo=None)
    return round((local - datetime.combine(day, time(12))).total_seconds() / 60)


def _rows(person: User, spans: tuple[tuple[date, date], ...]) -> Any:
    """One row per day and form of doses, per day and custom habit, per walk, sprint and bedtime log."""

    def row(kind: str, **columns: Any) -> dict[str, Any]:
        return {
            "kind": Value(kind, output_field=CharField()),
            "mg": Cast(Value(None), DecimalField(max_digits=12, decimal_places=1)),
            "word": Value("", output_field=CharField()),
            "first": Cast(Value(None), IntegerField()),
            "second": Cast(Value(None), IntegerField()),
            "third": Cast(Value(None), IntegerField()),
            "at": Cast(Value(None), DateTimeField()),
            "zone": Value("", output_field=CharField()),
        } | columns

    doses = (
        person.doses.on_days(*spans)
        .order_by()
        .values("day", "magnesium_form")
        .annotate(**row("dose", mg=Sum("elemental_mg"), word=F("magnesium_form")))
        .values_list(*COLUMNS)
    )
    custom = (
        person.custom_entries.on_days(*spans)
        .order_by()
        .values("day", "habit_id")
        .annotate(**row("custom", mg=Sum("amount"), first=F("habit_id")))
        .values_list(*COLUMNS)
    )
    others = [
        queryset.on_days(*spans).order_by().annotate(**columns).values_list(*COLUMNS)
        for queryset, columns in (
            (
                person.walks,
                row("walk", word=F("meal"), first=F("minutes"), second=F("minutes_after_meal")),
            ),
            (
                person.sprints,
                row("sprint", first=F("sets"), second=F("work_seconds"), third=F("effort")),
            ),
            (
                person.bedtime_logs,
                row(
                    "bedtime",
                    first=Cast("taken", IntegerField()),
                    second=F("sleep_quality"),
                    at=F("taken_at"),
                    zone=F("time_zone"),
                ),
            ),
        )
    ]
    return doses.union(custom, *others, all=True).order_by("day")
