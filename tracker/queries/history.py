"""What past weeks add up to: as it is stored, and from entries where it is not stored yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.days import FIRST_DAY, days_between, week_first_day
from tracker.domain.habits import HabitRecord
from tracker.domain.journal import Journal
from tracker.domain.plan import Plan
from tracker.domain.protocol import habit_units, rules
from tracker.domain.summary import HabitRecords, Summary, continued, records_after, weekly
from tracker.models import HabitHistory, User
from tracker.models.history import EMPTY, read, read_records, written

from .journal import journal_of
from .plan import plan_of

# A stored week: its first day and its figures.
type Row = tuple[date, str]

WEEK = timedelta(weeks=1)
# A week is summed up for good when it has been over for as long as another: by then no journey makes it
# open again.
STORED_AFTER = WEEK


def remembered_until(person: User, today: date) -> date:
    """The first day that is worked out at each visit; it begins a week."""
    return week_first_day(today - STORED_AFTER, person.week_start)


def history_of(person: User) -> HabitHistory | None:
    """What is stored of the person's habits; None while nothing is. One query for each loaded person."""
    history: HabitHistory | None = getattr(person, "habit_history", None)
    return history


def records_before(person: User, plan: Plan, day: date) -> HabitRecords:
    """What each habit adds up to on all days before `day`, which begins a week and is past.

    One query, one more for weeks of which nothing is stored yet, and one for a day before the last stored.
    """
    history = history_of(person)
    start = _start(plan, day)
    records: HabitRecords = {}
    if history and history.until <= day:
        records, start = history.records(), history.until
    elif history:
        (records, _rows), start = _stored(person, history, day, day), day
    if start < day:
        last = day - timedelta(days=1)
        units = habit_units(plan, journal_of(person, (start, last)), start, last, day)
        records = records_after(
            records, {habit: HabitRecord().add_all(of_habit) for habit, of_habit in units.items()}
        )
    return {rule.habit: records.get(rule.habit, HabitRecord()) for rule in rules(plan)}


def _start(plan: Plan, day: date) -> date:
    """The first day of the week in which the first target starts, if that is before `day`."""
    firsts = [first for first in plan.first_days if first < day]
    return week_first_day(min(firsts), plan.week_start) if firsts else day


def _stored(person: User, history: HabitHistory, first: date, until: date) -> tuple[HabitRecords, list[Row]]:
    """What all stored weeks before `first` add up to, and the rows of those from it to `until`; one query."""
    records = history.records(before_year=first.year)
    rows: list[Row] = []
    of_years = person.week_summaries.filter(first_day__gte=date(first.year, 1, 1), first_day__lt=until)
    for first_day, figures in of_years.values_list("first_day", "figures"):
        if first_day < first:
            records = records_after(records, read_records(first_day, figures))
        else:
            rows.append((first_day, figures))
    return records, rows


@dataclass(frozen=True, slots=True)
class PastWeeks:
    """Weeks of a log that are long over, oldest first; their records go on from the log's first week.

    `first_week` is that one's first day, None when there is none. The weeks end with the day before `until`,
    and all of the log up to then adds up to `records`.
    """

    first_week: date | None
    until: date
    weeks: Sequence[Summary]
    records: HabitRecords


def past_weeks(
    person: User, plan: Plan, today: date, first: date = FIRST_DAY, last: date = date.max
) -> PastWeeks:
    """Return the weeks from that of `first` to that of `last` as far as they are in the log and long over.

    Two queries, one more for weeks of which nothing is stored yet.
    """
    until = remembered_until(person, today)
    if last < until:
        until = week_first_day(last, person.week_start) + WEEK
    first = week_first_day(first, person.week_start)
    before = {rule.habit: HabitRecord() for rule in rules(plan)}
    history = history_of(person)
    if history is None:
        first_week, weeks = None, closed_weeks(person, plan, FIRST_DAY, until)
    else:
        first_week, stored_until = history.since, min(history.until, until)
        records, rows = _stored(person, history, first, stored_until)
        before = {habit: records.get(habit, record) for habit, record in before.items()}
        weeks = [read(first_day, figures) for first_day, figures in rows]
        if stored_until < until:
            weeks += closed_weeks(person, plan, stored_until, until)
    if first_week is None and weeks:
        first_week = weeks[0].first_day
    if first_week:
        weeks = continued(_without_gaps(weeks, max(first, first_week), until), before)
    return PastWeeks(first_week, until, weeks, weeks[-1].records if weeks else before)


def closed_weeks(person: User, plan: Plan, first: date, before: date) -> list[Summary]:
    """Add up the weeks from the one of `first` to the one that ends with the day before `before`; one query.

    Those before the first entry and target are left out. Their records are of each week alone.
    """
    last = before - timedelta(days=1)
    journal = journal_of(person, (first, last))
    known = [day for day in (journal.first_day, *plan.first_days) if day and day <= last]
    if not known:
        return []
    start = week_first_day(max(min(known), first), plan.week_start)
    return weekly(plan, journal, start, last, before)


def _without_gaps(weeks: Sequence[Summary], first: date, until: date) -> list[Summary]:
    """These weeks and the empty ones from that of `first` on, which are not stored."""
    by_first_day = {week.first_day: week for week in weeks}
    firsts = days_between(min([first, *by_first_day]), until - timedelta(days=1))[::7]
    return [by_first_day.get(day) or Summary(day, day + timedelta(days=6)) for day in firsts]


def all_weeks(
    person: User, plan: Plan, today: date, past: PastWeeks, *spans: tuple[date, date]
) -> tuple[list[Summary], Journal]:
    """Return these weeks and, where none was left out, those up to the open one; the entries of these spans.

    One query.
    """
    recent = remembered_until(person, today)
    if past.until < recent:
        return list(past.weeks), journal_of(person, *spans)
    # Six days more for the first 7-day mean.
    journal = journal_of(person, (recent - timedelta(days=6), today), *spans)
    live = continued(weekly(plan, journal, recent, today, today), past.records)
    if not past.first_week:
        # Nothing is long past: those of the newest two weeks before the first entry and target are left out.
        # Both may lie after today, for somebody who flew west; the open week is there all the same.
        first = min(day for day in (journal.first_day, *plan.first_days, today) if day)
        live = [week for week in live if week.last_day >= first]
    return [*past.weeks, *live], journal


def wrong_weeks(person: User) -> list[date]:
    """Return the first days of the stored weeks that are not what their entries add up to, oldest first.

    With `until` at the end when the weeks are right and what they come to in all is not. Four queries, of
    which one reads all the person's past.
    """
    history = HabitHistory.objects.filter(person=person).first()
    if history is None:
        return []
    weeks = closed_weeks(person, plan_of(person), FIRST_DAY, history.until)
    right = {week.first_day: written(week) for week in weeks}
    stored = dict(person.week_summaries.values_list("first_day", "figures"))
    if wrong := [day for day in sorted(right | stored) if right.get(day, EMPTY) != stored.get(day, EMPTY)]:
        return wrong
    anew = HabitHistory(since=min(stored, default=None))
    anew.keep(FIRST_DAY.year, history.until.year, sorted(stored.items()))
    is_right = (anew.since, anew.years) == (history.since, history.years)
    return [] if is_right else [history.until]
