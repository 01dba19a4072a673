"""A dose: by one tap, or any form of magnesium and how much of it."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from tracker.domain.magnesium import (
    FORM_FACTS,
    MAX_DOSE_MG,
    MIN_DOSE_MG,
    FormGroup,
    MagnesiumForm,
    convert,
    stored_mg,
)
from tracker.forms.fields import NumberField
from tracker.models import Dose, Supplement
from tracker.vocabulary.names import MAGNESIUM_FORM_CHOICES

from .base import EntryEditForm, EntryForm

GROUP_LABELS = {
    FormGroup.PREFERRED: _("Preferred in the protocol"),
    FormGroup.ACCEPTABLE: _("Also common"),
    FormGroup.DISCOURAGED: _("Discouraged in the protocol"),
}


class TapForm(EntryForm):
    """One tap on a supplement's tile; units and time are the usual ones unless said."""

    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


def _source_choices(supplements: list[Supplement]) -> list[Any]:
    choices: list[Any] = []
    if supplements:
        own = [(f"supplement:{s.pk}", s.name) for s in supplements]
        choices.append((_("My supplements"), own))
    names = dict(MAGNESIUM_FORM_CHOICES)
    for group, label in GROUP_LABELS.items():
        forms_of_group = [(f.value, names[f.value]) for f in MagnesiumForm if FORM_FACTS[f].group is group]
        choices.append((label, forms_of_group))
    return choices


class SourceSelect(forms.Select):
    """A choice of supplements and forms that says beside each what the live conversion needs."""

    supplements: dict[str, Supplement] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the fraction and its range, or the mg of a unit, as data attributes."""
        option = super().create_option(name, value, *args, **kwargs)
        supplement = self.supplements.get(str(value))
        magnesium_form = supplement.magnesium_form if supplement else str(value)
        if magnesium_form in MagnesiumForm:
            facts = FORM_FACTS[MagnesiumForm(magnesium_form)]
            if facts.fraction is not None:
                option["attrs"] |= {
                    "data-fraction": str(facts.fraction),
                    "data-lowest": str(facts.lowest),
                    "data-highest": str(facts.highest),
                }
        if supplement:
            option["attrs"]["data-unit-mg"] = str(supplement.elemental_mg_per_unit)
        return option


BASIS_CHOICES = [
    ("elemental", _("Elemental")),
    ("compound", _("Compound")),
    ("units", _("Units")),
]


class DoseForm(TapForm):
    """Any dose: a form of magnesium or a supplement, and how much of it."""

    source = forms.ChoiceField(
        label=_("Form of magnesium"),
        widget=SourceSelect,
        error_messages={"invalid_choice": _("Choose one of the forms of magnesium.")},
    )
    amount = NumberField(
        label=_("Amount"), low=0, high=100_000, places=1, error_messages={"required": _("Enter an amount.")}
    )
    basis = forms.ChoiceField(
        label=_("The label gives"), choices=BASIS_CHOICES, widget=forms.RadioSelect, initial="elemental"
    )
    keep = forms.BooleanField(label=_("Keep as a one-tap supplement"), required=False)

    def __init__(self, *args: Any, supplements: list[Supplement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.supplements = {f"supplement:{s.pk}": s for s in supplements}
        source = cast(forms.ChoiceField, self.fields["source"])
        source.choices = _source_choices(supplements)
        cast(SourceSelect, source.widget).supplements = self.supplements
        self.initial.setdefault("source", MagnesiumForm.GLYCINATE.value)

    def clean(self) -> dict[str, Any]:
        """Add `supplement`, `magnesium_form` and `elemental_mg` with what was typed beside it."""
        cleaned = super().clean()
        source, amount, basis = (cleaned.get(name) for name in ("source", "amount", "basis"))
        if not source or amount is None or not basis:
            return cleaned
        supplement = self.supplements.get(source)
        magnesium_form = MagnesiumForm(supplement.magnesium_form if supplement else source)
        try:
            elemental_mg = self._elemental_mg(amount, basis, supplement, magnesium_form)
        except ValidationError as error:
            self.add_error("amount", error)
            return cleaned
        return cleaned | {
            "supplement": supplement,
            "magnesium_form": magnesium_form,
            "elemental_mg": elemental_mg,
            "compound_mg": amount if basis == "compound" else None,
            "units": amount if basis == "units" else None,
        }

    def _elemental_mg(
        self, amount: Decimal, basis: str, supplement: Supplement | None, magnesium_form: MagnesiumForm
    ) -> Decimal:
        if basis == "units":
            if not supplement:
                raise ValidationError(_("Units need one of your supplements: choose it above."))
            if amount > 99:
                raise ValidationError(_("Enter at most 99 units."))
            elemental_mg = amount * supplement.elemental_mg_per_unit
        elif basis == "compound":
            if FORM_FACTS[magnesium_form].fraction is None:
                raise ValidationError(_("For this form only the elemental figure can be used."))
            elemental_mg = convert(amount, magnesium_form).elemental_mg
        else:
            elemental_mg = amount
        figures = {"mg": number_format(elemental_mg, decimal_pos=0, force_grouping=True)}
        if elemental_mg > MAX_DOSE_MG:
            raise ValidationError(
                _("%(mg)s mg of magnesium is more than one dose can hold. Enter 2,000 mg or less.") % figures
            )
        if elemental_mg < MIN_DOSE_MG:
            raise ValidationError(_("A dose holds at least 1 mg of magnesium."))
        return stored_mg(elemental_mg)


class DoseEditForm(EntryEditForm, DoseForm):
    """A dose that exists."""

    def __init__(self, *args: Any, entry: Any, supplements: list[Supplement], **kwargs: Any) -> None:
        if entry.supplement and entry.supplement not in supplements:
            supplements = [entry.supplement, *supplements]
        basis = "units" if entry.units else "compound" if entry.compound_mg else "elemental"
        amount = {"units": entry.units, "compound": entry.compound_mg, "elemental": entry.elemental_mg}[basis]
        initial = {
            "source": f"supplement:{entry.supplement_id}" if entry.supplement_id else entry.magnesium_form,
            "basis": basis,
            "amount": amount,
        }
        super().__init__(*args, entry=entry, supplements=supplements, initial=initial, **kwargs)
        del self.fields["keep"]

    def clean(self) -> dict[str, Any]:
        """An edit that leaves the amount alone keeps the mg it had, whatever the label says today."""
        cleaned = super().clean()
        if not {"source", "amount", "basis"} & set(self.changed_data):
            cleaned["elemental_mg"] = cast(Dose, self.entry).elemental_mg
        return cleaned
