"""What charts call each habit, and the colour it has in all of them."""

from django.utils.translation import gettext_lazy

from tracker.domain.habits import Habit

COLOURS = {
    Habit.MAGNESIUM: "var(--leaf)",
    Habit.WALKS: "var(--walk)",
    Habit.SPRINTS: "var(--sprint)",
    Habit.BEDTIME: "var(--bed)",
}
INKS = {
    Habit.MAGNESIUM: "var(--leaf-ink)",
    Habit.WALKS: "var(--walk-ink)",
    Habit.SPRINTS: "var(--sprint-ink)",
    Habit.BEDTIME: "var(--bed-ink)",
}
NAMES = {
    Habit.MAGNESIUM: gettext_lazy("Magnesium"),
    Habit.WALKS: gettext_lazy("Walks"),
    Habit.SPRINTS: gettext_lazy("Sprints"),
    Habit.BEDTIME: gettext_lazy("Bedtime"),
}
