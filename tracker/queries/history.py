"""What past days add up to, remembered until something in them changes, and the newest weeks after them."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.cache import caches

from tracker.domain.days import FIRST_DAY, week_first_day
from tracker.domain.habits import HabitKey, HabitRecord
from tracker.domain.journal import Journal
from tracker.domain.plan import Plan
from tracker.domain.protocol import habit_units
from tracker.domain.summary import Summary, weekly
from tracker.models import User

from .journal import journal_of


def past_weeks(person: User, plan: Plan, today: date) -> list[Summary]:
    """Return each week from the first entry or target on that is long over, oldest first.

    One query the first time, none after: strength looks back to the first day of all, so these weeks are
    added up once and remembered until something in them changes, which `history_version` tells.
    """
    before = remembered_until(person, today)
    cache = caches["history"]
    key = cache_key("weeks", person, plan, before)
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


# Days before this are summed once and remembered; newer ones are worked out at each visit.
REMEMBERED_AFTER = timedelta(weeks=1)


def cache_key(what: str, person: User, plan: Plan, day: date) -> str:
    """Return the key under which is cached what a person's days up to `day` add up to.

    It changes with all that decides them: entries, targets and pauses of past days raise `history_version`,
    the rest are settings.
    """
    settings = f"{plan.week_start}:{plan.asks_for_magnesium}"
    return f"{what}:{person.pk}:{person.history_version}:{settings}:{day}"


def records_before(person: User, plan: Plan, day: date) -> dict[HabitKey, HabitRecord]:
    """What each habit adds up to on all days before `day`, which begins a week and is past.

    One query the first time, none after: the answer is remembered until an entry or a target of
    such a day changes, which `history_version` tells.
    """
    cache = caches["history"]
    key = cache_key("records", person, plan, day)
    records: dict[HabitKey, HabitRecord] | None = cache.get(key)
    if records is None:
        first = min([first for first in plan.first_days if first < day], default=day)
        last = day - timedelta(days=1)
        journal = journal_of(person, (first, last))
        units = habit_units(plan, journal, first, last, day)
        records = {habit: HabitRecord().add_all(of_habit) for habit, of_habit in units.items()}
        cache.set(key, records)
    return records


def remembered_until(person: User, today: date) -> date:
    """The first day that is worked out at each visit; it begins a week."""
    return week_first_day(today - REMEMBERED_AFTER, person.week_start)
