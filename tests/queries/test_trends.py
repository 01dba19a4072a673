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
from tracker.actions.history import entries_changed, store_anew
from tracker.domain.habits import Habit
from tracker.domain.journal import Meal
from tracker.domain.magnesium import MagnesiumForm
from tracker.domain.spans import Span, TrendRange, own_span
from tracker.domain.summary import Tally
from tracker.domain.targets import Verdict
from tracker.queries.journal import journal_of
from tracker.queries.trends import trends_page

DAY = date(2026, 3, 14)
YESTERDAY = DAY - timedelta(days=1)
NOW = datetime(2026, 3, 14, 18, tzinfo=UTC)


@pytest.mark.parametrize("wanted", [*TrendRange, Span(date(2024, 1, 10), date(2025, 3, 1))])
@pytest.mark.parametrize("count", [1, 40])
def test_any_range_takes_ten_queries_and_four_more_at_first(person, wanted, count, django_assert_num_queries):
    TargetFactory(person=person, starts_on=DAY - timedelta(days=400))
    for n in range(count):
        day = DAY - timedelta(days=n * 9)
        DoseFactory(person=person, day=day)
        PostMealWalkFactory(person=person, day=day)
        SprintSessionFactory(person=person, day=day)
        BedtimeLogFactory(person=person, day=day)
    with django_assert_num_queries(14):
        first = trends_page(person, wanted, NOW)
    store_anew(person, today=DAY)
    with django_assert_num_queries(10):
        again = trends_page(person, wanted, NOW)
    assert (first.total.habits, first.total.magnesium) == (again.total.habits, again.total.magnesium)
    assert [bar.nights for bar in first.periods] == [bar.nights for bar in again.periods]


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
    # Sundays, the first one of a week that the window cuts.
    assert [week.first_day for week in page.periods] == [
        date(2026, 2, 14),
        date(2026, 2, 15),
        date(2026, 2, 22),
        date(2026, 3, 1),
        date(2026, 3, 8),
    ]
    assert [week.first_day for week in page.weeks] == [
        date(2026, 2, 8),
        date(2026, 2, 15),
        date(2026, 2, 22),
        date(2026, 3, 1),
    ]
    assert page.span == Span(date(2026, 2, 14), YESTERDAY, TrendRange.FOUR_WEEKS, DAY)


@pytest.mark.parametrize("days", [1, 3, 13, 42, 300])
def test_a_log_younger_than_the_range_is_shown_from_its_first_day(person, days):
    first = DAY - timedelta(days=days)
    DoseFactory(person=person, day=first)
    for wanted in (TrendRange.YEAR, TrendRange.ALL):
        page = trends_page(person, wanted, NOW)
        assert (page.span.first_day, page.span.days, page.before) == (first, days, None)
        assert (page.span.is_young, page.total.magnesium.days) == (wanted is TrendRange.YEAR, 1)


@pytest.mark.parametrize("wanted", TrendRange)
def test_somebody_new_has_figures_of_nothing_and_sees_today(person, wanted):
    TargetFactory(person=person, starts_on=DAY)
    DoseFactory(person=person, day=DAY)
    page = trends_page(person, wanted, NOW)
    if wanted is TrendRange.LAST_MONTH:
        assert (page.span.days, page.has_doses) == (28, False)
        return
    assert (page.span.days, [day.day for day in page.days], page.has_doses) == (0, [DAY], True)


def test_the_day_before_yesterdays_start_is_still_open_until_the_day_starts(person):
    TargetFactory(person=person, starts_on=DAY - timedelta(days=400))
    # 02:30 in Berlin of the night in which the clocks go forward, before 03:00.
    night = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert trends_page(person, TrendRange.FOUR_WEEKS, night).span.last_day == date(2026, 3, 27)
    assert trends_page(person, TrendRange.FOUR_WEEKS, night + timedelta(hours=1)).span.last_day == date(
        2026, 3, 28
    )


def test_before_the_first_target_nothing_is_due(person):
    DoseFactory(person=person, day=DAY - timedelta(days=1))
    page = trends_page(person, TrendRange.FOUR_WEEKS, NOW)
    assert (page.has_doses, page.shares) == (True, [])


def test_a_change_of_the_past_is_seen_at_once(person):
    TargetFactory(person=person)
    long_ago = DAY - timedelta(days=60)
    store_anew(person, today=DAY)
    assert trends_page(person, TrendRange.ALL, NOW).total.tally(Habit.BEDTIME).kept == 0
    BedtimeLogFactory(person=person, day=long_ago)
    entries_changed(person, [long_ago], today=DAY)
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


