"""The list of all entries: by day, or one below the other when words are looked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.domain.custom_habits import CustomHabit
from tracker.domain.months import month_first_day
from tracker.domain.plan import Plan
from tracker.domain.targets import Verdict
from tracker.models import BedtimeLog, Entry
from tracker.queries.entry_search import MAX_COUNTED, EntrySearch
from tracker.vocabulary.formats import mg
from tracker.vocabulary.names import VERDICT_NAMES

from .entries import EntryRow, detail_words, dose_words, entry_row
from .trends.spans import days_words

# How each kind of entry is called in the plural, and its icon.
KINDS: dict[str, tuple[str | Promise, str]] = {
    "doses": (gettext_lazy("Doses"), "pill"),
    "walks": (gettext_lazy("Walks"), "walk"),
    "sprints": (gettext_lazy("Sprints"), "bolt"),
    "bedtime": (gettext_lazy("Bedtime"), "moon"),
    "habits": (gettext_lazy("My habits"), "check"),
}
CUSTOM_KIND = "habits"


@dataclass(frozen=True, slots=True)
class KindChip:
    """A kind of entry to choose; the empty value stands for all."""

    value: str
    name: str | Promise
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry as the list shows it; `when` is its day where no heading says it."""

    row: EntryRow
    notes: Sequence[str]
    when: str = ""


