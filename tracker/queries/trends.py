"""Weeks and months of a person's log, summed up."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum

from tracker.domain.days import logical_day, week_first_day
from tracker.domain.magnesium import FORM_FACTS, MagnesiumForm
from tracker.domain.protocol import Log, Plan
from tracker.domain.trends import MgByColour, TrendRange, Trends, first_shown, loaded_from, trends
from tracker.models import User

from .habits import plan_of
from .journal import journal_of


def trends_page(person: User, trend_range: TrendRange, now: datetime) -> Trends:
    """Return what the trends page shows of this range; four queries, whatever the range holds."""
    today = logical_day(now, person.zone, person.day_start)
    plan = plan_of(person)
    this_week = week_first_day(today, person.week_start)
    # Whether the log is younger than the range is known only from the log, so the whole range is read.
    earliest = loaded_from(first_shown(trend_range, this_week, date.min), today)
    journal = journal_of(person, (earliest, today))
    log, mg_by_day = journal.log, journal.mg_by_colour
    first_known = _first_known(plan, log)
    first_day = first_shown(
        trend_range, this_week, week_first_day(first_known, person.week_start) if first_known else None
    )
    return trends(trend_range, first_day, today, plan, log, mg_by_day, person.supplement_limit_mg)


def mg_by_day_and_colour(person: User, first: date, last: date) -> dict[date, MgByColour]:
    """Elemental mg per logical day and colour of the form, days without a dose absent; one query."""
    sums = (
        person.doses.between(first, last)
        .order_by()
        .values_list("day", "magnesium_form")
        .annotate(mg=Sum("elemental_mg"))
    )
    by_day: dict[date, dict[str, Decimal]] = defaultdict(dict)
    for day, magnesium_form, mg in sums:
        colour = FORM_FACTS[MagnesiumForm(magnesium_form)].colour
        by_day[day][colour] = by_day[day].get(colour, Decimal(0)) + mg
    return dict(by_day)


def _first_known(plan: Plan, log: Log) -> date | None:
    """The first day that a target or an entry speaks of, among those read; None when there is neither."""
    known = [*log.total_mg, *log.walks, *log.sprints, *log.bedtime]
    if plan.targets.first_day:
        known.append(plan.targets.first_day)
    return min(known, default=None)
