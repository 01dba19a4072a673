"""Entries of all kinds, newest first: all of them, or those that somebody looks for, a page at a time."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from tracker.domain.custom_habits import CustomHabit, custom_number
from tracker.domain.searching import has_word
from tracker.models import (
    ENTRY_MODELS,
    BedtimeLog,
    CustomHabitEntry,
    Dose,
    Entry,
    PostMealWalk,
    SprintSession,
    User,
)
from tracker.vocabulary.names import MAGNESIUM_FORM_CHOICES, WALK_NAMES, Activity

# A page ends with the day that reaches so many entries: days are never cut in two.
PAGE_ENTRIES = 40
# Beyond so many it does not matter any more how many there are.
MAX_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class EntrySearch:
    """What entries are to have: all these words, a kind (any when empty), a note, a day of some."""

    words: Sequence[str] = ()
    kind: str = ""
    has_note: bool = False
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Entries of whole days, newest first, and the newest day that has more of them; None without any."""

    entries: Sequence[Entry]
    older: date | None


@dataclass(frozen=True, slots=True)
class _Named:
    """The rows beside entries that may be looked for by their names: these, by their numbers."""

    supplements: Mapping[int, str] = field(default_factory=dict)
    habits: Mapping[int, str] = field(default_factory=dict)

    def supplements_with(self, word: str) -> list[int]:
        """The numbers of the supplements that have a word in their names."""
        return [number for number, name in self.supplements.items() if has_word(name, word)]

    def habits_with(self, word: str) -> list[int]:
        """The numbers of the custom habits that have a word in their names."""
        return [number for number, name in self.habits.items() if has_word(name, word)]


def entries_found(
    person: User, search: EntrySearch, until: date, custom: Sequence[CustomHabit] = ()
) -> EntryPage:
    """The newest entries that are looked for, of the days up to `until`.

    One query for where they are, one more for each kind that is among them, and one for the names of
    supplements when there are words; two more for a day that fills more than a page.
    """
    places = _matching(person, search, custom)
    found = _newest(places, PAGE_ENTRIES + 1, day__lte=until)
    older = found[PAGE_ENTRIES][0] if len(found) > PAGE_ENTRIES else None
    if older and older == found[0][0]:
        found = _newest(places, None, day=older)
        before = _newest(places, 1, day__lt=older)
        older = before[0][0] if before else None
    elif older:
        found = [place for place in found if place[0] > older]
    return EntryPage(_loaded(found), older)


def count_found(person: User, search: EntrySearch, custom: Sequence[CustomHabit] = ()) -> int:
    """How many entries are looked for, up to one more than are counted; a query, or two with words."""
    places = [_place(entries) for entries in _matching(person, search, custom)]
    return _all_of(places)[: MAX_COUNTED + 1].count()


def total_mg_on(person: User, days: Collection[date]) -> dict[date, Decimal]:
    """All magnesium of each of these days; those without a dose are absent. One query."""
    return person.doses.filter(day__in=days).elemental_mg_by_day()


def _matching(person: User, search: EntrySearch, custom: Sequence[CustomHabit]) -> list[QuerySet[Any]]:
    """What is looked for, a queryset for each kind that it may be among.

    As a person counts them: a bedtime log and its dose are one entry, and are found as either.
    """
    entries = [
        entries.filter(person=person)
        for kind, model in ENTRY_MODELS.items()
        if (entries := _of_kind(search.kind, kind, model)) is not None
    ]
    if search.first_day:
        entries = [each.filter(day__gte=search.first_day) for each in entries]
    if search.last_day:
        entries = [each.filter(day__lte=search.last_day) for each in entries]
    if search.has_note:
        entries = [each.filter(_with_note(each.model)) for each in entries]
    if search.words:
        named = _Named(
            dict(person.supplements.values_list("pk", "name")),
            {custom_number(habit.key): habit.name for habit in custom},
        )
        for word in search.words:
            entries = [each.filter(_with_word(each.model, word, named)) for each in entries]
    return entries


def _of_kind(wanted: str, kind: str, model: type[Entry]) -> QuerySet[Any] | None:
    """All entries of a kind that may be wanted; None when they are not."""
    entries: QuerySet[Any] = model._default_manager.all()
    if model is Dose:
        # The others are told by their nights.
        entries = entries.filter(bedtime_log__isnull=True)
    if wanted in ("", kind):
        return entries
    if wanted == Dose.kind and model is BedtimeLog:
        return entries.filter(dose__isnull=False)
    return None


