from datetime import date, timedelta

import pytest

from tracker.domain.spans import Span, TrendRange, span_of

MONDAY = date(2026, 3, 23)
TODAY = date(2026, 3, 29)


@pytest.mark.parametrize(
    ("trend_range", "known", "first"),
    [
        (TrendRange.FOUR_WEEKS, None, 3),
        (TrendRange.TWELVE_WEEKS, None, 3),
        (TrendRange.TWELVE_WEEKS, 0, 3),
        (TrendRange.TWELVE_WEEKS, 7, 7),
        (TrendRange.TWELVE_WEEKS, 30, 11),
        (TrendRange.YEAR, 90, 51),
        (TrendRange.ALL, 90, 90),
        (TrendRange.ALL, None, 3),
    ],
)
def test_a_young_log_is_shown_from_its_first_week_but_never_less_than_four(trend_range, known, first):
    first_known = None if known is None else TODAY - timedelta(weeks=known)
    assert span_of(trend_range, TODAY, 0, first_known) == Span(
        MONDAY - timedelta(weeks=first), TODAY, trend_range
    )


def test_weeks_begin_when_the_persons_do():
    assert span_of(TrendRange.FOUR_WEEKS, TODAY, 6, None).first_day == date(2026, 3, 8)


@pytest.mark.parametrize(
    ("weeks", "by_day", "weeks_in_a_bar"),
    [
        (1, True, 1),
        (13, True, 1),
        (14, False, 1),
        (104, False, 1),
        (105, False, 4),
        (312, False, 4),
        (313, False, 13),
    ],
)
def test_the_longer_the_span_the_more_days_make_a_bar(weeks, by_day, weeks_in_a_bar):
    span = Span(TODAY - timedelta(days=7 * weeks - 1), TODAY)
    assert (span.by_day, span.weeks_in_a_bar) == (by_day, weeks_in_a_bar)


def test_no_span_begins_before_the_calendar_of_the_diary():
    assert span_of(TrendRange.ALL, TODAY, 0, date(1970, 1, 1)).first_day == date(1970, 1, 1)
