"""What the demo person aims at and takes, looked at before any of it is stored."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

import pytest

from tracker.demo.plan import DAYS, DemoPlan, within
from tracker.models import User

TODAY = date(2026, 11, 22)
FIRST = TODAY - timedelta(days=DAYS)


@pytest.fixture
def plan():
    return DemoPlan(User(), FIRST, TODAY)


def number_of(day):
    return (day - FIRST).days


@pytest.mark.parametrize(
    ("number", "inside"), [(0, False), (1, True), (3, True), (4, False), (7, True), (8, False)]
)
def test_a_span_holds_both_its_ends(number, inside):
    assert within(((1, 3), (7, 7)), number) is inside


def test_every_row_could_have_been_typed(plan):
    rows = chain(
        plan.targets,
        plan.pauses,
        plan.supplements.values(),
        plan.medicines,
        plan.custom_habits.values(),
        plan.custom_targets,
        plan.reviews,
    )
    for row in rows:
        # Whose it is is not stored yet.
        row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])


def test_targets_begin_gently_and_become_the_protocols_and_narrower(plan):
    found = [
        (
            number_of(target.starts_on),
            target.low_mg,
            target.high_mg,
            target.walks_per_day,
            target.sprints_per_week,
        )
        for target in plan.targets
    ]
    assert found == [(0, 350, 450, 2, 1), (84, 400, 500, 3, 2), (250, 400, 480, 3, 2)]


def test_a_holiday_and_a_cold_are_paused(plan):
    found = [(number_of(pause.first_day), number_of(pause.last_day), pause.reason) for pause in plan.pauses]
    assert found == [(231, 244, "Holiday by the sea"), (318, 321, "A cold")]


def test_what_is_taken_no_more_is_archived_and_the_stack_is_in_use(plan):
    archived = {key for key, row in plan.supplements.items() if row.archived}
    stack = {key for key, row in plan.supplements.items() if row.in_evening_stack}
    assert (archived, stack) == ({"citrate", "oxide"}, {"malate", "taurate"})
    assert [row.position for row in plan.supplements.values()] == list(range(6))


def test_each_habit_of_their_own_begins_on_one_day_and_reading_is_given_up(plan):
    asked = {}
    for target in plan.custom_targets:
        asked.setdefault(target.habit.name, []).append((number_of(target.starts_on), target.schedule))
    assert asked == {
        "Stretching": [(200, "daily")],
        "Water": [(200, "daily")],
        "See friends": [(200, "weekly")],
        "Reading": [(200, "daily"), (320, "off")],
    }
    assert [habit.name for habit in plan.custom_habits.values() if habit.archived] == ["Reading"]
    assert {target.at_least for target in plan.custom_targets if target.habit.unit} == {Decimal(7)}


@pytest.mark.parametrize(
    ("week_start", "newest"),
    [
        (0, "2026-W46"),
        # A week that begins today is the open one, and the one before it is over.
        (6, "2026-W47"),
    ],
)
def test_reviews_are_of_weeks_that_are_over(week_start, newest):
    weeks = [review.week for review in DemoPlan(User(week_start=week_start), FIRST, TODAY).reviews]
    assert (len(set(weeks)), max(weeks)) == (5, newest)
    assert weeks == sorted(weeks)


def test_only_an_intention_in_own_words_says_how_it_went(plan):
    own = [(review.own_words, review.outcome) for review in plan.reviews if review.intention == "own"]
    assert own == [("Sprint before lunch", "partly")]
    assert {(review.own_words, review.outcome) for review in plan.reviews if review.intention != "own"} == {
        ("", "")
    }
