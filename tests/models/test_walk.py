import pytest

from tests.factories import PostMealWalkFactory
from tracker.domain import journal
from tracker.models import PostMealWalk


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("walk_of_1_to_240_minutes", {"minutes": 0}),
        ("walk_of_1_to_240_minutes", {"minutes": 241}),
        ("walk_0_to_180_minutes_after_meal", {"minutes_after_meal": 181}),
        ("walk_meal_exists", {"meal": "supper"}),
    ],
)
def test_what_no_walk_can_be_is_refused(refuses, constraint, changed):
    refuses(PostMealWalkFactory, constraint, **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"minutes": 1, "minutes_after_meal": 180},
        {"minutes": 240, "minutes_after_meal": 0},
        {"meal": "other", "minutes_after_meal": None},
    ],
)
def test_the_bounds_of_a_walk_are_stored(stores, changed):
    stores(PostMealWalkFactory, **changed)


def test_the_domain_knows_its_meal_and_its_minutes():
    walk = PostMealWalk(meal="dinner", minutes=12, minutes_after_meal=20, note="uphill")
    assert walk.as_value() == journal.Walk(journal.Meal.DINNER, 12, 20)
    assert PostMealWalk(meal="other", minutes=45).as_value() == journal.Walk(journal.Meal.OTHER, 45)
