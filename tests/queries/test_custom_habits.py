from datetime import date

from tests.factories import CustomHabitFactory, CustomHabitTargetFactory, PersonFactory
from tracker.queries.custom_habits import habit_names_taken, habits_with_targets, targets_of_habit

FIRST, SECOND = date(2026, 1, 1), date(2026, 2, 1)


def test_habits_come_in_the_persons_order_with_their_targets_oldest_first(person, django_assert_num_queries):
    second, first = (CustomHabitFactory(person=person, position=position) for position in (1, 0))
    for starts_on in (SECOND, FIRST):
        CustomHabitTargetFactory(habit=first, starts_on=starts_on)
    CustomHabitFactory(person=PersonFactory())
    with django_assert_num_queries(2):
        found = habits_with_targets(person)
        starts = [[target.starts_on for target in habit.targets.all()] for habit in found]
    assert (found, starts) == ([first, second], [[FIRST, SECOND], []])


def test_what_one_habit_asks_for_comes_newest_first(person, django_assert_num_queries):
    habit = CustomHabitFactory(person=person)
    for starts_on in (FIRST, SECOND):
        CustomHabitTargetFactory(habit=habit, starts_on=starts_on)
    with django_assert_num_queries(1):
        assert [target.starts_on for target in targets_of_habit(habit)] == [SECOND, FIRST]


def test_names_of_other_habits_in_use_are_taken(person, django_assert_num_queries):
    reading = CustomHabitFactory(person=person, name="Reading")
    CustomHabitFactory(person=person, name="Water")
    CustomHabitFactory(person=person, name="Given up", archived=True)
    CustomHabitFactory(name="Somebody else’s")
    with django_assert_num_queries(2):
        assert habit_names_taken(person) == {"Reading", "Water"}
        assert habit_names_taken(person, but=reading) == {"Water"}
