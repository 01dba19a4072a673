"""Magnesium before bed, and how the night was."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.domain.days import FIRST_DAY, moment_on_day
from tracker.domain.habits import Habit
from tracker.domain.usual_times import USUAL_CLOCK
from tracker.forms.fields import MilligramField
from tracker.vocabulary.names import SleepQuality

from .base import EntryEditForm, EntryForm, before_first_day


class BedtimeForm(EntryForm):
    """The bedtime log by one tap.

    Where a dose of the evening may be the one for the night, `counted` is its id when it is, and `another`
    says that it is not.
    """

    usual_clock = USUAL_CLOCK[Habit.BEDTIME]
    counted = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("This form was damaged on its way. Please send it again.")},
    )
    another = forms.BooleanField(required=False, widget=forms.HiddenInput)


SLEEP_ERRORS = {"required": _("Choose 1 to 5."), "invalid_choice": _("Choose 1 to 5.")}


class BedtimeEditForm(EntryEditForm):
    """A bedtime log that exists: its dose's mass, when there is one, and the sleep that followed."""

    elemental_mg = MilligramField(label=_("Elemental mg"), error_messages={"required": _("Enter an amount.")})
    sleep_quality = forms.TypedChoiceField(
        label=_("Sleep"),
        choices=[("", _("Not said")), *SleepQuality.choices],
        required=False,
        coerce=int,
        empty_value=None,
        error_messages=SLEEP_ERRORS,
    )
    field_order = ("elemental_mg", "sleep_quality", "on", "time", "note")

    def __init__(self, *args: Any, entry: Any, **kwargs: Any) -> None:
        initial = {"sleep_quality": entry.sleep_quality}
        if entry.dose:
            initial["elemental_mg"] = entry.dose.elemental_mg
        super().__init__(*args, entry=entry, initial=initial, **kwargs)
        if not entry.dose:
            del self.fields["elemental_mg"]


class NightEditForm(EntryEditForm):
    """A rated night on which nothing was taken: which one it was, and how the sleep was."""

    sleep_quality = forms.TypedChoiceField(
        label=_("Sleep"), choices=SleepQuality.choices, coerce=int, error_messages=SLEEP_ERRORS
    )
    field_order = ("sleep_quality", "on", "note")

    def __init__(self, *args: Any, entry: Any, **kwargs: Any) -> None:
        super().__init__(*args, entry=entry, initial={"sleep_quality": entry.sleep_quality}, **kwargs)
        # Nothing happened at a time that could be corrected.
        del self.fields["time"]

    def clean(self) -> dict[str, Any]:
        """Add `moment`, the usual one of that night, and the logical `day`."""
        cleaned = super().clean()
        on = cleaned.get("on")
        if on is None:
            return cleaned
        moment = self.entry.moment
        if on >= self.today:
            self.add_error("on", _("This night is not over yet."))
        elif on < FIRST_DAY:
            self.add_error("on", before_first_day())
        elif on != self.entry.day:
            moment = moment_on_day(on, USUAL_CLOCK[Habit.BEDTIME], self.zone, self.person.day_start)
        return cleaned | {"moment": moment, "day": on}


class SleepForm(forms.Form):
    """How a night was, 1 to 5."""

    quality = forms.TypedChoiceField(choices=SleepQuality.choices, coerce=int, error_messages=SLEEP_ERRORS)
