"""What a person did of each habit, and what it adds up to."""

from datetime import date, timedelta

from django.core.cache import caches
from django.db.models import CharField, DecimalField, F, IntegerField, Value
from django.db.models.functions import Cast

from tracker.domain.days import week_first_day
from tracker.domain.habits import Habit, Record
from tracker.domain.protocol import Pause, Plan, habit_units
from tracker.domain.targets import Target, Targets
from tracker.models import User

from .journal import journal_of

# Days before this are summed once and remembered; newer ones are worked out at each visit.
REMEMBERED_AFTER = timedelta(weeks=1)


def plan_of(person: User) -> Plan:
    """All that decides what is due for a person; one query."""
    names = ("kind", "first", "last", "low", "high", "walks", "minutes", "sprints", "bedtime_asked")
    mass = DecimalField(max_digits=5, decimal_places=1)
    targets = person.targets.order_by().annotate(
        kind=Value("target", output_field=CharField()),
        first=F("starts_on"),
        last=F("starts_on"),
        low=F("low_mg"),
        high=F("high_mg"),
        walks=F("walks_per_day"),
        minutes=F("walk_minutes"),
        sprints=F("sprints_per_week"),
        # As a number: a pause has no such answer, and PostgreSQL adds no truth to a figure.
        bedtime_asked=Cast("bedtime", IntegerField()),
    )
    nothing = Cast(Value(None), IntegerField())
    pauses = person.pauses.order_by().annotate(
        kind=Value("pause", output_field=CharField()),
        first=F("first_day"),
        last=F("last_day"),
        low=Cast(Value(None), mass),
        high=Cast(Value(None), mass),
        walks=nothing,
        minutes=nothing,
        sprints=nothing,
        bedtime_asked=nothing,
    )
    rows = targets.values_list(*names).union(pauses.values_list(*names), all=True).order_by("first")
    targets_found, pauses_found = [], []
    for kind, first, last, low_mg, high_mg, walks, minutes, sprints, bedtime in rows:
        if kind == "target":
            targets_found.append(Target(first, low_mg, high_mg, walks, minutes, sprints, bool(bedtime)))
        else:
            pauses_found.append(Pause(first, last))
    return Plan(Targets(targets_found), pauses_found, person.week_start)


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
        log = journal_of(person, (first, last)).log
        units = habit_units(plan, log, first, last, day)
        records = {habit: Record().add_all(units[habit]) for habit in Habit}
        cache.set(key, records)
    return records


def remembered_until(person: User, today: date) -> date:
    """The first day that is worked out at each visit; it begins a week."""
    return week_first_day(today - REMEMBERED_AFTER, person.week_start)
