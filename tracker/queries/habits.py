"""What a person did of each habit, and what it adds up to."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.core.cache import caches

from tracker.domain.days import week_first_day
from tracker.domain.habits import Habit, Record
from tracker.domain.protocol import Log, Plan, habit_units
from tracker.domain.targets import Targets
from tracker.models import BedtimeLog, Dose, PostMealWalk, SprintSession, User

from .journal import journal_of

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
    nights = {log.day for log in bedtime_logs if log.taken}
    return Log(total_mg, walks_by_day, Counter(sprint.day for sprint in sprints), nights)


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
