"""Keeping what people write about their weeks."""

from collections.abc import Mapping
from typing import Any

from tracker.models import Review, User


def save_review(person: User, week: str, values: Mapping[str, Any]) -> Review:
    """Keep these answers about a week, and all others as they are; the same answers again change nothing."""
    review, _ = Review.objects.update_or_create(person=person, week=week, defaults=values)
    return review


def judge_intention(review: Review, outcome: str) -> None:
    """Keep how an intention in own words went."""
    review.outcome = outcome
    review.save(update_fields=["outcome", "saved_at"])
