from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from bench.history import add_history
from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
)
from tests.people import person_with_everything
from tracker.domain.searching import search_words
from tracker.models import ENTRY_MODELS
from tracker.queries.entry_search import (
    CALLED,
    MAX_COUNTED,
    PAGE_ENTRIES,
    EntrySearch,
    count_found,
    entries_found,
    total_mg_on,
)
from tracker.queries.plan import plan_of

DAY = date(2026, 3, 14)
ALL = EntrySearch()


def at(hour, day=DAY):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def found(person, text="", until=DAY, **wanted):
    """The entries that are found, as kinds with their notes or titles left out."""
    search = EntrySearch(search_words(text), **wanted)
    return entries_found(person, search, until, plan_of(person).custom).entries


@pytest.fixture
def noted(person):
    """An entry of every kind with a note of its own, the newest first."""
    glycinate = SupplementFactory(person=person, name="Night Caps", magnesium_form="glycinate")
    habit = CustomHabitFactory(person=person, name="Reading")
    CustomHabitTargetFactory(habit=habit)
    threonate = DoseFactory(
        person=person, magnesium_form="l_threonate", supplement=glycinate, taken_at=at(20), note="in tea"
    )
    return {
        "night": BedtimeLogFactory(person=person, dose=threonate, taken_at=at(20), note="early"),
        "habit": CustomHabitEntryFactory(person=person, habit=habit, done_at=at(19), note="a novel"),
        "sprint": SprintSessionFactory(person=person, activity="run", started_at=at(17), note="Knee fine"),
        "walk": PostMealWalkFactory(person=person, meal="lunch", started_at=at(13), note="By the River 5%"),
        "dose": DoseFactory(person=person, magnesium_form="oxide", taken_at=at(8), note="Übelkeit danach"),
    }


def test_entries_of_all_kinds_stand_newest_first_and_a_night_with_its_dose_is_one(person, noted):
    assert found(person) == list(noted.values())


def test_whatever_kind_there_is_can_be_found(db):
    person = person_with_everything()
    assert {entry.kind for entry in found(person)} == set(ENTRY_MODELS)
    for kind in ENTRY_MODELS:
        # A dose of a bedtime log is found as that log, which says more.
        assert {entry.kind for entry in found(person, kind=kind)} <= {kind, "bedtime"}
        assert kind in {entry.kind for entry in found(person, kind=kind)}
    assert set(CALLED) == set(ENTRY_MODELS.values())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Notes, whatever their case and wherever in them.
        ("river", ["walk"]),
        ("RIVER", ["walk"]),
        ("riv", ["walk"]),
        ("übelkeit", ["dose"]),
        ("ÜBELKEIT", ["dose"]),
        ("tea", ["night"]),
        ("early", ["night"]),
        # What means something to a database is a letter like any other.
        ("%", ["walk"]),
        ("5%", ["walk"]),
        ("_", []),
        ("\\", []),
        # Forms, supplements, meals, activities, kinds, own habits.
        ("oxide", ["dose"]),
        ("threonate", ["night"]),
        ("night caps", ["night"]),
        ("lunch", ["walk"]),
        ("walk", ["walk"]),
        ("running", ["sprint"]),
        ("sprint", ["sprint"]),
        ("bedtime", ["night"]),
        ("reading", ["habit"]),
        # All words, each of them anywhere.
        ("lunch river", ["walk"]),
        ("river lunch", ["walk"]),
        ("river oxide", []),
        ("no such thing", []),
    ],
)
def test_a_word_is_looked_for_in_notes_and_in_what_entries_are_called(person, noted, text, names):
    assert found(person, text) == [noted[name] for name in names]


def test_what_entries_are_called_is_looked_for_in_the_readers_language(person, noted):
    with translation.override("de"):
        assert found(person, "Mittagessen") == [noted["walk"]]
        assert found(person, "laufen") == [noted["sprint"]]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("doses", ["night", "dose"]),
        ("walks", ["walk"]),
        ("sprints", ["sprint"]),
        ("bedtime", ["night"]),
        ("habits", ["habit"]),
    ],
)
def test_one_kind_can_be_looked_for(person, noted, kind, names):
    assert found(person, kind=kind) == [noted[name] for name in names]


def test_a_night_without_a_dose_is_no_dose(person):
    night = BedtimeLogFactory(person=person)
    assert found(person, kind="doses") == []
    assert found(person, kind="bedtime") == [night]


def test_entries_with_a_note_can_be_looked_for(person, noted):
    PostMealWalkFactory(person=person, day=DAY - timedelta(days=1))
    BedtimeLogFactory(person=person, day=DAY - timedelta(days=1))
    # The note of a dose is told with its night.
    dose = DoseFactory(person=person, day=DAY - timedelta(days=2), note="in tea")
    night = BedtimeLogFactory(person=person, day=DAY - timedelta(days=2), dose=dose)
    assert found(person, has_note=True) == [*noted.values(), night]


