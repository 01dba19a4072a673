from datetime import date, timedelta

import pytest

from tests.factories import PauseFactory, PersonFactory
from tracker.models import Pause
from tracker.queries.pauses import PauseRow, pause_on, pause_rows, pauses_of

TODAY = date(2026, 3, 14)


def days(first, last):
    return {"first_day": TODAY + timedelta(days=first), "last_day": TODAY + timedelta(days=last)}


def test_pauses_come_newest_first_and_are_the_persons_own(person, django_assert_num_queries):
    older, newer = (PauseFactory(person=person, **days(first, first)) for first in (-9, -2))
    PauseFactory(person=PersonFactory(), **days(0, 0))
    with django_assert_num_queries(1):
        assert [row.pause for row in pause_rows(person, TODAY)] == [newer, older]


@pytest.mark.parametrize(
    ("first", "last", "holds"), [(-3, -1, False), (-3, 0, True), (0, 2, True), (1, 2, False)]
)
def test_a_pause_holds_both_its_ends(person, first, last, holds):
    pause = PauseFactory(person=person, **days(first, last))
    assert pause_on(pauses_of(person.pk), TODAY) == (pause if holds else None)


@pytest.mark.parametrize(
    ("first", "last", "now", "planned", "begins", "ends"),
    [
        (-3, -1, False, False, False, False),
        (-3, 0, True, False, False, True),
        (0, 0, True, False, True, True),
        (0, 4, True, False, True, False),
        (1, 4, False, True, False, False),
    ],
)
def test_a_row_says_how_a_pause_stands_to_today(first, last, now, planned, begins, ends):
    row = PauseRow(Pause(**days(first, last)), TODAY)
    assert (row.is_now, row.is_planned, row.begins_today, row.ends_today) == (now, planned, begins, ends)
    assert row.days == last - first + 1
