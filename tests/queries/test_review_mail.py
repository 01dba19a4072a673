from datetime import UTC, datetime

import pytest

from tests.factories import PersonFactory
from tracker.queries import review_mail
from tracker.queries.review_mail import people_to_mail

pytestmark = pytest.mark.django_db


def test_who_wants_it_can_sign_in_and_means_to_stay_is_written_to():
    wanting = PersonFactory(monday_mail=True)
    PersonFactory(monday_mail=False)
    PersonFactory(monday_mail=True, is_active=False)
    PersonFactory(monday_mail=True, delete_at=datetime(2026, 12, 1, tzinfo=UTC))
    assert list(people_to_mail()) == [wanting]


def test_people_come_by_their_number_a_batch_at_a_time(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(review_mail, "BATCH", 2)
    people = [PersonFactory(monday_mail=True) for _ in range(5)]
    with django_assert_num_queries(4):
        assert list(people_to_mail()) == people
