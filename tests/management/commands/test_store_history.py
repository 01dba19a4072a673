"""The command that adds up the past of people of whom nothing is stored yet."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import call_command

from tests.factories import DoseFactory, TargetFactory
from tracker.actions.history import store_anew
from tracker.models import HabitHistory
from tracker.queries.history import wrong_weeks

pytestmark = pytest.mark.django_db
DAY, NOW = date(2026, 3, 14), datetime(2026, 11, 22, 12, tzinfo=UTC)


@time_machine.travel(NOW, tick=False)
def test_who_has_nothing_stored_has_all_of_it_stored_and_others_are_left_alone(person, other_person):
    for each in (person, other_person):
        TargetFactory(person=each, starts_on=DAY)
        DoseFactory(person=each, day=DAY)
    store_anew(other_person, today=date(2026, 4, 1))
    call_command("store_history")
    untils = dict(HabitHistory.objects.values_list("person", "until"))
    assert untils == {person.pk: date(2026, 11, 9), other_person.pk: date(2026, 3, 23)}
    assert person.week_summaries.count() == 35
    assert wrong_weeks(person) == []


@time_machine.travel(NOW, tick=False)
def test_it_takes_one_query_once_all_have_theirs(person, django_assert_num_queries):
    call_command("store_history")
    assert HabitHistory.objects.get(person=person).since is None
    with django_assert_num_queries(1):
        call_command("store_history")
