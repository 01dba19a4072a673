"""Short names of entries, as toasts and labels say them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import singledispatch

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.corrections import DoseLabel
from tracker.domain.custom_habits import CustomHabit, custom_key
from tracker.domain.journal import Meal
from tracker.domain.magnesium import FormFacts, MagnesiumForm
from tracker.models import BedtimeLog, CustomHabitEntry, Dose, Entry, PostMealWalk, SprintSession
from tracker.vocabulary.formats import bare_number, in_sentence, plural_number
from tracker.vocabulary.names import MAGNESIUM_FORM_CHOICES, WALK_NAMES

from .custom_habits import custom_words, logged_words

_NAMES = dict(MAGNESIUM_FORM_CHOICES)


def form_words(magnesium_form: str) -> str:
    """A form's name without what stands in brackets, in lower case where the language does so."""
    name = str(_NAMES[magnesium_form]).split(" (")[0]
    return in_sentence(name) if magnesium_form != MagnesiumForm.L_THREONATE else name


def dose_words(dose: Dose | DoseLabel) -> str:
    """A dose, as 200 mg glycinate."""
    return _("%(mg)s mg %(form)s") % {
        "mg": bare_number(dose.elemental_mg),
        "form": form_words(dose.magnesium_form),
    }


def walk_words(walk: PostMealWalk) -> str:
    """A walk, as Walk after lunch, 15 min."""
    return ngettext("%(walk)s, %(count)d min", "%(walk)s, %(count)d min", walk.minutes) % {
        "walk": WALK_NAMES[Meal(walk.meal)],
        "count": walk.minutes,
    }


def sleep_words(log: BedtimeLog) -> str:
    """A rated night, as sleep, 4 of 5."""
    return _("sleep, %(quality)d of 5") % {"quality": log.sleep_quality}


@singledispatch
def entry_words(entry: Entry) -> str:
    """An entry as toasts name it."""
    return str(entry._meta.verbose_name)


entry_words.register(Dose, dose_words)
entry_words.register(PostMealWalk, walk_words)
entry_words.register(CustomHabitEntry, custom_words)


@entry_words.register
def _night_words(entry: BedtimeLog) -> str:
    return str(entry._meta.verbose_name) if entry.taken else sleep_words(entry)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as the day lists it: the symbol of a form of magnesium or an icon, a title and a detail.

    One that is `is_untimed` happened at no moment of its own.
    """

    entry: Entry
    title: str
    detail: str = ""
    form: FormFacts | None = None
    tone: str = ""
    icon: str = ""
    is_untimed: bool = False

    @property
    def kind(self) -> str:
        """What addresses call its kind."""
        return self.entry.kind


def entry_row(entry: Entry, custom: Sequence[CustomHabit] = ()) -> EntryRow:
    """An entry as its row shows it; `custom` are the person's own habits."""
    row = _row(entry, custom)
    late = (entry.logged_at.astimezone(entry.local_moment.tzinfo).date() - entry.local_moment.date()).days
    if late <= 1:
        return row
    added = ngettext("added %(days)d day later", "added %(days)d days later", late) % {"days": late}
    return replace(row, detail=", ".join(filter(None, (row.detail, added))))


def detail_words(entry: Entry, custom: Sequence[CustomHabit] = ()) -> str:
    """What a row says of an entry beside its title, but for how late it was added."""
    return _row(entry, custom).detail


@singledispatch
def _row(entry: Entry, custom: Sequence[CustomHabit]) -> EntryRow:
    raise TypeError(f"no row for {entry.kind}")


@_row.register
def _dose_row(entry: Dose, custom: Sequence[CustomHabit]) -> EntryRow:
    detail = ""
    if entry.units:
        units = {"units": bare_number(entry.units)}
        detail = ngettext("%(units)s unit", "%(units)s units", plural_number(entry.units)) % units
        if entry.supplement:
            detail = f"{entry.supplement.name}, {detail}"
    elif entry.compound_mg:
        detail = _("from %(mg)s mg of compound") % {"mg": bare_number(entry.compound_mg)}
    return EntryRow(entry, dose_words(entry), detail, form=entry.facts)


@_row.register
def _walk_row(entry: PostMealWalk, custom: Sequence[CustomHabit]) -> EntryRow:
    after = entry.minutes_after_meal
    detail = _("%(minutes)d min after the meal") % {"minutes": after} if after is not None else ""
    return EntryRow(entry, capfirst(walk_words(entry)), detail, tone="walk", icon="walk")


@_row.register
def _sprint_row(entry: SprintSession, custom: Sequence[CustomHabit]) -> EntryRow:
    detail = f"{entry.sets} × {entry.work_seconds} s, {in_sentence(entry.get_activity_display())}"
    return EntryRow(entry, _("Sprint session"), detail, tone="sprint", icon="bolt")


@_row.register
def _bedtime_row(entry: BedtimeLog, custom: Sequence[CustomHabit]) -> EntryRow:
    if not entry.taken:
        # Nothing happened at a time of its own: how the night was stands in its place.
        quality = entry.get_sleep_quality_display() or ""
        return EntryRow(
            entry, capfirst(sleep_words(entry)), quality, tone="bed", icon="moon", is_untimed=True
        )
    title = _("Bedtime: %(dose)s") % {"dose": dose_words(entry.dose)} if entry.dose else _("Bedtime")
    return EntryRow(entry, title, tone="bed", icon="moon")


@_row.register
def _custom_row(entry: CustomHabitEntry, custom: Sequence[CustomHabit]) -> EntryRow:
    habit = next(habit for habit in custom if habit.key == custom_key(entry.habit_id))
    title = logged_words(habit.name, habit.kind, habit.unit, entry.amount)
    return EntryRow(entry, title, tone="own", icon="check")
