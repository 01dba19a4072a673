from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.domain.magnesium import MagnesiumForm
from tracker.domain.trends import TrendRange
from tracker.queries.trends import mg_by_day_and_colour, trends_page

DAY = date(2026, 3, 14)
NOW = datetime(2026, 3, 14, 18, tzinfo=UTC)


@pytest.mark.parametrize("trend_range", TrendRange)
@pytest.mark.parametrize("count", [1, 40])
def test_any_range_takes_three_queries(person, trend_range, count, django_assert_num_queries):
    TargetFactory(person=person, starts_on=DAY - timedelta(days=400))
    for n in range(count):
        day = DAY - timedelta(days=n * 9)
        DoseFactory(person=person, day=day)
        PostMealWalkFactory(person=person, day=day)
        SprintSessionFactory(person=person, day=day)
        BedtimeLogFactory(person=person, day=day)
    with django_assert_num_queries(3):
        page = trends_page(person, trend_range, NOW)
    assert len(page.weeks) == trend_range.weeks


def test_forms_of_one_colour_are_added_up_and_other_peoples_are_not(person, other_person):
    for form, mg in (
        (MagnesiumForm.MALATE, "100.5"),
        (MagnesiumForm.DIMAGNESIUM_MALATE, "50.2"),
        (MagnesiumForm.OROTATE, "20"),
    ):
        DoseFactory(person=person, day=DAY, magnesium_form=form, elemental_mg=Decimal(mg))
    DoseFactory(person=other_person, day=DAY)
    assert mg_by_day_and_colour(person, DAY, DAY) == {DAY: {"mal": Decimal("150.7"), "oth": Decimal(20)}}


def test_weeks_begin_when_the_persons_do(person):
    person.week_start = 6
    TargetFactory(person=person, starts_on=DAY - timedelta(days=400))
    page = trends_page(person, TrendRange.FOUR_WEEKS, NOW)
    assert [week.first_day for week in page.weeks] == [
        date(2026, 2, 15),
        date(2026, 2, 22),
        date(2026, 3, 1),
        date(2026, 3, 8),
    ]
    assert (page.first_day, page.today) == (date(2026, 2, 15), DAY)


def test_a_log_younger_than_the_range_is_shown_from_its_first_week(person):
    DoseFactory(person=person, day=DAY - timedelta(weeks=6))
    assert trends_page(person, TrendRange.YEAR, NOW).first_day == date(2026, 1, 26)


def test_before_the_first_target_nothing_is_due(person):
    DoseFactory(person=person, day=DAY - timedelta(days=1))
    page = trends_page(person, TrendRange.FOUR_WEEKS, NOW)
    assert (page.has_doses, page.has_habits, page.magnesium.due) == (True, False, 0)
