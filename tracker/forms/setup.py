"""The answers of the first minute."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.domain.magnesium import FORM_FACTS, FormGroup, MagnesiumForm
from tracker.models import Supplement, User
from tracker.vocabulary.names import UsualMoment

from .day_settings import TimeZoneForm
from .fields import MilligramField, NumberField
from .supplements import NAME_TAKEN, STORED, SupplementForm, check_serving
from .targets import TargetForm


@dataclass(frozen=True, slots=True)
class CommonSupplement:
    """A supplement that many people own, with what its label typically says."""

    key: str
    name: str | Promise
    magnesium_form: MagnesiumForm
    mg_per_unit: int
    units: int
    moment: UsualMoment
    chosen: bool = False

    @property
    def discouraged(self) -> bool:
        """Whether the protocol advises against its form."""
        return FORM_FACTS[self.magnesium_form].group is FormGroup.DISCOURAGED


# What labels of these typically state for a capsule or tablet; only proposals, edited to fit the bottle.
# L-threonate: 2,000 mg of the compound, 144 mg of magnesium, in three capsules (domain/magnesium.md 0.6).
COMMON_SUPPLEMENTS = [
    CommonSupplement(
        "glycinate", _("Glycinate"), MagnesiumForm.GLYCINATE, 100, 2, UsualMoment.MORNING, chosen=True
    ),
    CommonSupplement("malate", _("Malate"), MagnesiumForm.MALATE, 80, 2, UsualMoment.MIDDAY),
    CommonSupplement(
        "threonate", _("L-threonate"), MagnesiumForm.L_THREONATE, 48, 2, UsualMoment.BEDTIME, chosen=True
    ),
    CommonSupplement("citrate", _("Citrate"), MagnesiumForm.CITRATE, 100, 2, UsualMoment.EVENING),
    CommonSupplement("taurate", _("Taurate"), MagnesiumForm.TAURATE, 100, 1, UsualMoment.EVENING),
    CommonSupplement("oxide", _("Oxide"), MagnesiumForm.OXIDE, 250, 1, UsualMoment.EVENING),
]


class CommonSupplementForm(forms.Form):
    """One of the common supplements: taken or not, and what this person's label says."""

    taken = forms.BooleanField(required=False)
    mg_per_unit = MilligramField(label=_("Elemental mg in one unit"), low=STORED)
    units = NumberField(label=_("Units at once"), low=STORED, high=50, places=1)
    moment = forms.ChoiceField(label=_("Usually taken"), choices=UsualMoment)

    def __init__(self, data: Mapping[str, Any] | None = None, *, common: CommonSupplement) -> None:
        initial = {
            "taken": common.chosen,
            "mg_per_unit": common.mg_per_unit,
            "units": common.units,
            "moment": common.moment.value,
        }
        super().__init__(data, initial=initial, prefix=common.key)
        self.common = common

    @property
    def serving_mg(self) -> int:
        """Elemental mg in the serving that is proposed."""
        return self.common.mg_per_unit * self.common.units

    @property
    def facts(self) -> Any:
        """What is known of its form."""
        return FORM_FACTS[self.common.magnesium_form]

    def full_clean(self) -> None:
        """Look at the label only where the supplement is taken."""
        if self.is_bound and not self["taken"].data:
            for name in ("mg_per_unit", "units", "moment"):
                self.fields[name].disabled = True
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        """Refuse a serving that no dose can hold."""
        values = super().clean() or self.cleaned_data
        if values.get("taken") and not self.errors:
            check_serving(self, values["mg_per_unit"], values["units"], "units")
        return values

    def supplement(self) -> Supplement | None:
        """The supplement, not stored yet; None when it is not taken."""
        values = self.cleaned_data
        if not values["taken"]:
            return None
        return Supplement(
            name=str(self.common.name),
            magnesium_form=self.common.magnesium_form.value,
            elemental_mg_per_unit=values["mg_per_unit"],
            units_per_serving=values["units"],
            usual_moment=values["moment"],
        )


class SetUp:
    """The forms of the first minute, sent together."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, person: User) -> None:
        self.zone = TimeZoneForm(data, initial={"time_zone": person.time_zone})
        self.target = TargetForm(data)
        self.common = [CommonSupplementForm(data, common=common) for common in COMMON_SUPPLEMENTS]
        # Left empty it is no question at all, whatever its lists show.
        asked = data is not None and any(data.get(name, "").strip() for name in ("name", "amount"))
        self.other_asked = asked
        self.other = SupplementForm(data if asked else None)
        self._forms: list[forms.Form] = [
            self.zone,
            self.target,
            *self.common,
            *([self.other] if asked else []),
        ]
        for form in (*self._forms, self.other):
            # A browser cannot point at an empty field inside a part that is folded away; the server can.
            form.use_required_attribute = False

    def is_valid(self) -> bool:
        """Whether every answer can be kept; all of them are looked at."""
        # No generator here: it would stop at the first form that is wrong.
        answers = [form.is_valid() for form in self._forms]
        chosen = {str(form.common.name) for form in self.common if form["taken"].value()}
        if self.other_asked and self.other.is_valid() and self.other.cleaned_data["name"] in chosen:
            self.other.add_error("name", NAME_TAKEN)
            return False
        return all(answers)

    @property
    def errors(self) -> int:
        """How many fields need another look."""
        return sum(len(form.errors) for form in self._forms)

    def supplements(self) -> list[Supplement]:
        """The supplements that the person owns, not stored yet."""
        chosen = [form.supplement() for form in self.common]
        other = [Supplement(**self.other.label())] if self.other_asked else []
        return [supplement for supplement in chosen if supplement] + other
