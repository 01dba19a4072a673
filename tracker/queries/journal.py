"""What a person logged on a span of days, by day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import QuerySet, Sum

from tracker.domain.custom_habits import custom_key
from tracker.domain.days import joined_spans
from tracker.domain.habits import HabitKey
from tracker.domain.journal import Journal, Meal, Night, Sprint, Walk
from tracker.domain.magnesium import FORM_FACTS, MagnesiumForm
from tracker.domain.zones import zone_or_utc
from tracker.models import BedtimeLog, CustomHabitEntry, Dose, PostMealWalk, SprintSession, User

from .prepared import prepared


def journal_of(person: User, *spans: tuple[date, date]) -> Journal:
    """What a person logged on the logical days of these spans, both ends included; five queries.

    The database adds up the doses of a day and form, and the entries of a day and custom habit.
    """
    spans = tuple(joined_spans(*spans))
    if not spans:
        return Journal()
    mg_by_family: dict[date, dict[str, Decimal]] = defaultdict(dict)
    walks: dict[date, list[Walk]] = defaultdict(list)
    sprints: dict[date, list[Sprint]] = defaultdict(list)
    custom: dict[HabitKey, dict[date, Decimal]] = defaultdict(dict)
    for day, form, total in _doses(person.pk, *spans):
        mg, family = mg_by_family[day], FORM_FACTS[MagnesiumForm(form)].family
        mg[family] = mg.get(family, Decimal(0)) + total
    for day, meal, minutes, minutes_after_meal in _walks(person.pk, *spans):
        walks[day].append(Walk(Meal(meal), minutes, minutes_after_meal))
    for day, sets, work_seconds, effort in _sprints(person.pk, *spans):
        sprints[day].append(Sprint(sets, work_seconds, effort))
    for habit, day, total in _custom(person.pk, *spans):
        custom[custom_key(habit)][day] = total
    nights = {night[0]: _night(*night) for night in _nights(person.pk, *spans)}
    return Journal(dict(mg_by_family), dict(walks), dict(sprints), nights, dict(custom))


@prepared
def _doses(person: int, *spans: tuple[date, date]) -> QuerySet[Dose, tuple[date, str, Decimal]]:
    doses = Dose.objects.filter(person=person).on_days(*spans)
    return doses.values_list("day", "magnesium_form").annotate(Sum("elemental_mg")).order_by("day")


@prepared
def _walks(
    person: int, *spans: tuple[date, date]
) -> QuerySet[PostMealWalk, tuple[date, str, int, int | None]]:
    walks = PostMealWalk.objects.filter(person=person).on_days(*spans)
    return walks.values_list("day", "meal", "minutes", "minutes_after_meal").order_by("day")


@prepared
def _sprints(
    person: int, *spans: tuple[date, date]
) -> QuerySet[SprintSession, tuple[date, int, int, int | None]]:
    sprints = SprintSession.objects.filter(person=person).on_days(*spans)
    return sprints.values_list("day", "sets", "work_seconds", "effort").order_by("day")


@prepared
def _nights(
    person: int, *spans: tuple[date, date]
) -> QuerySet[BedtimeLog, tuple[date, bool, datetime, str, int | None]]:
    nights = BedtimeLog.objects.filter(person=person).on_days(*spans)
    return nights.values_list("day", "taken", "taken_at", "time_zone", "sleep_quality").order_by("day")


@prepared
def _custom(person: int, *spans: tuple[date, date]) -> QuerySet[CustomHabitEntry, tuple[int, date, Decimal]]:
    entries = CustomHabitEntry.objects.filter(person=person).on_days(*spans)
    return entries.values_list("habit_id", "day").annotate(Sum("amount")).order_by("day")


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
