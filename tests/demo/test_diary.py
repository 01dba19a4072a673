"""What the demo person logs, looked at before any of it is stored."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tracker.demo.diary import Diary
from tracker.demo.plan import (
    DAYS,
    GAPS,
    GENTLE_START_DAYS,
    GOOD_FROM,
    HABITS_FROM,
    HOLIDAY,
    ILL,
    OXIDE_UNTIL,
    READING_UNTIL,
    within,
)
from tracker.domain.days import logical_day

# Half past nine in the morning, in Berlin.
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
KINDS = ("doses", "walks", "sprints", "bedtime_logs", "custom_entries")


@pytest.fixture(scope="module")
def diary():
    return Diary(NOW)


def entries(diary):
    return [entry for kind in KINDS for entry in getattr(diary, kind)]


def days(diary, *kinds):
    """The days with an entry of these kinds, counted from the first."""
    return {(entry.day - diary.first).days for kind in kinds for entry in getattr(diary, kind)}


def moments(diary):
    return {entry.entry_id: (entry.day, entry.moment) for entry in entries(diary)}


def test_it_runs_from_400_days_ago_to_the_day_it_is_for_the_person():
    late = Diary(datetime(2026, 11, 22, 1, 30, tzinfo=UTC))
    # Half past two at night in Berlin is still the day before.
    assert late.today == date(2026, 11, 21)
    assert (late.first, late.plan.first) == (late.today - timedelta(days=DAYS),) * 2


def test_an_entry_is_of_its_own_logical_day_and_has_happened(diary):
    person = diary.person
    for entry in entries(diary):
        assert entry.day == logical_day(entry.moment, person.zone, person.day_start)
        assert person.set_up_at <= entry.moment <= NOW


def test_each_entry_has_an_id_of_its_own_and_the_same_at_each_making(diary):
    assert len(moments(diary)) == len(entries(diary))
    assert moments(Diary(NOW)) == moments(diary)


def test_later_on_the_same_day_there_is_more_and_nothing_else_changes(diary):
    morning, evening = moments(diary), moments(Diary(NOW + timedelta(hours=10)))
    assert morning.items() < evening.items()
    assert {evening[number][0] for number in evening.keys() - morning.keys()} == {diary.today}


def test_nothing_is_logged_in_the_gaps_and_little_on_holiday_or_in_bed(diary):
    assert not any(within(GAPS, number) for number in days(diary, *KINDS))
    away = {number for number in days(diary, *KINDS) if within((HOLIDAY, ILL), number)}
    assert 0 < len(away) < 18
    assert not away & days(diary, "sprints", "bedtime_logs", "custom_entries")


def test_oxide_in_the_morning_gives_way_to_glycinate(diary):
    forms = {"oxide": set(), "glycinate": set()}
    for dose in diary.doses:
        if dose.magnesium_form in forms:
            forms[dose.magnesium_form].add((dose.day - diary.first).days)
    assert max(forms["oxide"]) < OXIDE_UNTIL <= min(forms["glycinate"])


def test_a_dose_holds_what_the_label_of_its_supplement_says(diary):
    assert {dose.supplement.name for dose in diary.doses} == {
        supplement.name for supplement in diary.plan.supplements.values()
    }
    for dose in diary.doses:
        assert dose.elemental_mg == dose.units * dose.supplement.elemental_mg_per_unit
        assert dose.magnesium_form == dose.supplement.magnesium_form


def test_the_evening_stack_is_taken_by_one_tap_once_there_is_one(diary):
    by_tap = {}
    for dose in diary.doses:
        if dose.local_moment.hour in (18, 19):
            by_tap.setdefault(dose.taken_at, set()).add(dose.supplement.name)
    powder = {at for at, names in by_tap.items() if names == {"Citrate powder"}}
    stack = {at for at, names in by_tap.items() if names == {"Malate", "Taurate"}}
    assert powder | stack == set(by_tap)
    assert max(powder) < min(stack)


def test_sprints_are_on_tuesdays_and_after_the_gentle_start_on_fridays_too(diary):
    by_weekday = {1: set(), 4: set()}
    for sprint in diary.sprints:
        by_weekday[sprint.day.weekday()].add((sprint.day - diary.first).days)
    assert min(by_weekday[1]) < GENTLE_START_DAYS <= min(by_weekday[4])


def test_a_night_has_the_dose_of_that_night_or_none(diary):
    doses = {id(dose) for dose in diary.doses}
    for log in diary.bedtime_logs:
        if log.dose:
            assert log.taken
            assert id(log.dose) in doses
            assert (log.dose.day, log.dose.taken_at) == (log.day, log.taken_at)
        if not log.taken:
            assert log.sleep_quality


def test_last_nights_sleep_waits_to_be_rated(diary):
    rated = {log.day for log in diary.bedtime_logs if log.sleep_quality}
    assert max(rated) < diary.today - timedelta(days=1)


def test_habits_of_their_own_begin_later_and_reading_ends(diary):
    found = {}
    for entry in diary.custom_entries:
        found.setdefault(entry.habit.name, set()).add((entry.day - diary.first).days)
    assert set(found) == {"Stretching", "Water", "See friends", "Reading"}
    assert min(days(diary, "custom_entries")) == HABITS_FROM
    assert max(found["Reading"]) < READING_UNTIL < max(found["Stretching"])
    glasses = {entry.amount for entry in diary.custom_entries if entry.habit.name == "Water"}
    assert glasses == {Decimal(amount) for amount in range(5, 10)}


def test_the_newest_days_go_well(diary):
    newest = set(range(GOOD_FROM, DAYS))
    assert newest <= days(diary, "doses") & days(diary, "walks") & days(diary, "bedtime_logs")
    assert not {dose.day for dose in diary.doses if dose.units == 3 and dose.magnesium_form == "malate"} & {
        diary.first + timedelta(days=number) for number in newest
    }
