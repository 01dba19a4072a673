"""What people say about themselves: their clocks, their target, the supplements they own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.domain.magnesium import (
    FORM_FACTS,
    SUPPLEMENT_LIMIT_MG,
    Conversion,
    FormGroup,
    LimitRegion,
    MagnesiumForm,
    convert,
)
from tracker.domain.targets import Target
from tracker.models import Supplement, User
from tracker.models.choices import LIMIT_REGION_CHOICES, MAGNESIUM_FORM_CHOICES, Theme, UsualMoment, WeekStart

from .entries import GROUP_LABELS, SourceSelect
from .fields import MilligramField, NumberField, PlainTextField

STORED = Decimal("0.1")
MOST_MG_PER_UNIT = Decimal(2000)

# Regions of the zone database that name places. The others (Etc, US, Brazil, "Cuba" …) are old names of
# the same clocks: understood when a browser sends one, but not offered.
_OFFERED_REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def known_zones() -> frozenset[str]:
    """Names of all time zones that can be stored."""
    # Both are there on some systems: one is whatever the server's clock shows, the other no place at all.
    return frozenset(available_timezones() - {"localtime", "Factory"})


@cache
def offered_zones() -> list[str]:
    """Names of the zones to choose from, in alphabetical order with UTC last."""
    return [*sorted(name for name in known_zones() if name.split("/")[0] in _OFFERED_REGIONS), "UTC"]


class TimeZoneField(forms.CharField):
    """The IANA name of a time zone."""

    default_error_messages = {"unknown": _("Choose a time zone from the list.")}

    def clean(self, value: Any) -> str:
        """Return the zone's name; raises ValidationError."""
        name: str = super().clean(value)
        if name not in known_zones():
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return name


class TimeZoneForm(forms.Form):
    """Where a person's clock is."""

    time_zone = TimeZoneField(label=_("Time zone"))

    def time_zones(self) -> list[str]:
        """Names to offer: the usual ones and the one that is chosen."""
        chosen = self["time_zone"].value()
        offered = offered_zones()
        return [chosen, *offered] if chosen in known_zones() and chosen not in offered else offered


class DayForm(TimeZoneForm):
    """Clocks, the first day of the week, the ceiling to go by, the look."""

    day_start = forms.TypedChoiceField(
        label=_("A new day starts at"),
        coerce=time.fromisoformat,
        help_text=_("With 03:00, a dose at 01:30 counts for the evening before."),
        error_messages={"invalid_choice": _("A day starts between 00:00 and 06:00.")},
    )
    week_start = forms.TypedChoiceField(
        label=_("A week starts on"),
        coerce=int,
        choices=WeekStart,
        error_messages={"invalid_choice": _("Choose a day from the list.")},
    )
    limit_region = forms.ChoiceField(
        label=_("Ceiling of"), error_messages={"invalid_choice": _("Choose a region from the list.")}
    )
    own_limit_mg = MilligramField(
        label=_("My own figure"),
        high=2500,
        required=False,
        help_text=_("Used when you choose “My own figure”."),
    )
    theme = forms.ChoiceField(
        label=_("Theme"),
        choices=Theme,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, person: User) -> None:
        initial = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(data, initial=initial | {"day_start": person.day_start.isoformat("minutes")})
        starts = {time(minutes // 60, minutes % 60) for minutes in range(0, 361, 30)} | {person.day_start}
        self._offer(
            "day_start", [(start.isoformat("minutes"), time_format(start, "H:i")) for start in sorted(starts)]
        )
        self._offer(
            "limit_region",
            [(key, _region_label(LimitRegion(key), label)) for key, label in LIMIT_REGION_CHOICES],
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        """Ask for the own figure where it is to be used."""
        values = super().clean() or self.cleaned_data
        own = values.get("limit_region") == LimitRegion.OWN.value
        if own and values.get("own_limit_mg") is None and "own_limit_mg" not in self.errors:
            self.add_error("own_limit_mg", _("Your own ceiling needs a figure from 1 to 2,500 mg."))
        return values


def _region_label(region: LimitRegion, label: str | Promise) -> str:
    if region not in SUPPLEMENT_LIMIT_MG:
        return str(label)
    return _("%(region)s, %(limit)s mg a day") % {"region": label, "limit": SUPPLEMENT_LIMIT_MG[region]}


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

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        person: User,
        supplement: Supplement | None = None,
        known_names: bool = False,
    ) -> None:
        """With `known_names`, a name that the person has already is let through."""
        initial = {}
        if supplement:
            initial = {name: getattr(supplement, name, None) for name in self.base_fields}
            initial |= {"amount": supplement.elemental_mg_per_unit, "basis": "elemental"}
        super().__init__(data, initial=initial)
        self.person, self.supplement, self.known_names = person, supplement, known_names

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
        namesakes = self.person.supplements.live().filter(name=name)
        if self.supplement:
            namesakes = namesakes.exclude(pk=self.supplement.pk)
        archived = bool(self.supplement and self.supplement.archived)
        if not self.known_names and not archived and namesakes.exists():
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
        if elemental_mg is None:
            return values
        elemental_mg = elemental_mg.quantize(STORED, ROUND_HALF_UP)
        if elemental_mg > MOST_MG_PER_UNIT:
            self.add_error(
                "amount",
                _("That is %(mg)s mg of magnesium, more than one unit can hold. Enter 2,000 mg or less.")
                % {"mg": number_format(elemental_mg, 0, force_grouping=True)},
            )
        elif elemental_mg < STORED:
            self.add_error("amount", _("That is less than 0.1 mg of magnesium. Check the figure."))
        values["elemental_mg_per_unit"] = elemental_mg
        return values

    def label(self) -> dict[str, Any]:
        """The values to store in a supplement."""
        stored = ("name", "magnesium_form", "elemental_mg_per_unit", "units_per_serving", "usual_moment")
        return {name: self.cleaned_data[name] for name in stored}


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
    mg_per_unit = MilligramField(label=_("Elemental mg in one unit"), low=STORED, high=2000)
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
        self.other = SupplementForm(data if asked else None, person=person, known_names=True)
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
