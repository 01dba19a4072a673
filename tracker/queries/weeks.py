"""A person's whole log, week by week, and the entries of some days beside it."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.cache import caches

from tracker.domain.days import FIRST_DAY, week_first_day
from tracker.domain.journal import Journal
from tracker.domain.protocol import Plan
from tracker.domain.summary import Summary, weekly
from tracker.models import User

from .habits import memory_key, remembered_until
from .journal import journal_of


def past_weeks(person: User, plan: Plan, today: date) -> list[Summary]:
    """Return each week from the first entry or target on that is long over, oldest first.

    One query the first time, none after: strength looks back to the first day of all, so these weeks are
    added up once and remembered until something in them changes, which `history_version` tells.
    """
    before = remembered_until(person, today)
    cache = caches["history"]
    key = memory_key("weeks", person, plan, before)
    weeks: list[Summary] | None = cache.get(key)
    if weeks is None:
        last = before - timedelta(days=1)
        journal = journal_of(person, (FIRST_DAY, last))
        known = [day for day in (journal.first_day, *plan.first_days) if day and day <= last]
        first = week_first_day(min(known), person.week_start) if known else before
        weeks = weekly(plan, journal, first, last, before, {})
        cache.set(key, weeks)
    return weeks


def all_weeks(
    person: User, plan: Plan, today: date, past: Sequence[Summary], *spans: tuple[date, date]
) -> tuple[list[Summary], Journal]:
    """Return all weeks from the log's first to the open one, and the entries of these spans; one query."""
    recent = remembered_until(person, today)
    # Six days more for the first 7-day mean.
    journal = journal_of(person, (recent - timedelta(days=6), today), *spans)
    live = weekly(plan, journal, recent, today, today, past[-1].records if past else {})
    if not past:
        # Nothing is long past: those of the newest two weeks before the first entry and target are left out.
        # Both may lie after today, for somebody who flew west; the open week is there all the same.
        first = min(day for day in (journal.first_day, *plan.first_days, today) if day)
        live = [week for week in live if week.last_day >= first]
    return [*past, *live], journal
