"""What a person aims at."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.domain.targets import Target

from .fields import MilligramField, NumberField

_DEFAULT_FIELDS = Target.__dataclass_fields__


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
