"""A stretch of a person's log, summed up."""

from datetime import date, datetime, timedelta

from django.core.cache import caches

from tracker.domain.days import FIRST_DAY, logical_day, week_first_day
from tracker.domain.protocol import Plan
from tracker.domain.spans import Span, TrendRange, span_of
from tracker.domain.summary import Summary, weekly
from tracker.domain.trends import Trends, loaded_spans, trends
from tracker.models import User

from .habits import plan_of, remembered_until
from .journal import journal_of


def trends_page(person: User, wanted: TrendRange | Span, now: datetime) -> Trends:
    """Return what the trends page shows of a range or of own dates; three queries, one more at first.

    Strength looks back to the first day of all, so the weeks before this one are added up once, whatever
    the range, and remembered until something in them changes, which `history_version` tells.
    """
    today = logical_day(now, person.zone, person.day_start)
    plan = plan_of(person)
    recent = remembered_until(person, today)
    past = past_weeks(person, plan, recent)
    if isinstance(wanted, TrendRange):
        known = past[0].first_day if past else plan.targets.first_day
        wanted = span_of(wanted, today, person.week_start, known)
    journal = journal_of(
        person, (recent - timedelta(days=6), today), *loaded_spans(wanted, person.week_start)
    )
    live = weekly(plan, journal, recent, today, today, past[-1].records if past else {})
    return trends(wanted, today, plan, [*past, *live], journal, person.supplement_limit_mg)


def past_weeks(person: User, plan: Plan, before: date) -> list[Summary]:
    """Return each week from the first entry or target to `before`, which begins a week and is past.

    One query the first time, none after.
    """
    cache = caches["history"]
    key = f"weeks:{person.pk}:{person.history_version}:{person.week_start}:{before}"
    weeks: list[Summary] | None = cache.get(key)
    if weeks is None:
        last = before - timedelta(days=1)
        journal = journal_of(person, (FIRST_DAY, last))
        known = [day for day in (journal.first_day, plan.targets.first_day) if day and day <= last]
        first = week_first_day(min(known), person.week_start) if known else before
        weeks = weekly(plan, journal, first, last, before, {})
        cache.set(key, weeks)
    return weeks
