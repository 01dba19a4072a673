from datetime import date

import pytest

from tests.presenters.trends.pages import MONDAY, TODAY, day, plan, see
from tracker.domain.plan import Pause
from tracker.domain.spans import Span, TrendRange
from tracker.presenters.trends.spans import (
    Choice,
    before_words,
    days_words,
    long_day,
    month_choices,
    range_choices,
    span_ends,
    span_words,
    window_notes,
    window_words,
)


@pytest.mark.parametrize(
    ("today", "said"),
    [(None, "2 March"), (date(2026, 12, 27), "2 March"), (date(2026, 12, 28), "2 March 2026")],
)
def test_a_day_says_its_year_when_it_is_far_away(today, said):
    assert long_day(MONDAY, today) == said


def test_the_span_is_said_by_its_ends():
    assert span_ends(see()) == {"first": "2 March", "last": "28 March"}
    assert span_words(see()) == "2 March to 28 March 2026"
    assert days_words(date(2025, 12, 28), date(2026, 1, 3)) == "28 December 2025 to 3 January 2026"


def test_the_window_says_how_many_days_it_has_and_how_many_were_paused():
    assert window_words(see()) == "2 March to 28 March, 27 days"
    resting = plan(pauses=[Pause(day(-3), day(1))])
    assert window_words(see(plan=resting)) == "2 March to 28 March, 27 days, 2 paused"
    assert window_words(see(span=Span(day(3), day(3)))) == "5 March to 5 March, 1 day"
    nothing_over = see(span=Span(TODAY, day(26), today=TODAY))
    assert window_words(nothing_over) == "29 March is not over yet. Figures begin tomorrow."


TODAYS = "Today is drawn faded and counts once it is over."


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (
            Span(day(0), day(26), today=TODAY),
            f"Compared with the 27 days before, from 3 February on. {TODAYS}",
        ),
        (
            Span(day(-50), day(26), today=TODAY, is_young=True),
            f"Your log began on 11 January. {TODAYS}",
        ),
        (
            Span(day(-50), day(26), TrendRange.TWELVE_WEEKS),
            "The log does not reach back another 77 days, so nothing is compared.",
        ),
        (Span(day(-70), day(26), TrendRange.ALL, TODAY), TODAYS),
        (Span(TODAY, day(26), today=TODAY), TODAYS),
        (Span(day(0), day(6)), "Compared with the 7 days before, from 23 February on."),
    ],
)
def test_what_else_there_is_to_know_of_the_window(span, said):
    assert window_notes(see(span=span)) == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span(day(-1), day(26), TrendRange.FOUR_WEEKS), "the 4 weeks before"),
        (Span(day(-1), day(26)), "the 28 days before"),
        (Span(day(-1), day(26), TrendRange.THIS_MONTH), "the 28 days before"),
        (Span(day(3), day(3)), "the day before"),
    ],
)
def test_what_the_window_is_compared_with_has_a_name(span, said):
    assert before_words(see(span=span)) == said


def test_months_stand_beside_own_dates():
    assert month_choices(TrendRange.LAST_MONTH) == [
        Choice("month", "This month", is_current=False),
        Choice("last-month", "Last month", is_current=True),
    ]
    assert not any(choice.is_current for choice in range_choices(TrendRange.LAST_MONTH))


def test_one_range_is_the_current_one():
    assert range_choices(TrendRange.YEAR) == [
        Choice("4w", "4 weeks", is_current=False),
        Choice("12w", "12 weeks", is_current=False),
        Choice("1y", "1 year", is_current=True),
        Choice("all", "All", is_current=False),
    ]


def test_with_own_dates_no_range_is_current():
    assert not any(choice.is_current for choice in range_choices(None))
