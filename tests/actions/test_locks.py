from django.db import transaction

from tracker.actions.locks import lock_person


def test_a_lock_is_one_query_and_loads_nothing_anew(person, django_assert_num_queries):
    person.week_start = 6
    with transaction.atomic(), django_assert_num_queries(1):
        lock_person(person)
    assert person.week_start == 6
