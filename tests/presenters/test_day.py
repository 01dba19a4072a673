"""What the day page says, from values: no database, no request."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tracker.domain.habits import Habit, HabitRecord, HabitUnit, Mark
from tracker.domain.journal import MEALS, Meal
from tracker.domain.magnesium import CeilingState
from tracker.domain.targets import Target, Verdict
from tracker.models import Dose, Pause, PostMealWalk, Supplement, User
from tracker.presenters.day import BedtimeQuestion, day_cards
from tracker.queries.day import (
    DayCustom,
    DayMagnesium,
    DayNight,
    DayPage,
    DaySafety,
    DayWalks,
    MealSlot,
    WeekDay,
    WeekSprints,
)
from tracker.vocabulary.clocks import hour_format

TODAY = date(2026, 3, 12)
TARGET = Target(date(2026, 1, 1))
THREONATE = Supplement(name="Threonate", elemental_mg_per_unit=Decimal(96), usual_moment="bedtime")
EMPTY = DayPage(
    day=TODAY,
    today=TODAY,
    now=datetime(2026, 3, 12, 13, tzinfo=UTC),
    pause=None,
    target=TARGET,
    uncounted=None,
    supplements=[],
    magnesium=DayMagnesium(
        total_mg=Decimal(0),
        band=TARGET.range,
        verdict=Verdict.BELOW,
        planned_mg=Decimal(0),
        doses=[],
        tiles=[],
        stack=None,
        is_asked_for=True,
    ),
    walks=DayWalks([MealSlot(meal, None) for meal in MEALS], 10),
    night=DayNight(
        log=None, supplement=THREONATE, dose=None, rated_day=TODAY - timedelta(days=1), quality=None
    ),
    sprints=WeekSprints([], HabitUnit(date(2026, 3, 9), date(2026, 3, 15), None)),
    custom=DayCustom([], []),
    safety=DaySafety(
        ceiling=CeilingState.UNDER,
        limit_mg=Decimal(350),
        is_note_shown=False,
        regimens=[],
        spacing=None,
        fits_from=None,
        close=[],
    ),
    week=[],
    streaks=dict.fromkeys(Habit, HabitRecord()),
    intention=None,
    entries=[],
)
PAUSE = Pause(first_day=TODAY, last_day=TODAY)


def cards(**changes):
    return day_cards(User(), replace(EMPTY, **changes))


def taken(*doses_mg, **changes):
    """The magnesium of a day with these doses."""
    doses = [
        Dose(elemental_mg=Decimal(mg), magnesium_form="oxide", taken_at=EMPTY.now, day=TODAY)
        for mg in doses_mg
    ]
    total_mg = sum((dose.elemental_mg for dose in doses), Decimal(0))
    verdict = TARGET.range.verdict(total_mg)
    return replace(EMPTY.magnesium, doses=doses, total_mg=total_mg, verdict=verdict, **changes)


@pytest.mark.parametrize(
    ("doses", "said"),
    [
        ([], ("400 mg to your range", "Tap a supplement when you take it.", False)),
        ([100], ("300 mg to your range", "", False)),
        ([450], ("In range", "50 mg to the top of it.", True)),
        ([300, 210], ("10 mg above your range", "One day over is not an emergency.", False)),
    ],
)
def test_the_gauge_says_how_far_today_is_from_the_range(doses, said):
    gauge = cards(magnesium=taken(*doses)).gauge
    assert (gauge.headline, gauge.note, gauge.is_within) == said


def test_what_is_still_planned_for_tonight_is_added_up():
    gauge = cards(magnesium=taken(300, planned_mg=Decimal(96))).gauge
    assert gauge.note == "Tonight’s Threonate takes you to 396."


@pytest.mark.parametrize(("hours", "time"), [("24", "20:05"), ("12", "8:05\N{NO-BREAK SPACE}pm")])
def test_a_dose_of_the_evening_is_asked_about_by_the_clock_where_it_was_logged(hours, time):
    dose = Dose(
        elemental_mg=Decimal(96),
        magnesium_form="l_threonate",
        taken_at=datetime(2026, 3, 13, 0, 5, tzinfo=UTC),
        time_zone="America/New_York",
    )
    with hour_format(lambda: hours):
        asked = cards(night=replace(EMPTY.night, dose=dose)).bedtime
    assert asked == BedtimeQuestion(
        dose.entry_id, f"You took 96 mg L-threonate at {time}.", f"Count the {time} dose"
    )
    assert cards().bedtime is None


def test_a_past_day_is_told_nothing_to_do():
    gauge = cards(today=TODAY + timedelta(days=1)).gauge
    assert (gauge.headline, gauge.note) == ("400 mg below your range", "")


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"pause": PAUSE}, "No target today."),
        ({"pause": PAUSE, "today": TODAY + timedelta(days=1)}, "No target on this day."),
        (
            {"magnesium": replace(EMPTY.magnesium, band=None, verdict=None, is_asked_for=False)},
            "How much is for your clinic to say.",
        ),
    ],
    ids=["paused", "paused in the past", "ruled out"],
)
def test_without_a_target_the_gauge_judges_nothing(changes, note):
    gauge = cards(**changes).gauge
    assert (gauge.headline, gauge.note) == ("0 mg logged", note)
    assert (gauge.state, gauge.value_words) == (Verdict.BELOW, "0 milligrams, no target")


def test_a_paused_day_still_draws_its_band():
    assert cards(pause=PAUSE).gauge.drawing.band is not None


def test_the_meter_says_figure_and_range():
    assert cards(magnesium=taken(450)).gauge.value_words == "450 milligrams, your range is 400 to 500"


WEEK_DAY = WeekDay(
    day=TODAY,
    total_mg=Decimal(300),
    target=TARGET,
    band=TARGET.range,
    verdict=Verdict.BELOW,
    walks_counted=1,
    has_bedtime=False,
    has_sprint=False,
    is_future=False,
    is_paused=False,
    marks={Habit.BEDTIME: Mark.PENDING},
)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Thursday 12 March: 300 mg so far. 1 of 3 walks."),
        ({"day": date(2026, 3, 11)}, "Wednesday 11 March: 300 mg, below range. 1 of 3 walks."),
        ({"verdict": Verdict.WITHIN}, "Thursday 12 March: 300 mg, in range. 1 of 3 walks."),
        ({"verdict": Verdict.ABOVE}, "Thursday 12 March: 300 mg, above range. 1 of 3 walks."),
        ({"verdict": None, "target": None, "band": None}, "Thursday 12 March: 300 mg."),
        ({"is_paused": True}, "Thursday 12 March: paused. 300 mg so far. 1 of 3 walks."),
        # A paused day that is over is not judged.
        (
            {"is_paused": True, "day": date(2026, 3, 11)},
            "Wednesday 11 March: paused. 300 mg. 1 of 3 walks.",
        ),
        (
            {"has_bedtime": True, "has_sprint": True},
            "Thursday 12 March: 300 mg so far. 1 of 3 walks. Bedtime logged. Sprint session.",
        ),
        (
            {"marks": {Habit.BEDTIME: Mark.MISSED}},
            "Thursday 12 March: 300 mg so far. 1 of 3 walks. Bedtime missed.",
        ),
        ({"is_future": True}, "Thursday 12 March"),
    ],
)
def test_a_day_of_the_strip_is_one_sentence(changes, sentence):
    [ring] = cards(week=[replace(WEEK_DAY, **changes)]).week
    assert " ".join(ring.sentence.split()) == sentence


@pytest.mark.parametrize(("total_mg", "percent"), [(0, 0), (300, 75), (399, 99), (400, 100), (900, 100)])
def test_the_ring_closes_at_the_lower_end_of_the_range(total_mg, percent):
    [ring] = cards(week=[replace(WEEK_DAY, total_mg=Decimal(total_mg))]).week
    assert ring.share_percent == percent


def test_a_day_without_a_range_has_no_ring_to_close_and_no_dots():
    [ring] = cards(week=[replace(WEEK_DAY, band=None, target=None, verdict=None)]).week
    assert (ring.share_percent, ring.walk_dots, ring.verdict) == (0, [], "")


def test_each_walk_asked_for_is_a_dot_that_is_on_when_it_counted():
    [ring] = cards(week=[WEEK_DAY]).week
    assert ring.walk_dots == [True, False, False]


def test_a_meal_shows_its_walk_or_the_minutes_that_a_tap_logs():
    walk = PostMealWalk(meal="lunch", minutes=25)
    shown = cards(walks=DayWalks([MealSlot(Meal.BREAKFAST, None), MealSlot(Meal.LUNCH, walk)], 15)).meals
    assert [(card.label, card.icon, card.minutes, card.entry_id) for card in shown] == [
        ("Breakfast", "sunrise", 15, None),
        ("Lunch", "sun", 25, walk.entry_id),
    ]


def test_the_moon_of_the_answer_given_is_checked():
    moons = cards(night=replace(EMPTY.night, quality=4)).moons
    assert [moon.icon for moon in moons] == [f"moon-{value}" for value in range(1, 6)]
    assert [moon.label for moon in moons if moon.is_checked] == ["Good"]


@pytest.mark.parametrize(
    ("record", "words", "percent"),
    [
        (HabitRecord(), "best 0", 0),
        (HabitRecord(current=2, best=8), "best 8", 25),
        (HabitRecord(current=8, best=8), "best yet", 100),
    ],
)
def test_a_streak_is_measured_against_the_best(record, words, percent):
    [magnesium, *_others] = cards(streaks=EMPTY.streaks | {Habit.MAGNESIUM: record}).streaks
    assert (magnesium.best_words, magnesium.percent) == (words, percent)


def test_nobody_is_drawn_into_a_dose_that_only_a_clinic_may_set():
    shown = cards(magnesium=replace(EMPTY.magnesium, is_asked_for=False)).streaks
    assert [streak.label for streak in shown] == ["3 walks a day", "2 sprint sessions a week"]
