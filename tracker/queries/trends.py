"""A stretch of a person's log, summed up."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tracker.domain.days import FIRST_DAY, logical_day
from tracker.domain.plan import Plan
from tracker.domain.spans import Span, TrendRange, span_of
from tracker.domain.trends import Trends, loaded_spans, trends
from tracker.models import User

from .history import PastWeeks, all_weeks, past_weeks
from .observations import observations_of
from .plan import plan_of


def trends_page(person: User, wanted: TrendRange | Span, now: datetime) -> Trends:
    """Return what the trends page shows of a range or of own dates; two queries, one more at first."""
    today = logical_day(now, person.zone, person.day_start)
    plan = plan_of(person)
    past = _past_of(person, plan, wanted, today)
    # The log's first day is known to the week, and to the day only once that week's entries are there.
    first_week = past.first_week
    earliest = wanted if isinstance(wanted, Span) else span_of(wanted, today, first_week)
    spans = loaded_spans(earliest, person.week_start)
    if first_week:
        spans.append((first_week, first_week + timedelta(days=6)))
    weeks, journal = all_weeks(person, plan, today, past, *spans)
    known = min([day for day in (journal.first_day, *plan.first_days) if day], default=None)
    span = wanted if isinstance(wanted, Span) else span_of(wanted, today, known)
    page = trends(span, today, plan, weeks, journal, person.supplement_limit_mg, known)
    return replace(page, observations=observations_of(page.total.nights))


def _past_of(person: User, plan: Plan, wanted: TrendRange | Span, today: date) -> PastWeeks:
    """The weeks long over that a page of this range may show, with those it compares them with."""
    if wanted is TrendRange.ALL:
        return past_weeks(person, plan, today)
    # The longest that the range can be: of a log that is older.
    span = wanted if isinstance(wanted, Span) else span_of(wanted, today, FIRST_DAY)
    # What a cut week adds up to goes on from the week before.
    first = max(FIRST_DAY, span.before.first_day - timedelta(weeks=1))
    return past_weeks(person, plan, today, first, span.last_drawn)
