from datetime import time

import pytest

from tracker.domain.journal import Meal
from tracker.domain.usual_times import meal_at, usual_moment_at


@pytest.mark.parametrize(
    ("clock", "meal", "moment"),
    [
        (time(3, 59), Meal.BREAKFAST, "bedtime"),
        (time(4), Meal.BREAKFAST, "morning"),
        (time(10, 59), Meal.BREAKFAST, "morning"),
        (time(11), Meal.LUNCH, "midday"),
        (time(16, 59), Meal.LUNCH, "midday"),
        (time(17), Meal.DINNER, "evening"),
        (time(21), Meal.DINNER, "bedtime"),
    ],
)
def test_the_hour_suggests_a_meal_and_a_usual_moment(clock, meal, moment):
    assert (meal_at(clock), usual_moment_at(clock)) == (meal, moment)
