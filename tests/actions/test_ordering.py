from tests.factories import CustomHabitFactory
from tracker.actions.ordering import move


def test_moving_changes_places_and_stops_at_the_ends(person):
    first, second, third = (CustomHabitFactory(person=person, name=name) for name in ("a", "b", "c"))
    move(third, up=True)
    move(first, up=True)
    move(second, up=False)
    assert list(person.custom_habits.values_list("name", flat=True)) == ["a", "c", "b"]
