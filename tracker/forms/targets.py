"""What a person aims at."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tracker.domain.days import week_first_day
from tracker.domain.targets import Target, earliest_start

from .fields import DayField, MilligramField, NumberField

_DEFAULT_FIELDS = Target.__dataclass_fields__
TARGET_TAKEN = _("A target starts on this day already. Correct that one, or choose another day.")
# Further ahead than this nobody plans what they aim at.
PLANNED_AHEAD = timedelta(days=366)


class TargetForm(forms.Form):
    """What to aim at; proposes the protocol's figures."""

    low_mg = MilligramField(label=_("From"), low=50, high=1000, initial=_DEFAULT_FIELDS["low_mg"].default)
    high_mg = MilligramField(label=_("Up to"), low=50, high=1000, initial=_DEFAULT_FIELDS["high_mg"].default)
    walks_per_day = NumberField(
        label=_("Walks a day"),
        low=0,
        high=6,
        initial=_DEFAULT_FIELDS["walks_per_day"].default,
        help_text=_("After breakfast, lunch and dinner. 0 leaves walks out."),
    )
    walk_minutes = NumberField(
        label=_("Minutes a walk"), low=1, high=240, initial=_DEFAULT_FIELDS["walk_minutes"].default
    )
    sprints_per_week = NumberField(
        label=_("Sprint sessions a week"),
        low=0,
        high=7,
        initial=_DEFAULT_FIELDS["sprints_per_week"].default,
        help_text=_("Short and hard, with rests. 0 leaves sprints out."),
    )
    bedtime = forms.BooleanField(
        label=_("Magnesium before bed"), required=False, initial=_DEFAULT_FIELDS["bedtime"].default
    )

    def band(self, limit_mg: Decimal) -> dict[str, Decimal] | None:
        """Where the band and the ceiling lie on a bar, in percent of it; None while the ends make no band."""
        if self.errors:
            return None
        values = self.cleaned_data if self.is_bound else self.initial
        low_mg, high_mg = (values.get(name, self.fields[name].initial) for name in ("low_mg", "high_mg"))
        scale = max(Decimal(600), high_mg * Decimal("1.2"), limit_mg * Decimal("1.1")) / 100
        ends = {"start": low_mg / scale, "width": (high_mg - low_mg) / scale, "at": limit_mg / scale}
        return {name: round(place, 2) for name, place in ends.items()}

    def clean(self) -> dict[str, Any]:
        """Refuse a band whose ends are swapped."""
        values = super().clean() or self.cleaned_data
        low, high = values.get("low_mg"), values.get("high_mg")
        if low is not None and high is not None and low > high:
            self.add_error("low_mg", _("The lower end is above the upper end."))
        return values

    @property
    def values(self) -> dict[str, Any]:
        """What is aimed at, without the day from which it is."""
        return {name: self.cleaned_data[name] for name in TargetForm.base_fields}


def _bound(form: forms.Form, today: date) -> None:
    """Refuse days so long ago, or so far ahead, that they can only be a slip."""
    field = cast(DayField, form.fields["starts_on"])
    field.first = earliest_start(today)
    field.last = today + PLANNED_AHEAD


class TargetChangeForm(TargetForm):
    """Another target, and from when: today, the person's next week, or another day."""

    when = forms.ChoiceField(
        label=_("From when?"),
        required=False,
        initial="today",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three.")},
    )
    starts_on = DayField(label=_("The other day"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        today: date,
        week_start: int,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.today = today
        self.next_week = week_first_day(today, week_start) + timedelta(days=7)
        _bound(self, today)
        cast(forms.ChoiceField, self.fields["when"]).choices = [
            ("today", _("Today")),
            ("week", _("Next week, %(day)s") % {"day": date_format(self.next_week, "l j F")}),
            ("day", _("Another day")),
        ]

    def clean(self) -> dict[str, Any]:
        """Settle on the day; ask for it where another one is meant."""
        values = super().clean()
        when = values.get("when")
        if when == "day" and values.get("starts_on") is None and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Choose a day."))
        return values

    @property
    def starts(self) -> date:
        """The day the target is to start on; only of a form without errors."""
        when = self.cleaned_data["when"]
        if when == "day":
            day: date = self.cleaned_data["starts_on"]
            return day
        return self.next_week if when == "week" else self.today

    def refuse_day(self) -> None:
        """Say at the field that the day is taken."""
        self.add_error("starts_on" if self.cleaned_data["when"] == "day" else "when", TARGET_TAKEN)


class TargetEditForm(TargetForm):
    """A target as it was set, to be corrected."""

    starts_on = DayField(label=_("From this day on"))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any], today: date
    ) -> None:
        super().__init__(data, initial=dict(initial))
        _bound(self, today)

    @property
    def starts(self) -> date:
        """The day the target is to start on; only of a form without errors."""
        day: date = self.cleaned_data["starts_on"]
        return day

    def refuse_day(self) -> None:
        """Say at the field that the day is taken."""
        self.add_error("starts_on", TARGET_TAKEN)