def _with_note(model: type[Entry]) -> Q:
    noted = ~Q(note="")
    return noted | Q(dose__isnull=False) & ~Q(dose__note="") if model is BedtimeLog else noted


def _with_word(model: type[Entry], word: str, named: _Named) -> Q:
    """Entries of a kind that have a word: in their note, or in what they are called."""
    condition = _has_spelling("note", word)
    return condition | CALLED[model](word, named) if model in CALLED else condition


def _has_spelling(note: str, word: str) -> Q:
    condition = Q()
    for spelling in _spellings(word):
        condition |= Q(**{f"{note}__icontains": spelling})
    return condition


def _spellings(word: str) -> set[str]:
    """How a word may be written: SQLite knows upper and lower case of ASCII letters alone."""
    return {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}


def _dose_called(word: str, named: _Named) -> Q:
    return Q(magnesium_form__in=_chosen(MAGNESIUM_FORM_CHOICES, word)) | Q(
        supplement__in=named.supplements_with(word)
    )


def _walk_called(word: str, named: _Named) -> Q:
    return Q(meal__in=_chosen(WALK_NAMES.items(), word))


def _sprint_called(word: str, named: _Named) -> Q:
    condition = Q(activity__in=_chosen(Activity.choices, word))
    return condition | _always(SprintSession, word)


def _night_called(word: str, named: _Named) -> Q:
    of_dose = Q(dose__magnesium_form__in=_chosen(MAGNESIUM_FORM_CHOICES, word)) | Q(
        dose__supplement__in=named.supplements_with(word)
    )
    return of_dose | _has_spelling("dose__note", word) | _always(BedtimeLog, word)


def _habit_called(word: str, named: _Named) -> Q:
    return Q(habit__in=named.habits_with(word))


# How entries of each kind are called, as far as a word of it says which are meant.
CALLED: dict[type[Entry], Callable[[str, _Named], Q]] = {
    Dose: _dose_called,
    PostMealWalk: _walk_called,
    SprintSession: _sprint_called,
    BedtimeLog: _night_called,
    CustomHabitEntry: _habit_called,
}


def _always(model: type[Entry], word: str) -> Q:
    """All entries of a kind when their common name has the word, else none."""
    return Q(pk__isnull=not has_word(str(model._meta.verbose_name), word))


def _chosen(choices: Iterable[tuple[Any, Any]], word: str) -> list[Any]:
    """The values whose names have the word, in the reader's language."""
    return [value for value, name in choices if has_word(str(name), word)]


def _place(entries: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Where entries are: their days, their kinds and their numbers."""
    kind = Value(entries.model.kind, CharField())
    named: QuerySet[Any] = entries.order_by().annotate(found_kind=kind)
    return named.values_list("day", "found_kind", "pk")


def _newest(
    matching: Sequence[QuerySet[Any]], count: int | None, **days: date
) -> list[tuple[date, str, int]]:
    """Where the newest of these entries are, so many at most; one query."""
    # Of each kind no more than can be among them: databases would read all of them to find the newest.
    newest = [entries.filter(**days).order_by("-day").values("pk")[:count] for entries in matching]
    places = [_place(of_kind.model._default_manager.filter(pk__in=of_kind)) for of_kind in newest]
    return list(_all_of(places).order_by("-day")[:count])


def _all_of(places: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    first, *others = places
    return first.union(*others, all=True).order_by()


def _loaded(found: Sequence[tuple[date, str, int]]) -> list[Entry]:
    """The entries in these places with the rows that their words speak of; a query for each kind."""
    entries: list[Entry] = []
    for kind, model in ENTRY_MODELS.items():
        if numbers := [number for _day, of_kind, number in found if of_kind == kind]:
            of_one_kind = model._default_manager.filter(pk__in=numbers)
            entries += of_one_kind.select_related(SPOKEN_OF[model]) if model in SPOKEN_OF else of_one_kind
    return sorted(entries, key=lambda entry: (entry.day, entry.moment, entry.logged_at), reverse=True)


# The rows beside entries that a list speaks of.
SPOKEN_OF: dict[type[Entry], str] = {Dose: "supplement", BedtimeLog: "dose__supplement"}
