from dataclasses import replace

import pytest

from tests.presenters.review.pages import page
from tracker.domain.custom_habits import CustomHabit, HabitKind
from tracker.presenters.review.paper import custom_count, is_long

HABIT = CustomHabit("custom-1", "Reading", HabitKind.CHECK, "", [])


@pytest.mark.parametrize(("count", "said"), [(0, ""), (1, "few"), (4, "few"), (5, "many")])
def test_many_custom_habits_need_the_smallest_print(count, said):
    assert custom_count(replace(page().week, custom=[HABIT] * count)) == said


@pytest.mark.parametrize(
    ("reflection", "answer"), [("", False), ("x" * 300, False), ("x" * 301, True), ("\n" * 6, True)]
)
def test_a_reflection_is_long_by_its_letters_or_its_lines(reflection, answer):
    assert is_long(reflection) is answer
