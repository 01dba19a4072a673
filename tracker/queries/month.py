"""A month of a person's log, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Subquery

from tracker.domain.days import days_between
from tracker.domain.months import month_first_day, month_last_day
from tracker.domain.plan import Plan
from tracker.domain.summary import MEAN_DAYS, Summary, day_facts, summary_of
from tracker.models import ENTRY_MODELS, User

from .day import WeekDay, week_day_of
from .journal import journal_of
from .prepared import prepared


@dataclass(frozen=True, slots=True)
class MonthBounds:
    """The first day of all with an entry, and the months next to one that can be turned to; None without."""

    first_entry: date | None
    previous: date | None
    following: date | None


@dataclass(frozen=True, slots=True)
class MonthPage:
    """All days of a month, and what those that have begun add up to; None before it has."""

    first_day: date
    today: date
    week_start: int
    days: Sequence[WeekDay]
    total: Summary | None


def month_page(person: User, plan: Plan, month: date, today: date) -> MonthPage:
    """Return the month from its first day on; five queries."""
    last = month_last_day(month)
    journal = journal_of(person, (month - timedelta(days=MEAN_DAYS - 1), last))
    facts = day_facts(plan, journal, month, last, today)
    return MonthPage(
        first_day=month,
        today=today,
        week_start=person.week_start,
        days=[week_day_of(plan, journal, day, today) for day in days_between(month, last)],
        total=summary_of(facts) if facts else None,
    )


def month_bounds(person: User, month: date, today: date) -> MonthBounds:
    """Where the log begins, and the nearest months around one that have an entry; one query.

    The month of today can be turned to from any before it, whatever is in it; no later one can.
    """
    days = _bounds(person.pk, month, month_last_day(month), today)[0]
    kinds = len(ENTRY_MODELS)
    firsts, before, after = ([day for day in days[n * kinds : (n + 1) * kinds] if day] for n in range(3))
    if month < month_first_day(today):
        after.append(today)
    return MonthBounds(
        first_entry=min(firsts, default=None),
        previous=month_first_day(max(before)) if before else None,
        following=month_first_day(min(after)) if after else None,
    )


@prepared
def _bounds(person: int, first: date, last: date, today: date) -> QuerySet[User, tuple[date | None, ...]]:
    """Of each kind the first day of all, the last before `first` and the first after `last`, to `today`."""
    entries = [
        model._default_manager.filter(person=person, day__lte=today).values("day")
        for model in ENTRY_MODELS.values()
    ]
    firsts = [Subquery(days.order_by("day")[:1]) for days in entries]
    before = [Subquery(days.filter(day__lt=first).order_by("-day")[:1]) for days in entries]
    after = [Subquery(days.filter(day__gt=last).order_by("day")[:1]) for days in entries]
    return User.objects.filter(pk=person).values_list(*firsts, *before, *after)
