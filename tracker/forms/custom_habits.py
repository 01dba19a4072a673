"""A habit of a person's own: what is logged of it, and what it asks for."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.domain.custom_habits import HabitKind, Schedule
from tracker.domain.weekdays import EVERY_WEEKDAY
from tracker.models import CustomHabit, CustomHabitTarget
from tracker.vocabulary.names import HABIT_KIND_CHOICES, SCHEDULE_CHOICES

from .fields import NumberField, PlainTextField, WeekdaysField

HABIT_NAME_TAKEN = _("You have a habit of this name already.")
MAX_AMOUNT = 100_000
TENTH = Decimal("0.1")


class CustomHabitForm(forms.Form):
    """What a custom habit is called, what is logged, how often and how much."""

    name = PlainTextField(label=_("Name"), max_length=40, help_text=_("As you want to see it on Today."))
    kind = forms.ChoiceField(
        label=_("What you log"),
        choices=HABIT_KIND_CHOICES,
        initial=HabitKind.CHECK.value,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )
    unit = PlainTextField(
        label=_("Unit"), max_length=16, required=False, help_text=_("For a number, such as glasses or pages.")
    )
    at_least = NumberField(label=_("At least"), low=TENTH, high=MAX_AMOUNT, places=1, required=False)
    at_most = NumberField(
        label=_("At most"),
        low=0,
        high=MAX_AMOUNT,
        places=1,
        required=False,
        help_text=_("For a number, fill in one of the two, or both for a range."),
    )
    schedule = forms.ChoiceField(
        label=_("How often"),
        initial=Schedule.DAILY.value,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose how often.")},
    )
    weekdays = WeekdaysField(label=_("Weekdays"), required=False)
    times_a_week = NumberField(label=_("Times a week"), low=1, high=7, required=False, initial=3)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        habit: CustomHabit | None = None,
        target: CustomHabitTarget | None = None,
        taken_names: Collection[str] = (),
    ) -> None:
        """With a `habit`, what it asks for now is `target`; its kind and its unit of time stay.

        One of the `taken_names` is refused.
        """
        initial: dict[str, Any] = {}
        if habit and target:
            initial = {name: getattr(habit, name) for name in ("name", "kind", "unit")}
            asked = ("at_least", "at_most", "schedule", "weekdays", "times_a_week")
            initial |= {name: getattr(target, name) for name in asked}
        super().__init__(data, initial=initial)
        self.taken_names = taken_names
        offered = [Schedule.DAILY, Schedule.WEEKDAYS, Schedule.WEEKLY]
        if habit and target:
            is_weekly = target.schedule == Schedule.WEEKLY
            offered = [Schedule.WEEKLY] if is_weekly else [Schedule.DAILY, Schedule.WEEKDAYS]
            self.fields["kind"].disabled = True
        cast(forms.ChoiceField, self.fields["schedule"]).choices = [
            (key, words) for key, words in SCHEDULE_CHOICES if key in [each.value for each in offered]
        ]

    def clean_name(self) -> str:
        """Refuse the name of another habit that is in use."""
        name: str = self.cleaned_data["name"]
        if name in self.taken_names:
            raise ValidationError(HABIT_NAME_TAKEN, code="name_taken")
        return name

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind and the schedule need, and drop what they have no use for."""
        values = super().clean() or self.cleaned_data
        if values.get("kind") == HabitKind.CHECK:
            values |= {"unit": "", "at_least": Decimal(1), "at_most": None}
            for name in ("unit", "at_least", "at_most"):
                self.errors.pop(name, None)
        else:
            least, most = values.get("at_least"), values.get("at_most")
            if least is None and most is None and not {"at_least", "at_most"} & set(self.errors):
                self.add_error("at_least", _("Say how much at least, or how much at most."))
            if least is not None and most is not None and least > most:
                self.add_error("at_least", _("The lower end is above the upper end."))
        schedule = values.get("schedule")
        if schedule == Schedule.WEEKDAYS and not values.get("weekdays") and "weekdays" not in self.errors:
            self.add_error("weekdays", _("Choose at least one day of the week."))
        if schedule == Schedule.WEEKLY and values.get("times_a_week") is None:
            if "times_a_week" not in self.errors:
                self.add_error("times_a_week", _("Choose 1 to 7 times a week."))
        elif schedule != Schedule.WEEKLY:
            self.errors.pop("times_a_week", None)
        return values

    def habit_values(self) -> dict[str, Any]:
        """What to store of the habit itself."""
        return {name: self.cleaned_data[name] for name in ("name", "kind", "unit")}

    def target_values(self) -> dict[str, Any]:
        """What to store of what it asks for."""
        values = self.cleaned_data
        on_weekdays = values["schedule"] == Schedule.WEEKDAYS
        return {
            "schedule": values["schedule"],
            "weekdays": values["weekdays"] if on_weekdays else EVERY_WEEKDAY,
            "times_a_week": values["times_a_week"] if values["schedule"] == Schedule.WEEKLY else 1,
            "at_least": values["at_least"],
            "at_most": values["at_most"],
        }
