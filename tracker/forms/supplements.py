"""A supplement and what its label says."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from tracker.domain.magnesium import (
    FORM_FACTS,
    MAX_DOSE_MG,
    MIN_DOSE_MG,
    Conversion,
    MagnesiumForm,
    convert,
    exceeds_form,
    stored_mg,
)
from tracker.forms.entries.doses import GROUP_LABELS, SourceSelect
from tracker.models import Supplement
from tracker.vocabulary.names import MAGNESIUM_FORM_CHOICES, UsualMoment

from .fields import MilligramField, NumberField, PlainTextField

STORED = Decimal("0.1")
MAX_MG_PER_UNIT = Decimal(MAX_DOSE_MG)

GROUPED_FORM_CHOICES = [
    (
        label,
        [
            (key, words)
            for key, words in MAGNESIUM_FORM_CHOICES
            if FORM_FACTS[MagnesiumForm(key)].group is group
        ],
    )
    for group, label in GROUP_LABELS.items()
]

NAME_TAKEN = _("You have a supplement of this name already.")


def check_serving(form: forms.Form, mg_per_unit: Decimal, units: Decimal, field: str) -> None:
    """Refuse at its field a serving that no dose can hold: one tap could not log it."""
    serving_mg = stored_mg(mg_per_unit * units)
    if not MIN_DOSE_MG <= serving_mg <= MAX_DOSE_MG:
        form.add_error(
            field,
            _("That makes %(mg)s mg of magnesium at once. A dose holds 1 to 2,000 mg.")
            % {"mg": number_format(serving_mg, 1, force_grouping=True)},
        )


class SupplementForm(forms.Form):
    """A product and what its label says of one unit of it.

    `cleaned_data["elemental_mg_per_unit"]` is what to store, whichever figure was typed.
    """

    name = PlainTextField(label=_("Name"), max_length=60, help_text=_("As you want to see it on the tile."))
    magnesium_form = forms.ChoiceField(
        label=_("Form of magnesium"),
        choices=GROUPED_FORM_CHOICES,
        initial=MagnesiumForm.GLYCINATE.value,
        widget=SourceSelect,
        error_messages={"invalid_choice": _("Choose one of the forms of magnesium.")},
    )
    basis = forms.ChoiceField(
        label=_("The label gives"),
        choices=[("elemental", _("Elemental")), ("compound", _("Compound"))],
        initial="elemental",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )
    amount = MilligramField(
        label=_("Amount in one unit"),
        low=STORED,
        high=20_000,
        help_text=_("One capsule, tablet or scoop. If the label gives a serving, divide by its units."),
    )
    units_per_serving = NumberField(
        label=_("Units you take at once"), low=STORED, high=50, places=1, initial=Decimal(1)
    )
    usual_moment = forms.ChoiceField(
        label=_("Usually taken"),
        choices=UsualMoment,
        initial=UsualMoment.MORNING.value,
        error_messages={"invalid_choice": _("Choose a time of day from the list.")},
    )
    in_evening_stack = forms.BooleanField(
        label=_("Part of the evening stack"),
        required=False,
        help_text=_(
            "Two or more are logged together by one tap on Today. In the evening that keeps the bedtime habit"
            " too, if your bedtime supplement is one of them."
        ),
    )
    compound = MilligramField(
        label=_("Compound in one unit"),
        low=STORED,
        high=20_000,
        required=False,
        help_text=_("If the label gives both figures: Twelve then checks that they fit each other."),
    )
    buffered = forms.BooleanField(label=_("It is buffered: keep it as buffered glycinate"), required=False)
    as_it_is = forms.BooleanField(label=_("It is right as it is"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        supplement: Supplement | None = None,
        taken_names: Collection[str] = (),
    ) -> None:
        """With a `supplement`, its label is what is shown; one of the `taken_names` is refused."""
        initial = {}
        if supplement:
            initial = {name: getattr(supplement, name, None) for name in self.base_fields}
            initial |= {"amount": supplement.elemental_mg_per_unit, "basis": "elemental"}
        super().__init__(data, initial=initial)
        self.taken_names = taken_names
        # Only the figure is wanted, as far as the label goes: nothing is to be kept yet.
        self.only_works_out = bool(data and "work_out" in data)

    def full_clean(self) -> None:
        """Say nothing of what else is missing while only the figure is wanted."""
        super().full_clean()
        if self.is_bound and self.only_works_out:
            for name in ("name", "units_per_serving", "usual_moment"):
                self.errors.pop(name, None)

    @property
    def ratio_percent(self) -> str:
        """How much of the compound is magnesium by the label's two figures; nothing with one of them."""
        values = getattr(self, "cleaned_data", {})
        amount, compound = values.get("amount"), values.get("compound")
        if values.get("basis") != "elemental" or not (amount and compound):
            return ""
        return number_format(100 * amount / compound, 1)

    @property
    def share_percent(self) -> str:
        """How much of the chosen form is magnesium, in percent, as the arithmetic shows it."""
        fraction = FORM_FACTS[MagnesiumForm(self.cleaned_data["magnesium_form"])].fraction
        return number_format(100 * (fraction or 0), 1)

    @property
    def conversion(self) -> Conversion | None:
        """The estimate for the compound that was typed; None for another kind of figure."""
        values = getattr(self, "cleaned_data", {})
        amount, key = values.get("amount"), values.get("magnesium_form")
        if values.get("basis") != "compound" or amount is None or not key or key == MagnesiumForm.OTHER.value:
            return None
        return convert(amount, MagnesiumForm(key))

    def clean_name(self) -> str:
        """Refuse the name of another supplement that is in use."""
        name: str = self.cleaned_data["name"]
        if name in self.taken_names:
            raise ValidationError(NAME_TAKEN, code="name_taken")
        return name

    def clean(self) -> dict[str, Any]:
        """Work out the elemental mg in a unit."""
        values = super().clean() or self.cleaned_data
        elemental_mg = values.get("amount")
        if values.get("basis") == "compound":
            if values.get("magnesium_form") == MagnesiumForm.OTHER.value:
                self.add_error(
                    "basis",
                    _("How much of this compound is magnesium depends on its form. Choose “Elemental”."),
                )
            if self.conversion:
                elemental_mg = self.conversion.elemental_mg
        self._settle_buffered(values)
        self.asks = self._is_odd(values, values.get("magnesium_form"))
        if self.asks and not values.get("as_it_is"):
            self.add_error("compound", self._question())
        if elemental_mg is None:
            return values
        elemental_mg = elemental_mg.quantize(STORED, ROUND_HALF_UP)
        if elemental_mg > MAX_MG_PER_UNIT:
            self.add_error(
                "amount",
                _("That is %(mg)s mg of magnesium, more than one unit can hold. Enter 2,000 mg or less.")
                % {"mg": number_format(elemental_mg, 0, force_grouping=True)},
            )
        elif elemental_mg < STORED:
            self.add_error("amount", _("That is less than 0.1 mg of magnesium. Check the figure."))
        values["elemental_mg_per_unit"] = elemental_mg
        if not self.errors:
            check_serving(self, elemental_mg, values["units_per_serving"], "units_per_serving")
        return values

    # Whether to ask if the label really says so: more magnesium than such a compound can hold.
    asks = False

    # Whether the answer could be that it is buffered, which is a form of its own.
    may_be_buffered = False

    def _settle_buffered(self, values: dict[str, Any]) -> None:
        glycinate, buffered = MagnesiumForm.GLYCINATE.value, MagnesiumForm.GLYCINATE_BUFFERED.value
        if values.get("magnesium_form") != glycinate:
            return
        self.may_be_buffered = self._is_odd(values, glycinate) and not self._is_odd(values, buffered)
        if self.may_be_buffered and values.get("buffered"):
            values["magnesium_form"] = buffered

    def _is_odd(self, values: dict[str, Any], key: str | None) -> bool:
        amount, compound = values.get("amount"), values.get("compound")
        if values.get("basis") != "elemental" or not (amount and compound and key):
            return False
        return exceeds_form(amount, compound, MagnesiumForm(key))

    def _question(self) -> str:
        values = self.cleaned_data
        highest = FORM_FACTS[MagnesiumForm(values["magnesium_form"])].highest
        most = number_format(values["compound"] * (highest or 0), 0, force_grouping=True)
        if values["magnesium_form"] == MagnesiumForm.GLYCINATE.value:
            return _(
                "Pure glycinate of this mass holds at most %(most)s mg. Is it buffered with oxide, or is one"
                " figure a slip? If it is right, say so below."
            ) % {"most": most}
        return _(
            "The pure compound of this mass holds at most %(most)s mg. Is it mixed with another, or is one"
            " figure a slip? If it is right, say so below."
        ) % {"most": most}

    def label(self) -> dict[str, Any]:
        """The values to store in a supplement."""
        stored = (
            "name", "magnesium_form", "elemental_mg_per_unit", "units_per_serving", "usual_moment",
            "in_evening_stack",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in stored}


class CorrectionForm(forms.Form):
    """From which day on past doses are corrected."""

    since = forms.DateField(
        label=_("Doses from this day on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a date, such as 2026-03-14."), "required": _("Choose a day.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_since(self) -> date:
        """Refuse a day without doses yet."""
        since: date = self.cleaned_data["since"]
        if since > self.today:
            raise ValidationError(_("This day has not come yet."))
        return since
