from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from tests.factories import PersonFactory
from tracker.domain.review import Intention, IntentionKind
from tracker.domain.weekdays import EVERY_WEEKDAY
from tracker.models import Review, ReviewMail

MONDAY = datetime(2026, 3, 16, 7, tzinfo=UTC)


def stored_review(**fields):
    return Review.objects.create(**{"person": PersonFactory(), "week": "2026-W11"} | fields)


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("review_intention_exists", {"intention": "sleep"}),
        ("review_outcome_exists", {"outcome": "great"}),
        ("review_weekdays_of_a_week", {"weekdays": ()}),
    ],
)
def test_what_no_review_can_say_is_refused(refuses, constraint, changed):
    refuses(stored_review, constraint, **changed)


@pytest.mark.parametrize(
    "changed", [{"intention": "", "outcome": ""}, {"intention": "own", "outcome": "partly"}]
)
def test_a_review_may_leave_its_intention_and_how_it_went_unsaid(stores, changed):
    stores(stored_review, **changed)


def test_a_week_has_one_review_and_one_mail(person):
    mail = {"person": person, "week": "2026-W11", "claimed_at": MONDAY}
    stored_review(person=person)
    ReviewMail.objects.create(**mail)
    with pytest.raises(IntegrityError), transaction.atomic():
        stored_review(person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewMail.objects.create(**mail)
    stored_review(person=person, week="2026-W12")
    ReviewMail.objects.create(**mail | {"week": "2026-W12"})
    assert (person.reviews.count(), person.review_mails.count()) == (2, 2)


def test_reviews_come_newest_first(person):
    for week in ("2025-W52", "2026-W11", "2026-W02"):
        stored_review(person=person, week=week)
    assert [review.week for review in person.reviews.all()] == ["2026-W11", "2026-W02", "2025-W52"]


def test_the_domain_knows_an_intention_and_none():
    assert Review().as_intention() is None
    assert Review(intention="dinner").as_intention() == Intention(IntentionKind.DINNER, EVERY_WEEKDAY)
    own = Review(intention="own", weekdays=frozenset({0, 4}), own_words="Lunch outside")
    assert own.as_intention() == Intention(IntentionKind.OWN, frozenset({0, 4}), "Lunch outside")
