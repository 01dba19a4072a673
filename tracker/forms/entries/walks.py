"""A walk after a meal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.fields import NumberField
from tracker.vocabulary.names import MEAL_CHOICES

from .base import EntryEditForm, EntryForm


class WalkForm(EntryForm):
    """A walk, after a meal or at another time."""

    meal = forms.ChoiceField(
        label=_("After"),
        choices=MEAL_CHOICES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose breakfast, lunch, dinner or another time."),
            "invalid_choice": _("Choose breakfast, lunch, dinner or another time."),
        },
    )
    minutes = NumberField(
        label=_("Minutes"), low=1, high=240, error_messages={"required": _("Enter the minutes.")}
    )
    minutes_after_meal = NumberField(label=_("Minutes after the meal"), low=0, high=180, required=False)
    field_order = ("meal", "minutes", "minutes_after_meal", "on", "time", "note")


class WalkEditForm(EntryEditForm, WalkForm):
    """A walk that exists."""

    def __init__(self, *args: Any, entry: Any, **kwargs: Any) -> None:
        names = ("meal", "minutes", "minutes_after_meal")
        super().__init__(*args, entry=entry, initial={name: getattr(entry, name) for name in names}, **kwargs)
