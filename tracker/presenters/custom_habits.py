"""What is said of people's own habits: what they ask for, and what was logged."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.custom_habits import HabitKind, Schedule
from tracker.domain.habits import Due, Mark
from tracker.models import CustomHabit, CustomHabitEntry, CustomHabitTarget
from tracker.queries.day import CustomSlot
from tracker.vocabulary.formats import bare_number


def custom_words(entry: CustomHabitEntry) -> str:
    """An entry of a custom habit, as Reading or Water, 3 glasses."""
    return logged_words(entry.habit.name, entry.habit.kind, entry.habit.unit, entry.amount)


def logged_words(name: str, kind: str, unit: str, amount: Decimal) -> str:
    """What was logged of a habit, by its name and how much of it."""
    if kind == HabitKind.CHECK:
        return name
    if unit:
        return _("%(habit)s, %(amount)s %(unit)s") % {
            "habit": name,
            "amount": bare_number(amount),
            "unit": unit,
        }
    return _("%(habit)s, %(amount)s") % {"habit": name, "amount": bare_number(amount)}


def asked_words(habit: CustomHabit, target: CustomHabitTarget) -> str:
    """What a custom habit asks for, as every day, at least 8 glasses."""
    return ", ".join(filter(None, (_often_words(target), _amount_words(habit, target))))


def _often_words(target: CustomHabitTarget) -> str:
    if target.schedule == Schedule.OFF:
        return _("not asked for")
    if target.schedule == Schedule.WEEKLY:
        count = target.times_a_week
        return ngettext("%(count)d day a week", "%(count)d days a week", count) % {"count": count}
    if target.schedule == Schedule.WEEKDAYS:
        return ", ".join(str(WEEKDAYS_ABBR[day]) for day in sorted(target.weekdays))
    return _("every day")


def _amount_words(habit: CustomHabit, target: CustomHabitTarget) -> str:
    if habit.kind == HabitKind.CHECK or target.schedule == Schedule.OFF:
        return ""
    figures = {"unit": habit.unit}
    if target.at_least is not None:
        figures["least"] = bare_number(target.at_least)
    if target.at_most is not None:
        figures["most"] = bare_number(target.at_most)
    if len(figures) == 3:
        words = _("%(least)s to %(most)s %(unit)s")
    elif target.at_least is not None:
        words = _("at least %(least)s %(unit)s")
    else:
        words = _("at most %(most)s %(unit)s")
    return (words % figures).strip()


@dataclass(frozen=True, slots=True)
class HabitRow:
    """A custom habit as the settings list it, with what it asks for; an empty text while it never did."""

    habit: CustomHabit
    asked: str


def habit_row(habit: CustomHabit) -> HabitRow:
    """A habit with what it asked for last, read from targets that are loaded, oldest first."""
    asked = [target for target in habit.targets.all() if target.schedule != Schedule.OFF]
    return HabitRow(habit, asked_words(habit, asked[-1]) if asked else "")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """From when a custom habit asked for what."""

    starts_on: date
    words: str


@dataclass(frozen=True, slots=True)
class CustomRow:
    """A custom habit on the day page: whether it is kept, and what is asked and done.

    `entry_id` is that of what was logged last, None while nothing was.
    """

    number: int
    name: str
    unit: str
    is_check: bool
    is_kept: bool
    entry_id: UUID | None
    words: str


def custom_row(slot: CustomSlot) -> CustomRow:
    """A custom habit as a row of the day page."""
    habit = slot.habit
    is_check = habit.kind is HabitKind.CHECK
    words = _state_words(slot)
    if slot.amount is not None and not is_check:
        words = _("%(amount)s %(state)s") % {"amount": bare_number(slot.amount), "state": words}
    return CustomRow(
        number=slot.number,
        name=habit.name,
        unit=habit.unit,
        is_check=is_check,
        is_kept=slot.unit.mark is Mark.KEPT,
        entry_id=slot.entries[-1].entry_id if slot.entries else None,
        words=words,
    )


def _state_words(slot: CustomSlot) -> str:
    """How far the habit has come, or what the day asks of it."""
    habit, unit = slot.habit, slot.unit
    if unit.due is None:
        return _("not due")
    if habit.is_weekly:
        due = int(unit.due.at_least)
        words = ngettext("%(done)d of %(due)d day this week", "%(done)d of %(due)d days this week", due)
        return words % {"done": unit.done, "due": due}
    if habit.kind is HabitKind.CHECK:
        return _("done") if slot.entries else _("to do")
    return _due_words(unit.due, habit.unit)


def _due_words(due: Due, unit: str) -> str:
    figures = {"least": bare_number(due.at_least), "unit": unit}
    if due.at_most is None:
        return (_("of at least %(least)s %(unit)s") % figures).strip()
    figures["most"] = bare_number(due.at_most)
    if not due.at_least:
        return (_("of at most %(most)s %(unit)s") % figures).strip()
    return (_("of %(least)s to %(most)s %(unit)s") % figures).strip()
