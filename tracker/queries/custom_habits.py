"""A person's custom habits with what they ask for."""

from tracker.models import CustomHabit, CustomHabitTarget, User


def habits_with_targets(person: User) -> list[CustomHabit]:
    """All of a person's custom habits in their order, their targets loaded, oldest first; two queries."""
    return list(person.custom_habits.prefetch_related("targets"))


def targets_of_habit(habit: CustomHabit) -> list[CustomHabitTarget]:
    """What a habit asks for and asked for before, newest first; one query."""
    return list(habit.targets.order_by("-starts_on"))


def habit_names_taken(person: User, *, but: CustomHabit | None = None) -> set[str]:
    """The names of a person's custom habits in use, except that of `but`; one query."""
    others = person.custom_habits.live()
    if but:
        others = others.exclude(pk=but.pk)
    return set(others.values_list("name", flat=True))
