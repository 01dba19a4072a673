"""What each action does to the stored past is proved for random histories in tests/test_stored_history.py."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from tests.factories import DoseFactory, TargetFactory
from tracker.actions.history import entries_changed, plan_changed, store_anew
from tracker.actions.locks import lock_person
from tracker.models import HabitHistory, User, WeekSummary
from tracker.queries.history import history_of, wrong_weeks

# A Saturday; weeks that ended before the second of March are stored.
TODAY = date(2026, 3, 14)
UNTIL = date(2026, 3, 2)
WEEK = timedelta(weeks=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(person):
    """Somebody with a dose a week since the year began, of which nothing is stored yet."""
    TargetFactory(person=person, starts_on=date(2025, 12, 10))
    for number in range(10):
        DoseFactory(person=person, day=date(2025, 12, 31) + number * WEEK, elemental_mg=400 + number)
    return person


def weeks(person):
    return list(person.week_summaries.values_list("first_day", flat=True))


def test_a_week_is_stored_once_it_has_been_over_for_as_long_as_another(logged):
    entries_changed(logged, [TODAY], today=TODAY)
    history = history_of(logged)
    assert (history.since, history.until) == (date(2025, 12, 8), UNTIL)
    assert weeks(logged) == [date(2025, 12, 8) + number * WEEK for number in range(12)]
    assert sorted(history.years) == ["2025", "2026"]
    assert wrong_weeks(logged) == []


def test_nothing_is_stored_of_somebody_new_and_that_is_remembered(person, django_assert_num_queries):
    TargetFactory(person=person, starts_on=TODAY)
    entries_changed(person, [TODAY], today=TODAY)
    assert (history_of(person).until, weeks(person)) == (UNTIL, [])
    again = User.objects.get(pk=person.pk)
    with django_assert_num_queries(1):
        entries_changed(again, [TODAY], today=TODAY)


def test_a_change_makes_its_own_week_anew_and_no_other(logged):
    store_anew(logged, today=TODAY)
    marked = weeks(logged)[3]
    WeekSummary.objects.exclude(first_day=marked).update(figures="left alone")
    DoseFactory(person=logged, day=marked)
    with pytest.raises(ValueError, match="Expecting value"):
        # The year is folded from its weeks, which are no weeks any more.
        entries_changed(logged, [marked], today=TODAY)
    assert [row.first_day for row in logged.week_summaries.exclude(figures="left alone")] == [marked]


def test_years_before_an_entry_are_empty_and_take_no_rows(logged):
    store_anew(logged, today=TODAY)
    DoseFactory(person=logged, day=date(1998, 5, 5))
    entries_changed(logged, [date(1998, 5, 5)], today=TODAY)
    assert weeks(logged)[:2] == [date(1998, 5, 4), date(2025, 12, 8)]
    assert history_of(logged).since == date(1998, 5, 4)
    logged.doses.filter(day__year=1998).delete()
    entries_changed(logged, [date(1998, 5, 5)], today=TODAY)
    assert (weeks(logged)[0], history_of(logged).since) == (date(2025, 12, 8), date(2025, 12, 8))
    assert wrong_weeks(logged) == []


@pytest.mark.parametrize(
    ("since", "last_day", "changed"),
    [
        (date(2026, 1, 7), date(2026, 1, 7), [date(2026, 1, 5)]),
        (date(2026, 2, 20), date.max, [date(2026, 2, 16), date(2026, 2, 23)]),
        (UNTIL, date.max, []),
    ],
)
def test_a_changed_plan_makes_the_weeks_anew_that_it_holds(since, last_day, changed, logged):
    store_anew(logged, today=TODAY)
    before = dict(logged.week_summaries.values_list("first_day", "figures"))
    logged.targets.update(low_mg=420)
    plan_changed(logged, since, last_day)
    after = dict(logged.week_summaries.values_list("first_day", "figures"))
    assert [day for day in before if before[day] != after[day]] == changed


def test_nothing_is_made_anew_while_nothing_is_stored(logged):
    plan_changed(logged, date(2026, 1, 1))
    store_anew(logged)
    assert not HabitHistory.objects.exists()


def test_weeks_that_begin_on_another_day_are_all_made_anew(logged):
    store_anew(logged, today=TODAY)
    logged.week_start = 6
    logged.save()
    store_anew(logged)
    assert {day.weekday() for day in weeks(logged)} == {6}
    assert history_of(logged).until == date(2026, 3, 1)
    assert wrong_weeks(logged) == []


def test_a_clock_set_back_takes_nothing_away(logged):
    store_anew(logged, today=TODAY)
    entries_changed(logged, [TODAY - 4 * WEEK], today=TODAY - 4 * WEEK)
    assert history_of(logged).until == UNTIL
    assert wrong_weeks(logged) == []


def test_a_change_that_is_rolled_back_leaves_the_past_as_it_was(logged):
    store_anew(logged, today=TODAY)
    with transaction.atomic():
        lock_person(logged)
        DoseFactory(person=logged, day=date(2026, 1, 7))
        entries_changed(logged, [date(2026, 1, 7)], today=TODAY)
        transaction.set_rollback(True)
    assert wrong_weeks(logged) == []
