"""A week of a person's log against the week before, with what they wrote about both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from tracker.domain.custom_habits import CustomHabit
from tracker.domain.days import logical_day, week_name
from tracker.domain.observations import Observation, worth_noticing
from tracker.domain.review import Intention, WeekReview, newest_closed_week, week_review
from tracker.domain.spans import ROLLING_DAYS, Span, TrendRange
from tracker.domain.summary import Summary, Tally, added_up
from tracker.domain.trends import loaded_spans, window
from tracker.models import Review, User

from .history import all_weeks, past_weeks
from .observations import observations_of
from .plan import plan_of
from .prepared import prepared

# How many nights are compared: as many as Trends shows of its own accord.
NIGHTS = ROLLING_DAYS[TrendRange.TWELVE_WEEKS]
# How far back a habit's recent days are counted for the line beneath it.
RECENT_WEEKS = 3


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the page of one week shows.

    `previous` is None for the first week of the log. `recent` adds up the three weeks that end with this
    one. `noticed` is what the nights of `nights` say that those of a week before did not, if anything.
    `written` is what the person wrote about this week, `intended` what they meant to do in it.
    """

    today: date
    week: WeekReview
    previous: WeekReview | None
    next_week: date | None
    recent: Summary
    nights: Span
    noticed: Observation | None
    written: Review | None
    last_written: Review | None

    @property
    def custom(self) -> Sequence[CustomHabit]:
        """The person's custom habits."""
        return self.week.custom

    @property
    def name(self) -> str:
        """The week's name, as 2026-W47."""
        return week_name(self.week.first_day)

    @property
    def has_entries(self) -> bool:
        """Whether anything was logged in this week or the one before."""
        return self.week.has_entries or bool(self.previous and self.previous.has_entries)

    @property
    def intended(self) -> Intention | None:
        """What the person meant to do in this week."""
        return self.last_written.as_intention() if self.last_written else None

    @property
    def outcome(self) -> Tally | None:
        """How often that was kept; None for own words, or no intention."""
        return self.week.outcome_of(self.intended) if self.intended else None


def review_page(person: User, first_day: date, now: datetime) -> ReviewPage | None:
    """Return what the page of the week from `first_day` shows; nine queries, five more at first.

    None for a week that lies before the first entry and target, or has not begun.
    """
    today = logical_day(now, person.zone, person.day_start)
    plan = plan_of(person)
    last_day = first_day + timedelta(days=6)
    nights = _nights(min(last_day, today - timedelta(days=1)))
    nights_before = _nights(first_day - timedelta(days=1))
    # What a cut week adds up to goes on from the week before.
    past = past_weeks(person, plan, today, nights_before.first_day - timedelta(weeks=1), last_day)
    spans = (first_day - timedelta(days=13), last_day), *loaded_spans(nights, person.week_start)[1:]
    weeks, journal = all_weeks(person, plan, today, past, *spans)
    places = {week.first_day: place for place, week in enumerate(weeks)}
    if first_day not in places:
        return None
    place = places[first_day]
    before = [weeks[earlier].records if earlier >= 0 else {} for earlier in (place - 1, place - 2)]
    previous = first_day - timedelta(days=7)
    names = [week_name(first_day), week_name(previous)]
    rows = {review.week: review for review in _reviews(person.pk, *names)}
    week = week_review(plan, journal, before[0], first_day, today)
    noticed = None
    if week.has_findings:
        by_first_day = {each.first_day: each for each in weeks}
        compared, compared_before = (
            observations_of(added_up(window(plan, journal, by_first_day, span)).nights)
            for span in (nights, nights_before)
        )
        noticed = worth_noticing(compared, compared_before)
    return ReviewPage(
        today=today,
        week=week,
        previous=week_review(plan, journal, before[1], previous, today) if place else None,
        next_week=first_day + timedelta(days=7) if last_day < today else None,
        recent=added_up(weeks[max(0, place - RECENT_WEEKS + 1) : place + 1]),
        nights=nights,
        noticed=noticed,
        written=rows.get(names[0]),
        last_written=rows.get(names[1]),
    )


def _nights(last_night: date) -> Span:
    return Span(last_night - timedelta(days=NIGHTS - 1), last_night)


def intention_for(person: User, first_day: date) -> Intention | None:
    """What the person means to do in the week from `first_day`, set in the week before; one query."""
    written = _reviews(person.pk, week_name(first_day - timedelta(days=7)))
    return written[0].as_intention() if written else None


@prepared
def _reviews(person: int, *weeks: str) -> QuerySet[Review]:
    """What was written about the weeks of these names."""
    return Review.objects.filter(person=person, week__in=weeks)


def closed_week(person: User, now: datetime) -> date:
    """Return the first day of the person's newest week that is over; no query."""
    return newest_closed_week(logical_day(now, person.zone, person.day_start), person.week_start)


def newest_week(person: User, now: datetime) -> date:
    """Return the first day of the newest week that is over, or of the open one when the log is younger.

    Eight queries, five more at first.
    """
    today = logical_day(now, person.zone, person.day_start)
    plan = plan_of(person)
    closed = newest_closed_week(today, person.week_start)
    weeks, _journal = all_weeks(person, plan, today, past_weeks(person, plan, today, closed))
    return closed if closed in {week.first_day for week in weeks} else weeks[-1].first_day
