from django.db import connection, transaction

from tracker.actions.locks import lock_person


def test_a_lock_is_one_query_where_there_are_locks_and_loads_nothing_anew(person, django_assert_num_queries):
    person.week_start = 6
    count = int(connection.features.has_select_for_update)
    with transaction.atomic(), django_assert_num_queries(count):
        lock_person(person)
    assert person.week_start == 6
