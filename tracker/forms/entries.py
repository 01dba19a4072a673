"""Entries as people type them: text in, clean values out."""

from datetime import date, datetime
from datetime import time as clock_time
from decimal import Decimal
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tracker.domain.custom_habits import HabitKind
from tracker.domain.days import FIRST_DAY, is_ahead, logical_day, moment_on_day
from tracker.domain.magnesium import FORM_FACTS, FormGroup, MagnesiumForm, convert, stored_mg
from tracker.domain.zones import zone_or_utc
from tracker.models import CustomHabit, Dose, Entry, Supplement, User
from tracker.vocabulary.clocks import clock_words
from tracker.vocabulary.names import MAGNESIUM_FORM_CHOICES, MEAL_CHOICES, Activity, SleepQuality

from .fields import MilligramField, NumberField, PlainTextField

MIN_DOSE_MG, MAX_DOSE_MG = 1, 2000

GROUP_LABELS = {
    FormGroup.PREFERRED: _("Preferred in the protocol"),
    FormGroup.ACCEPTABLE: _("Also common"),
    FormGroup.DISCOURAGED: _("Discouraged in the protocol"),
}


class EntryForm(forms.Form):
    """What every kind of entry asks: an id made in advance, when, and a note."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Enter a time, such as 07:45.")},
    )
    note = PlainTextField(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, person: User, day: date, now: datetime, **kwargs: Any) -> None:
        """`day` is the page's logical day; `now` settles "just now" and what has not come yet."""
        super().__init__(*args, **kwargs)
        self.person, self.day, self.now = person, day, now
        self.zone = person.zone
        self.today = logical_day(now, self.zone, person.day_start)
        self.initial.setdefault("entry_id", uuid4())

    # When nothing is said: now on the open day, this clock time on a past one.
    usual_clock = clock_time(12, 0)

    def clean_entry_id(self) -> Any:
        """The id the client made; a new one when it made none."""
        return self.cleaned_data["entry_id"] or uuid4()

    def clean(self) -> dict[str, Any]:
        """Add `moment` and the logical `day` it belongs to."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors.pop("entry_id", None):
            # Nobody typed it, so nobody can correct it: the form comes back with another.
            self.data = {**{name: self.data[name] for name in self.data}, "entry_id": str(uuid4())}
            self.add_error(None, _("This form was damaged on its way. Please send it again."))
        if "time" in cleaned:
            self._settle(cleaned)
        return cleaned

    def _settle(self, cleaned: dict[str, Any]) -> None:
        clock = cleaned["time"]
        if clock is None and self.day == self.today:
            moment = self.now
        else:
            moment = moment_on_day(self.day, clock or self.usual_clock, self.zone, self.person.day_start)
            # The minute a person types is the minute it is.
            if is_ahead(moment, self.now):
                self.add_error("time", self._not_yet(clock))
                return
        cleaned["moment"] = moment
        cleaned["day"] = logical_day(moment, self.zone, self.person.day_start)

    def _not_yet(self, clock: clock_time | None) -> str:
        if clock and self.day == self.today and clock < self.person.day_start:
            return _("Times before %(start)s belong to the day before. Open it to log this.") % {
                "start": clock_words(self.person.day_start)
            }
        return _("%(time)s has not happened yet. Pick a time up to %(now)s.") % {
            "time": clock_words(clock or self.usual_clock),
            "now": clock_words(self.now.astimezone(self.zone).time()),
        }


class EntryEditForm(EntryForm):
    """An entry that exists: its day can be changed too, and an unchanged time keeps its seconds."""

    on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a date, such as 2026-03-14."), "required": _("Choose a day.")},
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        initial = {
            "entry_id": entry.entry_id,
            "time": entry.local_moment.time().replace(second=0, microsecond=0),
            "on": entry.day,
            "note": entry.note,
        } | kwargs.pop("initial", {})
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.fields["time"].required = True
        # The clock on the wall where it was logged, not where the person is now.
        self.zone = zone_or_utc(entry.time_zone)

    def clean_entry_id(self) -> Any:
        """An entry keeps its id."""
        return self.entry.entry_id

    def _settle(self, cleaned: dict[str, Any]) -> None:
        on = cleaned.get("on")
        if on is None or cleaned["time"] is None:
            return
        if on == self.entry.day and cleaned["time"] == self.initial["time"]:
            cleaned["moment"], cleaned["day"] = self.entry.moment, self.entry.day
            return
        if on > self.today:
            self.add_error("on", _("This day has not come yet."))
        elif on < FIRST_DAY:
            self.add_error("on", _before_first_day())
        else:
            self.day = on
            super()._settle(cleaned)


def _before_first_day() -> str:
    return _("Choose a day after %(first)s.") % {"first": FIRST_DAY.isoformat()}


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


class WalkForm(EntryForm):
    """A walk, after a meal or at another time."""

    meal = forms.ChoiceField(
        label=_("After"),
        choices=MEAL_CHOICES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose breakfast, lunch, dinner or another time."),
            "invalid_choice": _("Choose breakfast, lunch, dinner or another time."),
        },
    )
    minutes = NumberField(
        label=_("Minutes"), low=1, high=240, error_messages={"required": _("Enter the minutes.")}
    )
    minutes_after_meal = NumberField(label=_("Minutes after the meal"), low=0, high=180, required=False)
    field_order = ("meal", "minutes", "minutes_after_meal", "on", "time", "note")


class WalkEditForm(EntryEditForm, WalkForm):
    """A walk that exists."""

    def __init__(self, *args: Any, entry: Any, **kwargs: Any) -> None:
        names = ("meal", "minutes", "minutes_after_meal")
        super().__init__(*args, entry=entry, initial={name: getattr(entry, name) for name in names}, **kwargs)


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


class BedtimeForm(EntryForm):
    """The bedtime log by one tap."""

    usual_clock = clock_time(22, 0)


SLEEP_ERRORS = {"required": _("Choose 1 to 5."), "invalid_choice": _("Choose 1 to 5.")}


class BedtimeEditForm(EntryEditForm, BedtimeForm):
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
            self.add_error("on", _before_first_day())
        elif on != self.entry.day:
            moment = moment_on_day(on, BedtimeForm.usual_clock, self.zone, self.person.day_start)
        return cleaned | {"moment": moment, "day": on}


class CustomEntryForm(EntryForm):
    """A habit of the person's own: how much of it, where it is a number."""

    amount = NumberField(
        label=_("How much"),
        low=0,
        high=100_000,
        places=1,
        error_messages={"required": _("Enter how much; 0 says that there was none.")},
    )
    field_order = ("amount", "on", "time", "note")

    def __init__(self, *args: Any, habit: CustomHabit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.habit = habit
        if habit.kind == HabitKind.CHECK:
            self.fields["amount"].widget = forms.HiddenInput()
            self.fields["amount"].initial = 1
        elif habit.unit:
            self.fields["amount"].label = capfirst(habit.unit)


class CustomEntryEditForm(EntryEditForm, CustomEntryForm):
    """An entry of a custom habit that exists."""

    def __init__(self, *args: Any, entry: Any, **kwargs: Any) -> None:
        super().__init__(*args, entry=entry, habit=entry.habit, initial={"amount": entry.amount}, **kwargs)


class SleepForm(forms.Form):
    """How a night was, 1 to 5."""

    quality = forms.TypedChoiceField(choices=SleepQuality.choices, coerce=int, error_messages=SLEEP_ERRORS)