def test_days_can_be_looked_for_with_both_ends(person):
    walks = {n: PostMealWalkFactory(person=person, day=DAY - timedelta(days=n)) for n in range(5)}
    span = {"first_day": DAY - timedelta(days=3), "last_day": DAY - timedelta(days=1)}
    assert found(person, **span) == [walks[1], walks[2], walks[3]]
    assert found(person, first_day=DAY) == [walks[0]]


def test_nothing_of_anybody_else_is_found(person, other_person, noted):
    for text in ("", "river", "oxide", "reading", "night caps"):
        assert found(other_person, text) == []
    assert count_found(other_person, ALL) == 0
    assert total_mg_on(other_person, [DAY]) == {}


def test_a_word_of_somebody_elses_supplement_finds_nothing(person, other_person):
    SupplementFactory(person=other_person, name="Night Caps")
    DoseFactory(person=person)
    assert found(person, "caps") == []


def test_entries_of_days_to_come_wait_for_them(person):
    PostMealWalkFactory(person=person, day=DAY + timedelta(days=1))
    assert found(person) == []


# ── A page at a time ────────────────────────────────────────────────────────────────────────────
def pages(person, search=ALL):
    """All pages, as one comes to them."""
    until, pages = DAY, []
    while until:
        page = entries_found(person, search, until)
        pages.append(page.entries)
        assert page.older is None or page.older < min(entry.day for entry in page.entries)
        until = page.older
    return pages


def test_pages_hold_whole_days_and_together_each_entry_once(person):
    count = add_history(person, 60, DAY + timedelta(days=1))
    listed = pages(person)
    entries = [entry for page in listed for entry in page]
    nights_with_a_dose = person.bedtime_logs.filter(dose__isnull=False).count()
    assert len(entries) == len({(entry.kind, entry.pk) for entry in entries}) == count - nights_with_a_dose
    assert entries == sorted(entries, key=lambda entry: (entry.day, entry.moment), reverse=True)
    days = [{entry.day for entry in page} for page in listed]
    assert sum(map(len, days)) == len(set.union(*days))
    assert all(len(page) <= PAGE_ENTRIES for page in listed)
    assert len(listed) == pytest.approx(len(entries) / PAGE_ENTRIES, abs=2)


def test_a_day_with_more_entries_than_a_page_is_a_page_of_its_own(person):
    for n in (0, 1, 1, 1):
        PostMealWalkFactory(person=person, day=DAY - timedelta(days=n), meal="other")
    many = DAY - timedelta(days=2)
    DoseFactory.create_batch(PAGE_ENTRIES + 5, person=person, day=many)
    last = PostMealWalkFactory(person=person, day=DAY - timedelta(days=9))
    assert [len(page) for page in pages(person)] == [4, PAGE_ENTRIES + 5, 1]
    assert pages(person)[-1] == [last]


def test_pages_end_exactly_where_entries_do(person):
    for n in range(PAGE_ENTRIES):
        PostMealWalkFactory(person=person, day=DAY - timedelta(days=n))
    assert [len(page) for page in pages(person)] == [PAGE_ENTRIES]
    PostMealWalkFactory(person=person, day=DAY - timedelta(days=PAGE_ENTRIES))
    assert [len(page) for page in pages(person)] == [PAGE_ENTRIES, 1]


@pytest.mark.parametrize("days", [30, 3650])
def test_a_page_takes_as_many_queries_whatever_there_is(days, db, django_assert_num_queries):
    person = PersonFactory(time_zone="UTC")
    add_history(person, days, DAY + timedelta(days=1))
    PostMealWalkFactory(person=person, day=DAY - timedelta(days=days), note="by the river")
    custom = plan_of(person).custom
    # Where they are, and a query for each kind on the page.
    with django_assert_num_queries(5):
        entries_found(person, ALL, DAY, custom)
    # And one for the names of supplements.
    with django_assert_num_queries(3):
        page = entries_found(person, EntrySearch(["river"]), DAY, custom)
    assert len(page.entries) == 1


# ── Sums ────────────────────────────────────────────────────────────────────────────────────────
def test_what_is_found_is_counted(person, noted):
    assert count_found(person, ALL) == len(noted)
    assert count_found(person, EntrySearch(["river"])) == 1
    assert count_found(person, EntrySearch(kind="sprints")) == 1


def test_counting_stops_where_the_number_no_longer_matters(person, monkeypatch):
    monkeypatch.setattr("tracker.queries.entry_search.MAX_COUNTED", 3)
    assert MAX_COUNTED > 3
    for n in range(6):
        PostMealWalkFactory(person=person, day=DAY - timedelta(days=n))
    assert count_found(person, ALL) == 4


def test_a_days_magnesium_is_all_of_it_the_bedtime_dose_included(person, noted, django_assert_num_queries):
    DoseFactory(person=person, day=DAY - timedelta(days=1), elemental_mg=Decimal("99.5"))
    days = [DAY - timedelta(days=n) for n in range(3)]
    with django_assert_num_queries(1):
        assert total_mg_on(person, days) == {days[0]: Decimal(400), days[1]: Decimal("99.5")}
