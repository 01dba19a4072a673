from datetime import date

import pytest

from tests.presenters.trends.pages import MONDAY, see
from tracker.domain.spans import TrendRange
from tracker.presenters.trends.spans import Choice, long_day, range_choices, span_ends, span_words


@pytest.mark.parametrize(
    ("today", "said"),
    [(None, "2 March"), (date(2026, 12, 27), "2 March"), (date(2026, 12, 28), "2 March 2026")],
)
def test_a_day_says_its_year_when_it_is_far_away(today, said):
    assert long_day(MONDAY, today) == said


def test_the_span_is_said_by_its_ends():
    assert span_ends(see()) == {"first": "2 March", "last": "29 March"}
    assert span_words(see()) == "2 March to 29 March 2026"


def test_one_range_is_the_current_one():
    assert range_choices(TrendRange.YEAR) == [
        Choice("4w", "4 weeks", is_current=False),
        Choice("12w", "12 weeks", is_current=False),
        Choice("1y", "1 year", is_current=True),
        Choice("all", "All", is_current=False),
    ]


def test_with_own_dates_no_range_is_current():
    assert not any(choice.is_current for choice in range_choices(None))
