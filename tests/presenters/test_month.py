"""What the calendar of a month shows and says, from values: no database, no request."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from tracker.domain.habits import Habit, Mark
from tracker.domain.summary import MagnesiumSum, Summary, Tally
from tracker.domain.targets import Target, Verdict
from tracker.presenters.month import MonthFact, month_card
from tracker.queries.day import WeekDay
from tracker.queries.month import MonthPage

MARCH, TODAY = date(2026, 3, 1), date(2026, 3, 14)
TARGET = Target(date(2026, 1, 1))
DAY = WeekDay(
    day=MARCH,
    total_mg=Decimal(0),
    target=TARGET,
    band=TARGET.range,
    verdict=Verdict.BELOW,
    walks_counted=0,
    has_bedtime=False,
    has_sprint=False,
    is_future=False,
    is_paused=False,
    marks={Habit.BEDTIME: Mark.MISSED},
)


def month(first=MARCH, days=31, week_start=0, total=None, **changes):
    """A month whose days are alike, as they are given here."""
    all_days = [replace(DAY, day=first + timedelta(days=n), **changes) for n in range(days)]
    return month_card(MonthPage(first, TODAY, week_start, all_days, total))


def cell(number=1, **changes):
    """The cell of one day of March."""
    found = [each for week in month(**changes).weeks for each in week if each]
    return found[number - 1]


# ── The weeks ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("week_start", "heads", "places"),
    [
        (0, ["Monday", "Sunday"], [6, 31]),
        (6, ["Sunday", "Saturday"], [0, 31]),
        (5, ["Saturday", "Friday"], [1, 31]),
    ],
)
def test_a_month_stands_in_weeks_that_begin_as_the_persons_do(week_start, heads, places):
    card = month(week_start=week_start)
    assert [str(card.weekdays[0].name), str(card.weekdays[-1].name)] == heads
    places_filled = [each for week in card.weeks for each in week]
    assert next(place for place, each in enumerate(places_filled) if each) == places[0]
    assert sum(each is not None for each in places_filled) == places[1]
    assert len(places_filled) % 7 == 0


def test_february_can_fill_four_weeks_exactly():
    card = month(date(2027, 2, 1), 28)
    assert [len(week) for week in card.weeks] == [7] * 4
    assert None not in [each for week in card.weeks for each in week]


def test_a_month_has_its_name_in_the_readers_language():
    assert month().title == "March 2026"
    with translation.override("de"):
        assert month().title == "März 2026"
        assert str(month().weekdays[0].short) == "Mo"


# ── A day ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("changes", "total", "state"),
    [
        ({"total_mg": Decimal(450), "verdict": Verdict.WITHIN}, "450", "within"),
        # Nearly in range is not in range: the figure must not say that it is.
        ({"total_mg": Decimal("399.9"), "verdict": Verdict.BELOW}, "399", "below"),
        ({"total_mg": Decimal("500.1"), "verdict": Verdict.ABOVE}, "501", "above"),
        ({"total_mg": Decimal("450.5"), "verdict": Verdict.WITHIN}, "451", "within"),
        ({"total_mg": Decimal(1250), "verdict": Verdict.ABOVE}, "1,250", "above"),
        ({}, "–", "below"),
        ({"is_paused": True}, "–", "paused"),
        ({"is_paused": True, "total_mg": Decimal(450), "verdict": Verdict.WITHIN}, "450", "paused"),
        ({"target": None, "band": None, "verdict": None, "total_mg": Decimal("99.5")}, "100", ""),
        ({"verdict": None, "is_future": True, "marks": {}}, "", ""),
    ],
)
def test_a_day_shows_its_total_and_how_it_stands(changes, total, state):
    shown = cell(**changes)
    assert (shown.total, shown.state) == (total, state)


def test_the_day_that_is_open_is_known():
    assert [number for number in range(1, 32) if cell(number).is_today] == [14]


@pytest.mark.parametrize(
    ("changes", "shows"),
    [
        ({}, True),
        ({"marks": {Habit.BEDTIME: Mark.NOT_DUE}}, False),
        ({"marks": {Habit.BEDTIME: Mark.NOT_DUE}, "has_bedtime": True}, True),
        ({"marks": {}, "is_future": True}, False),
    ],
)
def test_a_moon_stands_where_a_bedtime_dose_was_asked_for_or_taken(changes, shows):
    assert cell(**changes).shows_moon is shows


def test_a_day_says_in_words_what_it_shows():
    shown = cell(
        total_mg=Decimal(450), verdict=Verdict.WITHIN, walks_counted=2, has_bedtime=True, has_sprint=True
    )
    assert shown.ring.sentence == (
        "Sunday 1 March: 450 mg, in range. 2 of 3 walks. Bedtime logged. Sprint session."
    )
    assert shown.ring.walk_dots == [True, True, False]


# ── What it adds up to ──────────────────────────────────────────────────────────────────────────
def total(kept=0, due=0, days=0, mg=0, paused=0):
    return Summary(
        MARCH,
        TODAY,
        paused_days=paused,
        habits={Habit.MAGNESIUM: Tally(kept, due)} if due else {},
        magnesium=MagnesiumSum(days, {"gly": Decimal(mg)} if mg else {}),
    )


@pytest.mark.parametrize(
    ("summary", "facts"),
    [
        (None, []),
        (total(), []),
        (
            total(16, 24, days=24, mg=24 * 401, paused=4),
            [
                MonthFact("16 of 24", "days in range"),
                MonthFact("401 mg", "a day"),
                MonthFact("", "4 days paused"),
            ],
        ),
        (total(0, 1, paused=1), [MonthFact("0 of 1", "day in range"), MonthFact("", "1 day paused")]),
        (total(days=1, mg=1250), [MonthFact("1,250 mg", "a day")]),
    ],
)
def test_a_month_says_what_it_adds_up_to_and_nothing_of_what_it_has_not(summary, facts):
    assert month(total=summary).facts == facts
