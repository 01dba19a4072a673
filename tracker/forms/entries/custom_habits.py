"""A custom habit, done or how much of it."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tracker.domain.custom_habits import HabitKind
from tracker.forms.fields import NumberField
from tracker.models import CustomHabit

from .base import EntryEditForm, EntryForm


class CustomEntryForm(EntryForm):
    """A habit of the person's own: how much of it, where it is a number."""

    amount = NumberField(
        label=_("How much"),
        low=0,
        high=100_000,
        places=1,
        error_messages={"required": _("Enter how much; 0 says that there was none.")},
    )
    field_order = ("amount", "on", "time", "note")

    def __init__(self, *args: Any, habit: CustomHabit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.habit = habit
        if habit.kind == HabitKind.CHECK:
            self.fields["amount"].widget = forms.HiddenInput()
            self.fields["amount"].initial = 1
        elif habit.unit:
            self.fields["amount"].label = capfirst(habit.unit)


class CustomEntryEditForm(EntryEditForm, CustomEntryForm):
    """An entry of a custom habit that exists."""

    def __init__(self, *args: Any, entry: Any, **kwargs: Any) -> None:
        super().__init__(*args, entry=entry, habit=entry.habit, initial={"amount": entry.amount}, **kwargs)
