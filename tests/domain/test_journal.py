from datetime import date, timedelta
from decimal import Decimal

import pytest

from tracker.domain.journal import Journal, Meal, Night, Sprint, Walk

DAY = date(2026, 3, 14)
NEXT = DAY + timedelta(days=1)


def test_magnesium_of_all_families_is_one_total():
    journal = Journal({DAY: {"gly": Decimal("133.3"), "thr": Decimal("96.7")}})
    assert [journal.total_mg_on(day) for day in (DAY, NEXT)] == [230, 0]


def test_sessions_are_counted():
    journal = Journal(sprints={DAY: [Sprint(4, 30), Sprint(6, 20)]})
    assert [journal.sessions_on(day) for day in (DAY, NEXT)] == [2, 0]


def test_a_night_that_was_only_rated_has_no_bedtime_dose():
    journal = Journal(nights={DAY: Night(taken=True), NEXT: Night(taken=False, quality=4)})
    days = (DAY, NEXT, NEXT + timedelta(days=1))
    assert [journal.has_bedtime_dose_on(day) for day in days] == [True, False, False]


def test_the_volume_of_a_session_is_its_sets_times_their_seconds():
    assert Sprint(sets=6, work_seconds=20).volume_seconds == 120


@pytest.mark.parametrize(
    "kind",
    [
        {"mg_by_family": {DAY: {"gly": Decimal(1)}}},
        {"walks": {DAY: [Walk(Meal.OTHER, 1)]}},
        {"sprints": {DAY: [Sprint(1, 1)]}},
        {"nights": {DAY: Night(taken=False)}},
        {"custom": {"custom-1": {DAY: Decimal(0)}}},
    ],
    ids=lambda kind: next(iter(kind)),
)
def test_an_entry_of_any_kind_begins_the_journal(kind):
    later = {"walks": {NEXT: []}, "nights": {NEXT: Night(taken=True)}}
    assert Journal(**(later | kind)).first_day == DAY


def test_an_empty_journal_has_no_first_day():
    assert Journal().first_day is None
