from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.spans import Span, TrendRange, own_span, span_of

TODAY = date(2026, 3, 29)
YESTERDAY = date(2026, 3, 28)
LONG_AGO = date(2020, 5, 4)


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("trend_range", "days", "first"),
    [
        (TrendRange.FOUR_WEEKS, 28, date(2026, 3, 1)),
        (TrendRange.TWELVE_WEEKS, 84, date(2026, 1, 4)),
        (TrendRange.YEAR, 365, date(2025, 3, 29)),
        (TrendRange.THIS_MONTH, 28, date(2026, 3, 1)),
        (TrendRange.ALL, 2155, LONG_AGO),
    ],
)
def test_a_range_is_of_the_days_up_to_yesterday_and_draws_today_beside_them(trend_range, days, first):
    span = span_of(trend_range, TODAY, LONG_AGO)
    assert span == Span(first, YESTERDAY, trend_range, TODAY)
    assert (span.days, span.last_drawn) == (days, TODAY)


@given(today=st.dates(date(2021, 1, 1), date(2032, 12, 31)))
def test_a_range_has_as_many_days_whichever_day_it_is(today):
    rolling = {TrendRange.FOUR_WEEKS: 28, TrendRange.TWELVE_WEEKS: 84, TrendRange.YEAR: 365}
    for trend_range, days in rolling.items():
        span = span_of(trend_range, today, date(2010, 1, 1))
        assert (span.days, span.last_day) == (days, today - timedelta(days=1))
        assert (span.before.days, span.before.last_day) == (days, span.first_day - timedelta(days=1))


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (TODAY, date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 3, 1), date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 1, 1), date(2025, 12, 1), date(2025, 12, 31)),
        (date(2026, 12, 31), date(2026, 11, 1), date(2026, 11, 30)),
    ],
)
def test_last_month_is_all_of_it_without_today(today, first, last):
    span = span_of(TrendRange.LAST_MONTH, today, LONG_AGO)
    assert span == Span(first, last, TrendRange.LAST_MONTH)
    assert span.last_drawn == last


def test_on_its_first_day_nothing_of_a_month_is_over():
    span = span_of(TrendRange.THIS_MONTH, date(2026, 3, 1), LONG_AGO)
    assert (span.days, span.first_day, span.last_drawn) == (0, date(2026, 3, 1), date(2026, 3, 1))
    assert not span.is_young


@pytest.mark.parametrize("trend_range", [TrendRange.FOUR_WEEKS, TrendRange.YEAR, TrendRange.THIS_MONTH])
def test_a_log_younger_than_the_range_is_shown_from_its_first_day(trend_range):
    span = span_of(trend_range, TODAY, ago(3))
    assert span == Span(ago(3), YESTERDAY, trend_range, TODAY, is_young=True)
    assert span.days == 3


def test_all_of_a_log_is_never_called_young():
    assert span_of(TrendRange.ALL, TODAY, ago(3)) == Span(ago(3), YESTERDAY, TrendRange.ALL, TODAY)


@pytest.mark.parametrize("trend_range", [TrendRange.FOUR_WEEKS, TrendRange.ALL])
@pytest.mark.parametrize("known", [None, TODAY, TODAY + timedelta(days=1)], ids=["nothing", "today", "west"])
def test_a_log_that_begins_today_or_ahead_of_it_has_no_day_that_is_over(trend_range, known):
    span = span_of(trend_range, TODAY, known)
    assert (span.first_day, span.days, span.last_drawn) == (TODAY, 0, TODAY)


def test_last_month_begins_with_a_log_that_began_in_it_and_is_empty_before_one():
    last_month = (TrendRange.LAST_MONTH, TODAY)
    begun = date(2026, 2, 20)
    assert span_of(*last_month, begun) == Span(begun, date(2026, 2, 28), TrendRange.LAST_MONTH, is_young=True)
    assert span_of(*last_month, ago(3)) == Span(date(2026, 2, 1), date(2026, 2, 28), TrendRange.LAST_MONTH)


def test_own_dates_leave_today_out_and_draw_it_where_they_end_with_it():
    assert own_span(ago(10), ago(3), TODAY) == Span(ago(10), ago(3))
    assert own_span(ago(10), YESTERDAY, TODAY) == Span(ago(10), YESTERDAY)
    assert own_span(ago(10), TODAY, TODAY) == Span(ago(10), YESTERDAY, today=TODAY)
    assert own_span(TODAY, TODAY, TODAY).days == 0


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
    assert span_of(TrendRange.ALL, TODAY, date(1969, 12, 29)).first_day == date(1970, 1, 1)
