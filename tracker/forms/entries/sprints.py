"""A sprint session."""

from datetime import time as clock_time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.fields import NumberField
from tracker.vocabulary.names import Activity

from .base import EntryEditForm, EntryForm


class SprintForm(EntryForm):
    """A session of sprints."""

    usual_clock = clock_time(17, 0)

    activity = forms.ChoiceField(label=_("Activity"), choices=Activity.choices, initial=Activity.BIKE)
    sets = NumberField(label=_("Sets"), low=1, high=12, initial=6)
    work_seconds = NumberField(label=_("Seconds of work"), low=5, high=60, initial=20)
    rest_seconds = NumberField(label=_("Seconds of rest"), low=10, high=600, initial=120)
    effort = NumberField(label=_("Effort, 1 to 10"), low=1, high=10, required=False)
    field_order = ("activity", "sets", "work_seconds", "rest_seconds", "effort", "on", "time", "note")


class SprintEditForm(EntryEditForm, SprintForm):
    """A session that exists."""

    def __init__(self, *args: Any, entry: Any, **kwargs: Any) -> None:
        names = ("activity", "sets", "work_seconds", "rest_seconds", "effort")
        super().__init__(*args, entry=entry, initial={name: getattr(entry, name) for name in names}, **kwargs)
