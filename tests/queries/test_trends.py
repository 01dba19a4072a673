"""What the trends page shows, against adding everything up by hand from the raw entries."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from math import ceil
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.breadth import examples
from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.actions.history import invalidate_history
from tracker.domain.habits import Habit
from tracker.domain.journal import Meal
from tracker.domain.magnesium import MagnesiumForm
from tracker.domain.spans import Span, TrendRange
from tracker.domain.summary import Tally
from tracker.domain.targets import Verdict
from tracker.queries.journal import journal_of
from tracker.queries.trends import trends_page

DAY = date(2026, 3, 14)
NOW = datetime(2026, 3, 14, 18, tzinfo=UTC)


@pytest.mark.parametrize("wanted", [*TrendRange, Span(date(2024, 1, 10), date(2025, 3, 1))])
@pytest.mark.parametrize("count", [1, 40])
def test_any_range_takes_eight_queries_and_five_at_first(person, wanted, count, django_assert_num_queries):
    TargetFactory(person=person, starts_on=DAY - timedelta(days=400))
    for n in range(count):
        day = DAY - timedelta(days=n * 9)
        DoseFactory(person=person, day=day)
        PostMealWalkFactory(person=person, day=day)
        SprintSessionFactory(person=person, day=day)
        BedtimeLogFactory(person=person, day=day)
    with django_assert_num_queries(13):
        first = trends_page(person, wanted, NOW)
    with django_assert_num_queries(8):
        again = trends_page(person, wanted, NOW)
    assert first == again


def test_forms_of_one_colour_are_added_up_and_other_peoples_are_not(person, other_person):
    for form, mg in (
        (MagnesiumForm.MALATE, "100.5"),
        (MagnesiumForm.DIMAGNESIUM_MALATE, "50.2"),
        (MagnesiumForm.OROTATE, "20"),
    ):
        DoseFactory(person=person, day=DAY, magnesium_form=form, elemental_mg=Decimal(mg))
    DoseFactory(person=other_person, day=DAY)
    assert journal_of(person, (DAY, DAY)).mg_by_family == {DAY: {"mal": Decimal("150.7"), "oth": Decimal(20)}}


def test_weeks_begin_when_the_persons_do(person):
    person.week_start = 6
    TargetFactory(person=person, starts_on=DAY - timedelta(days=400))
    page = trends_page(person, TrendRange.FOUR_WEEKS, NOW)
    assert [week.first_day for week in page.periods] == [
        date(2026, 2, 15),
        date(2026, 2, 22),
        date(2026, 3, 1),
        date(2026, 3, 8),
    ]
    assert page.span == Span(date(2026, 2, 15), DAY, TrendRange.FOUR_WEEKS)


def test_a_log_younger_than_the_range_is_shown_from_its_first_week(person):
    DoseFactory(person=person, day=DAY - timedelta(weeks=6))
    assert trends_page(person, TrendRange.YEAR, NOW).span.first_day == date(2026, 1, 26)
    assert trends_page(person, TrendRange.ALL, NOW).span.first_day == date(2026, 1, 26)


def test_before_the_first_target_nothing_is_due(person):
    DoseFactory(person=person, day=DAY - timedelta(days=1))
    page = trends_page(person, TrendRange.FOUR_WEEKS, NOW)
    assert (page.has_doses, page.shares) == (True, [])


def test_a_change_of_the_past_is_seen_at_once(person):
    TargetFactory(person=person)
    long_ago = DAY - timedelta(days=60)
    assert trends_page(person, TrendRange.ALL, NOW).total.tally(Habit.BEDTIME).kept == 0
    BedtimeLogFactory(person=person, day=long_ago)
    invalidate_history(person)
    assert trends_page(person, TrendRange.ALL, NOW).total.tally(Habit.BEDTIME).kept == 1


# ── Against a slow and obvious reference ────────────────────────────────────────────────────────
TODAYS = [date(2026, 3, 14), date(2021, 1, 3), date(2020, 12, 31), date(2024, 3, 1), date(2026, 3, 29)]


@st.composite
def histories(draw):
    """Some months of a person who changes targets and zones, rests, and forgets."""
    days = st.integers(-150, 0)
    forms, meals = st.sampled_from(["glycinate", "malate", "oxide"]), st.sampled_from(list(Meal))
    waits, ratings = st.none() | st.integers(0, 120), st.none() | st.integers(1, 5)
    zones = st.sampled_from(["Europe/Berlin", "America/New_York", "Pacific/Kiritimati"])
    nights = st.tuples(st.booleans(), st.integers(0, 6 * 60), ratings, zones)
    first = draw(days)
    targets = {
        first: {"low_mg": 400, "high_mg": 500},
        first + draw(st.integers(1, 60)): {
            "low_mg": 200,
            "high_mg": draw(st.sampled_from([200, 300])),
            "walks_per_day": draw(st.integers(0, 4)),
            "walk_minutes": draw(st.sampled_from([10, 20])),
            "sprints_per_week": draw(st.integers(0, 3)),
            "bedtime": draw(st.booleans()),
        },
    }
    start = draw(days)
    return {
        "today": draw(st.sampled_from(TODAYS)),
        "week_start": draw(st.sampled_from([0, 5, 6])),
        "targets": targets,
        "pause": (start, min(0, start + draw(st.integers(0, 20)))),
        "doses": draw(st.lists(st.tuples(days, forms, st.integers(1, 300)), max_size=40)),
        "walks": draw(st.lists(st.tuples(days, meals, st.integers(5, 30), waits), max_size=30)),
        "sprints": draw(
            st.lists(st.tuples(days, st.integers(1, 12), st.integers(5, 60), ratings), max_size=15)
        ),
        "nights": draw(st.dictionaries(days, nights, max_size=25)),
    }


def stored(history):
    """The history as rows of a new person."""
    today = history["today"]
    person = PersonFactory(time_zone="UTC", week_start=history["week_start"])
    for n, fields in history["targets"].items():
        TargetFactory(person=person, starts_on=today + timedelta(days=n), **fields)
    first, last = history["pause"]
    PauseFactory(
        person=person, first_day=today + timedelta(days=first), last_day=today + timedelta(days=last)
    )
    for n, form, mg in history["doses"]:
        DoseFactory(
            person=person, day=today + timedelta(days=n), magnesium_form=form, elemental_mg=Decimal(mg)
        )
    for n, meal, minutes, after in history["walks"]:
        day = today + timedelta(days=n)
        PostMealWalkFactory(person=person, day=day, meal=meal, minutes=minutes, minutes_after_meal=after)
    for n, sets, seconds, effort in history["sprints"]:
        day = today + timedelta(days=n)
        SprintSessionFactory(person=person, day=day, sets=sets, work_seconds=seconds, effort=effort)
    for n, (taken, minutes, quality, zone) in history["nights"].items():
        day = today + timedelta(days=n)
        # From 21:00 on, some of them past midnight.
        local = datetime.combine(day, time(21)) + timedelta(minutes=minutes)
        at = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        BedtimeLogFactory(
            person=person, day=day, taken=taken, sleep_quality=quality, taken_at=at, time_zone=zone
        )
    return person


def reference(history, first, last):
    """What these days add up to, each thing looked up in the raw history, day by day."""
    today = history["today"]

    def number(day):
        return (day - today).days

    def target(day):
        begun = [n for n in history["targets"] if n <= number(day)]
        if not begun:
            return None
        usual = {"walks_per_day": 3, "walk_minutes": 10, "sprints_per_week": 2, "bedtime": True}
        return usual | history["targets"][max(begun)]

    def paused(day):
        return history["pause"][0] <= number(day) <= history["pause"][1]

    kept, due = defaultdict(int), defaultdict(int)
    mg, verdicts, counted = defaultdict(Decimal), defaultdict(int), 0
    walked = defaultdict(int)
    day = first
    while day <= last:
        aim = target(day)
        doses = [(form, amount) for n, form, amount in history["doses"] if n == number(day)]
        total = sum(amount for _form, amount in doses)
        is_open = day == today
        if aim and not paused(day):
            within = aim["low_mg"] <= total <= aim["high_mg"]
            if within or not is_open or total > aim["high_mg"]:
                due["magnesium"] += 1
                kept["magnesium"] += within
            meals, others = set(), 0
            for n, meal, minutes, after in history["walks"]:
                if n == number(day) and minutes >= aim["walk_minutes"] and (after is None or after <= 90):
                    others += meal == Meal.OTHER
                    if meal != Meal.OTHER:
                        meals.add(meal)
            if aim["walks_per_day"]:
                enough = len(meals) + others >= aim["walks_per_day"]
                if enough or not is_open:
                    due["walks"] += 1
                    kept["walks"] += enough
                for meal in meals:
                    walked[meal] += 1
                if others:
                    walked[Meal.OTHER] += others
            if aim["bedtime"]:
                night = history["nights"].get(number(day))
                taken = bool(night and night[0])
                if taken or not is_open:
                    due["bedtime"] += 1
                    kept["bedtime"] += taken
        if doses and not is_open and not paused(day):
            counted += 1
            for form, amount in doses:
                mg[{"glycinate": "gly", "malate": "mal", "oxide": "oxi"}[form]] += amount
            if aim:
                below, above = total < aim["low_mg"], total > aim["high_mg"]
                verdicts[Verdict.BELOW if below else Verdict.ABOVE if above else Verdict.WITHIN] += 1
        day += timedelta(days=1)

    week = first - timedelta(days=(first.weekday() - history["week_start"]) % 7)
    sessions = 0
    while week <= last:
        week_days = [week + timedelta(days=n) for n in range(7)]
        done = sum(n in map(number, week_days) for n, *_rest in history["sprints"])
        sessions += done
        aim = target(week_days[-1])
        asked = aim["sprints_per_week"] if aim else 0
        free = sum(not paused(each) for each in week_days)
        needed = ceil(asked * free / 7)
        if asked and free and (done >= needed or week_days[-1] < today):
            due["sprints"] += 1
            kept["sprints"] += done >= needed
        week += timedelta(days=7)

    nights = [night for n, night in history["nights"].items() if number(first) <= n <= number(last)]
    clocks = [minutes + 9 * 60 for taken, minutes, _quality, _zone in nights if taken]
    sleep = {
        was_taken: [quality for taken, _minutes, quality, _zone in nights if taken is was_taken and quality]
        for was_taken in (True, False)
    }
    return {
        "habits": {Habit(name): Tally(kept[name], due[name]) for name in due},
        "mg": dict(mg),
        "verdicts": dict(verdicts),
        "counted": counted,
        "walked": dict(walked),
        "sessions": sessions,
        "clock": (sum(clocks), len(clocks)),
        "sleep": {taken: (sum(rated), len(rated)) for taken, rated in sleep.items() if rated},
    }


def seen(summary):
    """The same of a summary."""
    return {
        "habits": dict(summary.habits),
        "mg": dict(summary.magnesium.mg_by_family),
        "verdicts": dict(summary.magnesium.verdicts),
        "counted": summary.magnesium.days,
        "walked": dict(summary.walks.by_meal),
        "sessions": summary.sprints.sessions.kept,
        "clock": (summary.nights.clock.total, summary.nights.clock.count),
        "sleep": {taken: (rated.total, rated.count) for taken, rated in summary.nights.sleep.items()},
    }


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(), own=st.tuples(st.integers(-120, 0), st.integers(0, 120)))
def test_every_figure_is_what_adding_up_by_hand_gives(db, history, own):
    person = stored(history)
    today = history["today"]
    now = datetime.combine(today, time(12), tzinfo=UTC)
    first = today + timedelta(days=own[0])
    spans = [*TrendRange, Span(first, min(today, first + timedelta(days=own[1])))]
    for wanted in spans:
        page = trends_page(person, wanted, now)
        span = page.span
        assert seen(page.total) == reference(history, span.first_day, span.last_day)
        for period in page.periods:
            last = min(period.last_day, today)
            assert seen(period) == reference(history, period.first_day, last)