def weeks_ended(history, first, last):
    """The first days of the weeks of which the last day is one of these."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day - timedelta(days=6) for day in days if (day.weekday() - 6 - history["week_start"]) % 7 == 0]


def reference(history, first, last, weeks=None):
    """What these days add up to, each thing looked up in the raw history, day by day.

    `weeks` are the first days of those that count: if not told, those that ended on one of these days.
    """
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

    sessions = 0
    for week in weeks_ended(history, first, last) if weeks is None else weeks:
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

    nights = [
        night
        for n, night in history["nights"].items()
        if number(first) <= n <= number(last) and not paused(today + timedelta(days=n))
    ]
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


def first_known(history):
    """The first day with an entry or a target; nothing of these histories lies ahead of today."""
    entries = [n for kind in ("doses", "walks", "sprints") for n, *_rest in history[kind]]
    return history["today"] + timedelta(days=min([*entries, *history["nights"], *history["targets"]]))


def window_by_hand(history, wanted):
    """The first and the last day of a range; the last is the day before the first while none is over."""
    today, known = history["today"], first_known(history)
    yesterday = today - timedelta(days=1)
    if wanted is TrendRange.LAST_MONTH:
        first, last = today.replace(day=1), today.replace(day=1) - timedelta(days=1)
        first = last.replace(day=1)
        return (max(first, known) if known <= last else first), last
    first = {
        TrendRange.FOUR_WEEKS: today - timedelta(days=28),
        TrendRange.TWELVE_WEEKS: today - timedelta(days=84),
        TrendRange.YEAR: today - timedelta(days=365),
        TrendRange.THIS_MONTH: today.replace(day=1),
        TrendRange.ALL: known,
    }[wanted]
    return max(first, known), yesterday


def nights_by_hand(history, first, last):
    """How many nights were rated with the dose and without, and with a sprint on their day and without."""
    today, counts = history["today"], defaultdict(int)
    for n, (taken, _minutes, quality, _zone) in history["nights"].items():
        day = today + timedelta(days=n)
        paused = history["pause"][0] <= n <= history["pause"][1]
        if first <= day <= last and quality and not paused:
            counts["dose", taken] += 1
            counts["sprint", any(n == of_sprint for of_sprint, *_rest in history["sprints"])] += 1
    return [(counts[what, True], counts[what, False]) for what in ("dose", "sprint")]


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(), own=st.tuples(st.integers(-120, 0), st.integers(0, 120)))
def test_every_figure_is_what_adding_up_by_hand_gives(db, history, own):
    person = stored(history)
    today = history["today"]
    now = datetime.combine(today, time(12), tzinfo=UTC)
    a_day = timedelta(days=1)
    first = today + timedelta(days=own[0])
    windows = {each: window_by_hand(history, each) for each in TrendRange}
    to = min(today, first + timedelta(days=own[1]))
    windows[own_span(first, to, today)] = first, min(to, today - a_day)
    for wanted, (first, last) in windows.items():
        page = trends_page(person, wanted, now)
        assert (page.span.first_day, page.span.last_day) == (first, last)
        assert seen(page.total) == reference(history, first, last)
        days = (last - first).days + 1
        is_compared = days and first - days * a_day >= first_known(history)
        assert (seen(page.before) if page.before else None) == (
            reference(history, first - days * a_day, first - a_day) if is_compared else None
        )
        for period in page.periods:
            assert seen(period) == reference(history, period.first_day, period.last_day)
        assert sum(period.days for period in page.periods) == days
        ended = weeks_ended(history, first, last)
        assert sum(week.days for week in page.weeks) == 7 * len(ended)
        for week in page.weeks:
            weeks = [week.first_day + n * a_day for n in range(0, week.days, 7)]
            sprints = reference(history, week.first_day, week.last_day, weeks)["sessions"]
            assert (weeks[0] in ended, week.sprints.sessions.kept) == (True, sprints)
        dose, _in_range, sprint = page.observations
        assert [(each.with_nights, each.without_nights) for each in (dose, sprint)] == nights_by_hand(
            history, first, last
        )
        drawn = [day.day for day in page.days]
        assert (today in drawn) is (
            wanted is not TrendRange.LAST_MONTH if isinstance(wanted, TrendRange) else to == today
        )
