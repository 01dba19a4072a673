"""What the list of all entries shows and says, from rows that nobody stored."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from tracker.domain.custom_habits import CustomHabit as Habit
from tracker.domain.custom_habits import HabitKind
from tracker.domain.plan import Pause, Plan
from tracker.domain.targets import Target, Targets
from tracker.models import ENTRY_MODELS, BedtimeLog, Dose, PostMealWalk, Supplement
from tracker.presenters.history import (
    KINDS,
    EntryList,
    Nothing,
    count_words,
    days_of_entries,
    entries_with_days,
    found_title,
    kind_chips,
    newest_words,
    nothing_found,
    older_words,
    since_words,
)
from tracker.queries.entry_search import MAX_COUNTED, EntrySearch

DAY = date(2026, 3, 12)
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
WATER = Habit(key="custom-3", name="Water", kind=HabitKind.NUMBER, unit="glasses", targets=())
PLAN = Plan(Targets([Target(date(2026, 1, 1))]), [Pause(DAY - timedelta(days=3), DAY - timedelta(days=2))], 0)
THREONATE = {"magnesium_form": "l_threonate", "elemental_mg": Decimal("96.0"), "units": Decimal("2.0")}


def entry(model, ago=0, **fields):
    """An entry about noon, so many days ago, as it was logged then."""
    at = NOON - timedelta(days=ago)
    logged_at = fields.pop("logged_at", at)
    moment = {model.moment_field: at}
    return model(day=at.date(), time_zone="UTC", logged_at=logged_at, **moment, **fields)


def walk(ago=0, **fields):
    return entry(PostMealWalk, ago, meal="lunch", minutes=15, **fields)


def shown(entries, total_mg=(), plan=PLAN, today=DAY):
    return days_of_entries(entries, plan, dict(total_mg), today)


# ── By day ──────────────────────────────────────────────────────────────────────────────────────
def test_entries_stand_under_their_days_in_the_order_they_come_in():
    entries = [walk(), entry(Dose, **THREONATE), walk(1)]
    days = shown(entries)
    assert [day.day for day in days] == [DAY, DAY - timedelta(days=1)]
    assert [[found.row.entry for found in day.entries] for day in days] == [entries[:2], entries[2:]]


@pytest.mark.parametrize(
    ("ago", "mg", "total", "state"),
    [
        (1, "296", "296 mg", "104 below"),
        (1, "399.9", "399.9 mg", "0.1 below"),
        (1, "400", "400 mg", "in range"),
        (1, "500.5", "500.5 mg", "0.5 above"),
        (1, None, "0 mg", "400 below"),
        # Paused days are not judged, and the open day has time.
        (2, "296", "296 mg", "paused"),
        (0, "296", "296 mg", "so far"),
        (0, "620", "620 mg", "120 above"),
        # Before the first target there is no range.
        (200, "296", "296 mg", ""),
    ],
)
def test_a_day_says_its_whole_magnesium_and_how_that_stands(ago, mg, total, state):
    day = DAY - timedelta(days=ago)
    [found] = shown([walk(ago)], {day: Decimal(mg)} if mg else {})
    assert (found.total, found.state) == (total, state)


def test_where_no_day_asks_for_magnesium_none_is_judged():
    plan = Plan(PLAN.targets, [], 0, asks_for_magnesium=False)
    assert shown([walk(1)], {DAY - timedelta(days=1): Decimal(900)}, plan)[0].state == ""


def test_a_day_of_another_year_says_which():
    assert shown([walk()])[0].title == "Thursday 12 March"
    assert shown([walk()], today=date(2027, 1, 1))[0].title == "Thursday 12 March 2026"
    with translation.override("de"):
        assert shown([walk()])[0].title == "Donnerstag, 12. März"


# ── One below the other ─────────────────────────────────────────────────────────────────────────
def test_an_entry_that_was_looked_for_says_its_day():
    assert [found.when for found in entries_with_days([walk(), walk(400)], [], DAY)] == [
        "Thu 12 Mar",
        "5 Feb 2025",
    ]


# ── An entry ────────────────────────────────────────────────────────────────────────────────────
def row_of(entry, *custom):
    [found] = entries_with_days([entry], custom, DAY)
    return found


def test_an_entry_is_shown_as_its_day_shows_it_with_its_note():
    found = row_of(walk(minutes_after_meal=10, note="By the river"))
    assert (found.row.title, found.row.detail) == ("Walk after lunch, 15 min", "10 min after the meal")
    assert found.notes == ["By the river"]
    assert row_of(walk()).notes == []


@pytest.mark.parametrize(
    ("dose", "quality", "title", "detail"),
    [
        (THREONATE, 4, "96 mg L-threonate", "2 units, bedtime dose, slept 4 of 5"),
        (THREONATE, None, "96 mg L-threonate", "2 units, bedtime dose"),
        (THREONATE | {"units": None}, 4, "96 mg L-threonate", "Bedtime dose, slept 4 of 5"),
        (None, 4, "Bedtime", "slept 4 of 5"),
        (None, None, "Bedtime", ""),
    ],
)
def test_a_night_is_shown_by_its_dose_and_how_it_was_slept(dose, quality, title, detail):
    log = entry(BedtimeLog, sleep_quality=quality, dose=entry(Dose, **dose) if dose else None)
    row = row_of(log).row
    assert (row.title, row.detail, row.entry) == (title, detail, log)
    assert (row.form.symbol if row.form else row.icon) == ("Thr" if dose else "moon")


def test_a_night_names_the_supplement_of_its_dose():
    dose = entry(Dose, **THREONATE, supplement=Supplement(name="Night caps"))
    log = entry(BedtimeLog, dose=dose)
    assert row_of(log).row.detail == "Night caps, 2 units, bedtime dose"


def test_a_night_that_was_only_rated_says_just_that():
    row = row_of(entry(BedtimeLog, taken=False, sleep_quality=4)).row
    assert (row.title, row.detail, row.is_untimed) == ("Sleep, 4 of 5", "Good", True)


def test_the_notes_of_a_night_and_of_its_dose_are_both_shown_each_once():
    def notes(of_log, of_dose):
        return row_of(entry(BedtimeLog, note=of_log, dose=entry(Dose, **THREONATE, note=of_dose))).notes

    assert notes("early", "in tea") == ["early", "in tea"]
    assert notes("in tea", "in tea") == ["in tea"]
    assert notes("", "in tea") == ["in tea"]


def test_that_a_night_was_added_later_is_said_once():
    later = NOON + timedelta(days=3)
    dose = entry(Dose, **THREONATE, logged_at=later)
    assert row_of(entry(BedtimeLog, dose=dose, logged_at=later)).row.detail == (
        "2 units, bedtime dose, added 3 days later"
    )
    assert row_of(entry(BedtimeLog, sleep_quality=4, logged_at=later)).row.detail == (
        "slept 4 of 5, added 3 days later"
    )


# ── What can be chosen ──────────────────────────────────────────────────────────────────────────
def test_every_kind_of_entry_can_be_chosen():
    assert list(KINDS) == list(ENTRY_MODELS)
    assert [chip.value for chip in kind_chips("", "noted", [WATER])] == ["", *ENTRY_MODELS, "noted"]


def test_own_habits_can_be_chosen_by_who_has_some():
    assert "habits" not in [chip.value for chip in kind_chips("", "noted", [])]
    # Or by whom an address asks for them.
    assert "habits" in [chip.value for chip in kind_chips("habits", "noted", [])]


@pytest.mark.parametrize("wanted", ["", "walks", "noted"])
def test_what_is_chosen_is_marked(wanted):
    chips = kind_chips(wanted, "noted", [WATER])
    assert [chip.value for chip in chips if chip.is_current] == [wanted]


# ── What is said around the list ────────────────────────────────────────────────────────────────
def test_it_is_said_how_far_back_the_log_reaches():
    assert since_words(date(2025, 3, 3)) == "Every day and every entry since 3 March 2025."


@pytest.mark.parametrize(
    ("query", "days", "title"),
    [
        ("", {}, ""),
        ("river walk", {}, "Entries with “river walk”"),
        (
            "",
            {"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 14)},
            "1 February to 14 February 2026",
        ),
        ("", {"first_day": date(2025, 12, 1)}, "1 December 2025 to 12 March 2026"),
        ("", {"last_day": date(2025, 12, 1)}, "Up to 1 December 2025"),
    ],
)
def test_a_list_says_what_is_looked_for(query, days, title):
    assert found_title(query, EntrySearch(**days), DAY) == title


def test_what_is_found_is_counted_while_the_number_matters():
    assert count_words(1) == "1 entry"
    assert count_words(MAX_COUNTED) == "1,000 entries"
    assert count_words(MAX_COUNTED + 1) == "More than 1,000 entries"


@pytest.mark.parametrize(
    ("older", "words"),
    [
        (date(2026, 2, 3), "Earlier in February"),
        (date(2026, 1, 31), "January 2026"),
        (date(2025, 2, 27), "February 2025"),
    ],
)
def test_what_leads_on_says_which_month_comes_next(older, words):
    assert older_words(older, date(2026, 2, 4), is_search=False) == words
    assert older_words(older, date(2026, 2, 4), is_search=True) == "Earlier entries"


def test_what_leads_back_says_to_where():
    assert newest_words(DAY, is_search=False) == "Newest in March"
    assert newest_words(DAY, is_search=True) == "Newest entries"


@pytest.mark.parametrize(
    ("query", "kind", "title"),
    [
        ("river", "walks", "Nothing found for “river”"),
        ("", "walks", "None up to 12 March 2026"),
        ("", "", "Nothing logged up to 12 March 2026"),
    ],
)
def test_where_nothing_is_found_it_is_said_of_what(query, kind, title):
    assert nothing_found(query, kind, DAY).title == title


def test_what_is_read_out_is_how_much_there_is():
    days = shown([walk(), walk(1)])
    assert EntryList([], "", "", days=days).spoken == "2 entries shown"
    assert EntryList(["a"], "Entries with “a”", "34 entries", days=days).spoken == "34 entries"
    assert EntryList([], "", "", nothing=Nothing("None", "Look.")).spoken == "None"
