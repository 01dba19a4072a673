from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.factories import PersonFactory
from tracker.actions.reviews import judge_intention, save_review
from tracker.models import Review


def test_saving_twice_keeps_one_review(person):
    for words in ("First.", "Second."):
        save_review(person, "2026-W47", {"reflection": words})
    assert [review.reflection for review in person.reviews.all()] == ["Second."]


def test_what_is_not_sent_stays_as_it_is(person):
    save_review(person, "2026-W47", {"intention": "lunch", "weekdays": {0, 1}})
    save_review(person, "2026-W47", {"reflection": "Long days."})
    review = person.reviews.get()
    assert (review.intention, review.weekdays, review.reflection) == ("lunch", {0, 1}, "Long days.")


def test_weeks_and_people_have_a_review_each(person, other_person):
    for someone, week in ((person, "2026-W46"), (person, "2026-W47"), (other_person, "2026-W47")):
        save_review(someone, week, {"reflection": week})
    assert person.reviews.count() == 2
    assert other_person.reviews.count() == 1


def test_how_it_went_is_kept_beside_the_rest(person):
    review = save_review(person, "2026-W46", {"intention": "own", "own_words": "Lunch outside"})
    judge_intention(review, "partly")
    stored = person.reviews.get()
    assert (stored.outcome, stored.own_words) == ("partly", "Lunch outside")


@pytest.mark.django_db(transaction=True)
def test_devices_that_save_at_once_leave_one_review_with_what_each_sent():
    person = PersonFactory()

    def save(values):
        try:
            return save_review(person, "2026-W47", values)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, [{"reflection": "Good."}, {"intention": "lunch"}] * 4))
    review = Review.objects.get()
    assert (review.reflection, review.intention) == ("Good.", "lunch")
