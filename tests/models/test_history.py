from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.journals import journals
from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule
from tracker.domain.plan import Pause, Plan
from tracker.domain.summary import Summary, continued, weekly
from tracker.domain.targets import Target, Targets
from tracker.models.history import EMPTY, HabitHistory, read, read_records, written

FIRST = date(2025, 12, 22)
WEEKS = 4
TODAY = FIRST + timedelta(weeks=WEEKS + 2)
GLASSES = CustomTarget(
    FIRST, Schedule.WEEKDAYS, frozenset({0, 3, 5}), at_least=Decimal("2.5"), at_most=Decimal(12)
)
FRIENDS = CustomTarget(FIRST, Schedule.WEEKLY, times_a_week=3)
CUSTOM = [
    CustomHabit("custom-12", "Water", HabitKind.NUMBER, "glasses", [GLASSES]),
    CustomHabit("custom-7", "Friends", HabitKind.CHECK, "", [FRIENDS]),
]
JOURNALS = journals(FIRST, 7 * WEEKS, "custom-12", "custom-7")


def weeks_of(journal, week_start=0):
    """Four weeks, of which the first begins before the target and the second holds a pause."""
    plan = Plan(
        Targets([Target(FIRST + timedelta(days=3), walks_per_day=2)]),
        [Pause(FIRST + timedelta(days=9), FIRST + timedelta(days=11))],
        week_start,
        CUSTOM,
    )
    return weekly(plan, journal, FIRST + timedelta(days=week_start), TODAY - timedelta(weeks=2), TODAY)


def about(records):
    """Records as they are stored: to a ten millionth, without those that nothing was asked of."""
    return {
        habit: (
            (record.current, record.best, record.kept, record.missed, record.first_run),
            pytest.approx(record.strength, abs=1e-6),
            pytest.approx(record.asked, abs=1e-5),
        )
        for habit, record in records.items()
        if record.kept or record.missed
    }


@given(JOURNALS, st.sampled_from([0, 6]))
def test_a_week_is_read_as_it_was_written(journal, week_start):
    for week in weeks_of(journal, week_start)[:-1]:
        text = written(week)
        found = read(week.first_day, text)
        assert replace(found, records={}) == replace(week, records={})
        assert about(found.records) == about(week.records)
        assert read_records(week.first_day, text) == found.records
        assert written(found) == text


@given(JOURNALS)
def test_the_records_of_weeks_add_up_to_those_of_all_days(journal):
    weeks = weeks_of(journal)
    stored = [read(week.first_day, written(week)) for week in weeks]
    assert about(continued(stored, {})[-1].records) == about(continued(weeks, {})[-1].records)


@given(JOURNALS)
def test_years_come_to_what_their_weeks_do(journal):
    weeks = weeks_of(journal)
    rows = [(week.first_day, written(week)) for week in weeks]
    history = HabitHistory(until=TODAY)
    history.keep(2025, 2026, rows)
    assert sorted(history.years) == ["2025", "2026"]
    assert about(history.records()) == about(continued(weeks, {})[-1].records)
    assert about(history.records(before_year=2026)) == about(continued(weeks[:2], {})[-1].records)
    history.keep(2026, 2026, [])
    assert sorted(history.years) == ["2025"]


def test_a_week_with_nothing_in_it_is_known_by_its_text():
    assert written(Summary(FIRST, FIRST + timedelta(days=6))) == EMPTY
    assert written(Summary(FIRST, FIRST + timedelta(days=6), paused_days=2)) != EMPTY
