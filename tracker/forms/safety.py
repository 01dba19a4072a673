"""Whose ceiling somebody goes by, their kidneys, and the medicines that magnesium keeps away from."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.domain.magnesium import SUPPLEMENT_LIMIT_MG, LimitRegion
from tracker.domain.spacing import MAX_HOURS, MEDICINE_FACTS, Kidneys, MedicineKind
from tracker.domain.weekdays import EVERY_WEEKDAY
from tracker.models import Medicine, User
from tracker.vocabulary.names import KIDNEYS_CHOICES, LIMIT_REGION_CHOICES, MEDICINE_CHOICES

from .fields import MilligramField, NumberField, PlainTextField, WeekdaysField

# Who advises it, and when they said so: domain facts 2.2.
AUTHORITIES = {
    LimitRegion.US: _("Institute of Medicine, 1997"),
    LimitRegion.EU: _("Scientific Committee on Food, 2001, kept by EFSA"),
    LimitRegion.UK: _("Expert Group on Vitamins and Minerals, 2003, a guidance level"),
    LimitRegion.JP: _("Dietary Reference Intakes for Japanese, 2025"),
    LimitRegion.OWN: _("1 to 2,500 mg a day, in the field below."),
}

# What follows from an answer: domain facts 2.5.
KIDNEY_HINTS = {
    Kidneys.NOT_SAID: _("Nothing changes."),
    Kidneys.WELL: _("Nothing changes."),
    Kidneys.MODERATE: _("Ask a clinician before you supplement. Today keeps a note of it."),
    Kidneys.SEVERE: _(
        "Do not supplement unless it is prescribed. Twelve asks for no magnesium; food and walking stay."
    ),
    Kidneys.UNKNOWN_STAGE: _(
        "Ask your clinic for your eGFR before you supplement. Today keeps a note of it."
    ),
}


class SafetyForm(forms.Form):
    """The supplement ceiling to go by, and the kidneys."""

    limit_region = forms.ChoiceField(
        label=_("Ceiling of"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a region from the list.")},
    )
    own_limit_mg = MilligramField(
        label=_("My own figure"),
        high=2500,
        required=False,
        help_text=_("Used when you choose “My own figure, agreed with my clinician”."),
    )
    kidneys = forms.ChoiceField(
        label=_("Your kidneys"),
        choices=KIDNEYS_CHOICES,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose an answer from the list.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, person: User) -> None:
        super().__init__(data, initial={name: getattr(person, name) for name in self.base_fields})
        cast(forms.ChoiceField, self.fields["limit_region"]).choices = [
            (key, _region_label(LimitRegion(key), label)) for key, label in LIMIT_REGION_CHOICES
        ]

    def regions(self) -> Iterator[tuple[BoundWidget, str | Promise]]:
        """Each region's button with who advises its ceiling."""
        return ((radio, AUTHORITIES[LimitRegion(radio.data["value"])]) for radio in self["limit_region"])

    def kidney_answers(self) -> Iterator[tuple[BoundWidget, str | Promise]]:
        """Each answer's button with what follows from it."""
        return ((radio, KIDNEY_HINTS[Kidneys(radio.data["value"])]) for radio in self["kidneys"])

    def clean(self) -> dict[str, Any]:
        """Ask for the own figure where it is to be used."""
        values = super().clean() or self.cleaned_data
        own = values.get("limit_region") == LimitRegion.OWN.value
        if own and values.get("own_limit_mg") is None and "own_limit_mg" not in self.errors:
            self.add_error("own_limit_mg", _("Your own ceiling needs a figure from 1 to 2,500 mg."))
        return values


def _region_label(region: LimitRegion, label: str | Promise) -> str | Promise:
    if region not in SUPPLEMENT_LIMIT_MG:
        return _("My own figure, agreed with my clinician")
    return _("%(region)s, %(limit)s mg a day") % {"region": label, "limit": SUPPLEMENT_LIMIT_MG[region]}


GROUPED_MEDICINE_CHOICES = [
    (
        label,
        [
            (key, words)
            for key, words in MEDICINE_CHOICES
            if (MEDICINE_FACTS[MedicineKind(key)].spacing is not None) is has_hours
        ],
    )
    for label, has_hours in ((_("Hours apart are known"), True), (_("Ask your pharmacist or clinic"), False))
]


class HoursField(NumberField):
    """Hours of a wait, to a tenth, as labels give them."""

    default_error_messages = {
        "not_a_number": _("Enter hours, such as 4 or 2.5."),
        "places_1": _("Enter hours with at most one decimal, such as 2.5."),
        "too_small": _("Enter 0 hours or more."),
        "too_large": _("Enter 24 hours or less."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(low=0, high=MAX_HOURS, places=1, required=False, **kwargs)


class MedicineForm(forms.Form):
    """A medicine, when it is taken, and what its own label says of magnesium."""

    kind = forms.ChoiceField(
        label=_("Medicine"),
        choices=[("", _("Choose one")), *GROUPED_MEDICINE_CHOICES],
        error_messages={
            "required": _("Choose a medicine from the list."),
            "invalid_choice": _("Choose a medicine from the list."),
        },
    )
    name = PlainTextField(
        label=_("What you call it"), max_length=60, required=False, help_text=_("As Today should name it.")
    )
    clock = forms.TimeField(
        label=_("Taken at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Taken more than once a day? Add it once for each time."),
        error_messages={
            "required": _("Enter the time you take it, such as 08:00."),
            "invalid": _("Enter a time, such as 08:00."),
        },
    )
    weekdays = WeekdaysField(label=_("On"), initial=EVERY_WEEKDAY)
    magnesium_after_hours = HoursField(label=_("Magnesium waits after it"))
    medicine_after_hours = HoursField(label=_("It waits after magnesium"))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, person: User, medicine: Medicine | None = None
    ) -> None:
        initial = {name: getattr(medicine, name) for name in self.base_fields} if medicine else {}
        super().__init__(data, initial=initial)
        days = [(person.week_start + place) % 7 for place in range(7)]
        cast(forms.ChoiceField, self.fields["weekdays"]).choices = [(day, WEEKDAYS_ABBR[day]) for day in days]

    def clean_clock(self) -> time:
        """The minute it is taken."""
        clock: time = self.cleaned_data["clock"]
        return clock.replace(second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        """Refuse hours where hours are known not to help."""
        values = super().clean() or self.cleaned_data
        kind = values.get("kind")
        if kind and not MEDICINE_FACTS[MedicineKind(kind)].hours_help:
            for name in ("magnesium_after_hours", "medicine_after_hours"):
                if values.get(name) is not None:
                    self.add_error(
                        name,
                        _("Leave this empty: hours apart did not help. Ask the clinic that prescribed it."),
                    )
        return values
