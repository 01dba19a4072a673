"""What past weeks add up to, stored in the same transaction as whatever changes it."""

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.domain.days import FIRST_DAY, week_first_day, weeks_between
from tracker.domain.plan import Plan
from tracker.models import HabitHistory, User, WeekSummary
from tracker.models.history import EMPTY, written
from tracker.queries.history import closed_weeks, history_of, remembered_until
from tracker.queries.plan import plan_of

type Span = tuple[date, date]

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def entries_changed(person: User, days: Iterable[date], *, today: date) -> None:
    """Add up anew the stored weeks of these days, and those that have closed since the last time.

    Call it inside the block that makes the change, in which the person was locked first when one of the
    days is past. One query when there is nothing to store.
    """
    history = history_of(person)
    until = remembered_until(person, today)
    if history is None or history.until < until or any(day < history.until for day in days):
        _store(person, [(day, day) for day in days], until)


def plan_changed(person: User, since: date, last_day: date = date.max) -> None:
    """Add up anew the stored weeks of the days from `since` to `last_day`: other things were due then.

    Call it inside the block that makes the change, in which the person was locked first.
    """
    history = history_of(person)
    if history and since < history.until:
        _store(person, [(max(since, FIRST_DAY), last_day)], history.until)


def store_anew(person: User, *, today: date | None = None) -> None:
    """Add up anew all weeks that were stored; with `today` also those that have closed by then.

    Call it inside a block: the one that makes the change when there is one.
    """
    stored = HabitHistory.objects.filter(person=person)
    until = stored.values_list("until", flat=True).first() or FIRST_DAY
    if today:
        until = max(until, remembered_until(person, today))
    person.week_summaries.all().delete()
    stored.delete()
    if until > FIRST_DAY:
        _store(person, [], until)


def _store(person: User, changed: Iterable[Span], until: date) -> None:
    """Store the weeks of these days as far as they were stored, and all others that end before `until`."""
    # As they are now: what the caller has loaded may be older, and is read anew when it is next asked for.
    _forget(person)
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    plan = plan_of(person)
    history = history_of(person) or HabitHistory(person=person, until=FIRST_DAY)
    known = history.until
    history.until = max(known, week_first_day(until, person.week_start))
    weeks = {
        week
        for first, last in changed
        for week in weeks_between(first, min(last, known - DAY), person.week_start)
    }
    for first, before in [*_spans(sorted(weeks)), (known, history.until)]:
        if first < before:
            _store_span(person, plan, history, first, before)
    history.since = person.week_summaries.values_list("first_day", flat=True).first()
    history.save()


def _store_span(person: User, plan: Plan, history: HabitHistory, first: date, before: date) -> None:
    """Store the weeks from `first` to `before`, and what the years come to that they began in."""
    texts = {week.first_day: written(week) for week in closed_weeks(person, plan, first, before)}
    rows = [
        WeekSummary(person=person, first_day=first_day, figures=text)
        for first_day, text in texts.items()
        if text != EMPTY
    ]
    stored = person.week_summaries.filter(first_day__gte=first, first_day__lt=before)
    stored.exclude(first_day__in=[row.first_day for row in rows]).delete()
    WeekSummary.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "first_day"], update_fields=["figures"]
    )
    first_year, last_year = first.year, (before - DAY).year
    of_years = person.week_summaries.filter(
        first_day__gte=date(first_year, 1, 1), first_day__lte=date(last_year, 12, 31)
    )
    history.keep(first_year, last_year, of_years.values_list("first_day", "figures"))


def _spans(weeks: Iterable[date]) -> list[Span]:
    """These weeks, by their first days in order, joined where they meet; each with the day after it."""
    spans: list[Span] = []
    for week in weeks:
        start = spans.pop()[0] if spans and spans[-1][1] == week else week
        spans.append((start, week + WEEK))
    return spans


def _forget(person: User) -> None:
    """Let go of the history that was loaded with a person."""
    field = HabitHistory._meta.get_field("person").remote_field
    if field.is_cached(person):
        field.delete_cached_value(person)
