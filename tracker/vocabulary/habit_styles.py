"""What is shown of each habit everywhere: its name, its colours, its icon, the pattern of its line."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from tracker.domain.custom_habits import CustomHabit
from tracker.domain.habits import Habit, HabitKey


@dataclass(frozen=True, slots=True)
class HabitStyle:
    """How one habit looks; `tone` is what style sheets call its colours."""

    name: str | Promise
    in_sentence: str | Promise
    tone: str
    icon: str
    colour: str
    ink: str
    dash: str = "solid"
    is_weekly: bool = False

    @property
    def label(self) -> str:
        """The name as figures may hold it: plotly.js would take angle brackets for markup."""
        return str(self.name).replace("<", "‹").replace(">", "›")


HABIT_STYLES: dict[HabitKey, HabitStyle] = {
    Habit.MAGNESIUM: HabitStyle(
        gettext_lazy("Magnesium"),
        pgettext_lazy("in a sentence", "magnesium"),
        "mg",
        "leaf",
        "var(--leaf)",
        "var(--leaf-ink)",
    ),
    Habit.WALKS: HabitStyle(
        gettext_lazy("Walks"),
        pgettext_lazy("in a sentence", "walks"),
        "walk",
        "walk",
        "var(--walk)",
        "var(--walk-ink)",
        "7px,4px",
    ),
    Habit.SPRINTS: HabitStyle(
        gettext_lazy("Sprints"),
        pgettext_lazy("in a sentence", "sprints"),
        "sprint",
        "bolt",
        "var(--sprint)",
        "var(--sprint-ink)",
        "2px,4px",
        is_weekly=True,
    ),
    Habit.BEDTIME: HabitStyle(
        gettext_lazy("Bedtime"),
        pgettext_lazy("in a sentence", "bedtime"),
        "bed",
        "moon",
        "var(--bed)",
        "var(--bed-ink)",
        "9px,4px,2px,4px",
    ),
}


def habit_styles(custom: Sequence[CustomHabit]) -> dict[HabitKey, HabitStyle]:
    """The styles of all habits, the protocol's and these; custom ones share theirs and differ by name."""
    return HABIT_STYLES | {
        habit.key: HabitStyle(
            habit.name, habit.name, "own", "check", "var(--own)", "var(--own-ink)", is_weekly=habit.is_weekly
        )
        for habit in custom
    }
