from datetime import date

import pytest

from tracker.actions.history import invalidate_history, invalidate_if_past
from tracker.models import User

TODAY = date(2026, 3, 14)


def version(person):
    return User.objects.get(pk=person.pk).history_version


def test_a_change_is_counted_in_one_query_and_known_at_once(person, django_assert_num_queries):
    with django_assert_num_queries(1):
        invalidate_history(person)
    assert person.history_version == version(person) == 1


def test_two_who_loaded_the_same_person_count_both_changes(person):
    other = User.objects.get(pk=person.pk)
    invalidate_history(person)
    invalidate_history(other)
    assert version(person) == 2


@pytest.mark.parametrize(
    ("days", "changes"),
    [
        ([], 0),
        ([TODAY], 0),
        ([date(2026, 3, 15)], 0),
        ([date(2026, 3, 13)], 1),
        ([TODAY, date(2026, 3, 1), date(2026, 3, 2)], 1),
    ],
)
def test_only_past_days_are_remembered_and_so_forgotten(person, days, changes):
    invalidate_if_past(person, days, TODAY)
    assert version(person) == changes
