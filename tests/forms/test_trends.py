from datetime import date

import pytest

from tracker.domain.spans import Span
from tracker.forms.trends import SpanForm

TODAY = date(2026, 3, 14)


def chosen(first, last):
    return SpanForm({"from": first, "to": last}, today=TODAY)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-03-01", "2026-03-10"),
        ("2026-03-13", "2026-03-13"),
        ("1970-01-01", "1970-01-02"),
        # Twenty years to the day, with the five days that leap years add.
        ("2006-03-13", "2026-03-13"),
    ],
)
def test_two_days_make_a_span(first, last):
    form = chosen(first, last)
    assert form.is_valid()
    assert form.span == Span(date.fromisoformat(first), date.fromisoformat(last))


def test_today_is_drawn_and_not_among_the_days_that_count():
    form = chosen("2026-03-01", "2026-03-14")
    assert form.is_valid()
    assert form.span == Span(date(2026, 3, 1), date(2026, 3, 13), today=TODAY)


@pytest.mark.parametrize(
    ("first", "last", "errors"),
    [
        ("2026-03-10", "2026-03-09", {"to": ["This day is before the first."]}),
        ("2006-03-13", "2026-03-14", {"from": ["Choose at most 20 years."]}),
        ("2026-03-01", "2026-03-15", {"to": ["That day has not come yet."]}),
        ("2026-03-14", "9999-12-31", {"to": ["That day has not come yet."]}),
        ("1969-12-31", "1970-01-01", {"from": ["Choose a day after 1969."]}),
        ("2026-03-01", "", {"to": ["Choose a day."]}),
        ("2026-02-30", "2026-03-01", {"from": ["Choose a day, such as 2026-03-14."]}),
        ("01.03.2026", "2026-03-01", {"from": ["Choose a day, such as 2026-03-14."]}),
    ],
)
def test_days_that_cannot_be_are_said_at_their_field(first, last, errors):
    assert chosen(first, last).errors == errors


def test_a_browser_is_told_the_first_and_the_last_day_there_is():
    for name in ("from", "to"):
        assert 'min="1970-01-01" max="2026-03-14"' in str(SpanForm(today=TODAY)[name])
