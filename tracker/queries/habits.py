"""What a person did of each habit, and what it adds up to."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.cache import caches
from django.db.models import CharField, DecimalField, F, IntegerField, SmallIntegerField, Sum, Value
from django.db.models.functions import Cast

from tracker.domain.days import week_first_day
from tracker.domain.habits import Habit, Record
from tracker.domain.protocol import Log, Meal, Plan, Walk, habit_units
from tracker.domain.targets import Targets
from tracker.models import BedtimeLog, Dose, PostMealWalk, SprintSession, User

# Days before this are summed once and remembered; newer ones are worked out at each visit.
REMEMBERED_AFTER = timedelta(weeks=1)


def plan_of(person: User) -> Plan:
    """All that decides what is due for a person; two queries."""
    return Plan(
        Targets([target.as_value() for target in person.targets.all()]),
        [pause.as_value() for pause in person.pauses.all()],
        person.week_start,
    )


def log_of(
    doses: Iterable[Dose],
    walks: Iterable[PostMealWalk],
    sprints: Iterable[SprintSession],
    bedtime_logs: Iterable[BedtimeLog],
) -> Log:
    """What these entries say was done, day by day; no query."""
    total_mg: dict[date, Decimal] = defaultdict(Decimal)
    for dose in doses:
        total_mg[dose.day] += dose.elemental_mg
    walks_by_day = defaultdict(list)
    for walk in walks:
        walks_by_day[walk.day].append(walk.as_value())
    return Log(
        total_mg, walks_by_day, Counter(sprint.day for sprint in sprints), {log.day for log in bedtime_logs}
    )


def log_between(person: User, first: date, last: date) -> Log:
    """What a person did on the logical days `first` to `last`, both included; one query."""
    total_mg: dict[date, Decimal] = {}
    walks: dict[date, list[Walk]] = defaultdict(list)
    sprints: Counter[date] = Counter()
    bedtime: set[date] = set()
    for kind, day, mg, meal, minutes, minutes_after_meal in _rows_between(person, first, last):
        if kind == "dose":
            total_mg[day] = mg
        elif kind == "walk":
            walks[day].append(Walk(Meal(meal), minutes, minutes_after_meal))
        elif kind == "sprint":
            sprints[day] += 1
        else:
            bedtime.add(day)
    return Log(total_mg, walks, sprints, bedtime)


def records_before(person: User, plan: Plan, day: date) -> dict[Habit, Record]:
    """What each habit adds up to on all days before `day`, which begins a week and is past.

    One query the first time, none after: the answer is remembered until an entry or a target of
    such a day changes, which `history_version` tells.
    """
    cache = caches["history"]
    key = f"records:{person.pk}:{person.history_version}:{person.week_start}:{day}"
    records: dict[Habit, Record] | None = cache.get(key)
    if records is None:
        first = plan.targets.first_day or day
        last = day - timedelta(days=1)
        log = log_between(person, first, last)
        units = habit_units(plan, log, first, last, day)
        records = {habit: Record().add_all(units[habit]) for habit in Habit}
        cache.set(key, records)
    return records


def remembered_until(person: User, today: date) -> date:
    """The first day that is worked out at each visit; it begins a week."""
    return week_first_day(today - REMEMBERED_AFTER, person.week_start)


def _rows_between(person: User, first: date, last: date) -> Any:
    """One row per dose day, walk, sprint session and bedtime log, in one query."""
    mass = DecimalField(max_digits=12, decimal_places=1)

    def row(kind: str, **columns: Any) -> dict[str, Any]:
        return {
            "kind": Value(kind, output_field=CharField()),
            "mg": Value(Decimal(0), output_field=mass),
            "after": Value("", output_field=CharField()),
            "took": Value(0, output_field=IntegerField()),
            "waited": Cast(Value(None), SmallIntegerField()),
        } | columns

    names = ("kind", "day", "mg", "after", "took", "waited")
    doses = person.doses.between(first, last).order_by().values("day")
    doses = doses.annotate(**row("dose", mg=Sum("elemental_mg"))).values_list(*names)
    others = [
        queryset.between(first, last).order_by().annotate(**columns).values_list(*names)
        for queryset, columns in (
            (
                person.walks,
                row("walk", after=F("meal"), took=F("minutes"), waited=F("minutes_after_meal")),
            ),
            (person.sprints, row("sprint")),
            (person.bedtime_logs, row("bedtime")),
        )
    ]
    return doses.union(*others, all=True).order_by("day")
