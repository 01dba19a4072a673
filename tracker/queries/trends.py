"""A stretch of a person's log, summed up."""

from datetime import datetime, timedelta

from tracker.domain.days import logical_day
from tracker.domain.observations import WINDOW_DAYS
from tracker.domain.spans import Span, TrendRange, span_of
from tracker.domain.trends import Trends, loaded_spans, trends
from tracker.models import User

from .history import all_weeks, past_weeks
from .observations import observations_of
from .plan import plan_of


def trends_page(person: User, wanted: TrendRange | Span, now: datetime) -> Trends:
    """Return what the trends page shows of a range or of own dates; eight queries, five more at first."""
    today = logical_day(now, person.zone, person.day_start)
    plan = plan_of(person)
    past = past_weeks(person, plan, today)
    if isinstance(wanted, TrendRange):
        known = past[0].first_day if past else min(plan.first_days, default=None)
        wanted = span_of(wanted, today, person.week_start, known)
    # Nights up to yesterday: how today's will be, nobody knows.
    last_night = min(wanted.last_day, today - timedelta(days=1))
    nights = last_night - timedelta(days=WINDOW_DAYS - 1), last_night
    weeks, journal = all_weeks(person, plan, today, past, *loaded_spans(wanted, person.week_start), nights)
    observations = observations_of(plan, journal, last_night)
    return trends(wanted, today, plan, weeks, journal, person.supplement_limit_mg, observations)