@dataclass(frozen=True, slots=True)
class DayOfEntries:
    """A day with those of its entries that are shown, its whole magnesium and how that stands."""

    day: date
    title: str
    total: str
    state: str
    entries: Sequence[FoundEntry]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why nothing is shown, and what to do about it."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Way:
    """Where one can go on to: its name and its address."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class EntryList:
    """A page of entries: by their days, or one below the other, or why there are none.

    `words` are marked in what it shows. `title` and `count` say what is looked for and how much there is.
    """

    words: Sequence[str]
    title: str
    count: str
    days: Sequence[DayOfEntries] = ()
    entries: Sequence[FoundEntry] = ()
    nothing: Nothing | None = None
    newest: Way | None = None
    older: Way | None = None

    @property
    def spoken(self) -> str:
        """What is read out where the list has changed."""
        if self.nothing:
            return self.nothing.title
        shown = len(self.entries) or sum(len(day.entries) for day in self.days)
        words = ngettext("%(count)d entry shown", "%(count)d entries shown", shown)
        return self.count or words % {"count": shown}


def kind_chips(wanted: str, noted: str, custom: Sequence[CustomHabit]) -> list[KindChip]:
    """All kinds to choose from, those of own habits only for who has some; `noted` stands for a note."""
    kinds = [kind for kind in KINDS if kind != CUSTOM_KIND or custom or wanted == kind]
    return [
        KindChip("", _("All"), "", is_current=not wanted),
        *(KindChip(kind, *KINDS[kind], is_current=kind == wanted) for kind in kinds),
        KindChip(noted, _("With a note"), "note", is_current=noted == wanted),
    ]


def days_of_entries(
    entries: Sequence[Entry], plan: Plan, total_mg: Mapping[date, Decimal], today: date
) -> list[DayOfEntries]:
    """The entries by their days, which keep the order they come in."""
    return [
        DayOfEntries(
            day=day,
            title=date_format(day, "l j F" if day.year == today.year else "l j F Y"),
            total=_("%(mg)s mg") % {"mg": mg(total_mg.get(day, Decimal(0)))},
            state=_state_words(plan, day, total_mg.get(day, Decimal(0)), today),
            entries=[_found(entry, plan.custom) for entry in of_day],
        )
        for day, of_day in groupby(entries, key=lambda entry: entry.day)
    ]


def entries_with_days(
    entries: Sequence[Entry], custom: Sequence[CustomHabit], today: date
) -> list[FoundEntry]:
    """The entries one below the other, each with its day."""
    return [
        replace(
            _found(entry, custom),
            when=date_format(entry.day, "D j M" if entry.day.year == today.year else "j M Y"),
        )
        for entry in entries
    ]


def _state_words(plan: Plan, day: date, total_mg: Decimal, today: date) -> str:
    """How far the day is from its range; nothing where it has none."""
    if plan.is_paused(day):
        return _("paused")
    band = plan.range_on(day)
    if band is None:
        return ""
    verdict = band.verdict(total_mg)
    if verdict is Verdict.WITHIN:
        return str(VERDICT_NAMES[verdict])
    if verdict is Verdict.ABOVE:
        return _("%(mg)s above") % {"mg": mg(total_mg - band.high_mg)}
    return _("so far") if day >= today else _("%(mg)s below") % {"mg": mg(band.low_mg - total_mg)}


def _found(entry: Entry, custom: Sequence[CustomHabit]) -> FoundEntry:
    row, notes = entry_row(entry, custom), [entry.note]
    if isinstance(entry, BedtimeLog):
        if entry.taken:
            row = _night_row(entry, row, custom)
        if entry.dose:
            notes.append(entry.dose.note)
    return FoundEntry(row, list(dict.fromkeys(note for note in notes if note)))


def _night_row(log: BedtimeLog, row: EntryRow, custom: Sequence[CustomHabit]) -> EntryRow:
    """A night by its dose, with how it was slept: here nothing stands beside it that would say so."""
    slept = _("slept %(quality)d of 5") % {"quality": log.sleep_quality} if log.sleep_quality else ""
    if log.dose is None:
        return replace(row, detail=_joined(slept, row.detail))
    detail = capfirst(_joined(detail_words(log.dose, custom), _("bedtime dose"), slept, row.detail))
    return replace(row, title=dose_words(log.dose), detail=detail, form=log.dose.facts)


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


# ── What is said around the list ────────────────────────────────────────────────────────────────
def since_words(first_day: date) -> str:
    """How far back the log reaches."""
    return _("Every day and every entry since %(day)s.") % {"day": date_format(first_day, "j F Y")}


def found_title(query: str, search: EntrySearch, until: date) -> str:
    """What is looked for; nothing while that is neither words nor days."""
    if query:
        return _("Entries with “%(words)s”") % {"words": query}
    if search.first_day:
        return days_words(search.first_day, search.last_day or until)
    if search.last_day:
        return _("Up to %(day)s") % {"day": date_format(search.last_day, "j F Y")}
    return ""


def count_words(count: int) -> str:
    """How many entries there are, where that still matters."""
    if count > MAX_COUNTED:
        return _("More than %(count)s entries") % {"count": mg(MAX_COUNTED)}
    return ngettext("%(count)s entry", "%(count)s entries", count) % {"count": mg(count)}


def older_words(older: date, oldest: date, *, is_search: bool) -> str:
    """What leads on to the entries up to the day `older`, from a page that ends with the day `oldest`."""
    if is_search:
        return _("Earlier entries")
    if month_first_day(oldest) == month_first_day(older):
        return _("Earlier in %(month)s") % {"month": date_format(older, "F")}
    return date_format(older, "F Y")


def newest_words(month: date, *, is_search: bool) -> str:
    """What leads back to the first page, of all that is found or of a month."""
    return _("Newest entries") if is_search else _("Newest in %(month)s") % {"month": date_format(month, "F")}


def nothing_found(query: str, kind: str, until: date) -> Nothing:
    """What is said where nothing is found."""
    if query:
        return Nothing(
            _("Nothing found for “%(words)s”") % {"words": query},
            _("Try a piece of a word, or another kind of entry."),
        )
    if kind:
        title = _("None up to %(day)s") % {"day": date_format(until, "j F Y")}
        return Nothing(title, _("Look at a later month, or at all kinds of entries."))
    return Nothing(
        _("Nothing logged up to %(day)s") % {"day": date_format(until, "j F Y")},
        _("Look at a later month, or choose other days."),
    )
