"""How entries are named and listed, from rows that nobody stored."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from tracker.domain.corrections import DoseLabel
from tracker.domain.custom_habits import CustomHabit as Habit
from tracker.domain.custom_habits import HabitKind
from tracker.domain.magnesium import FORM_FACTS, MagnesiumForm
from tracker.models import (
    BedtimeLog,
    CustomHabit,
    CustomHabitEntry,
    Dose,
    PostMealWalk,
    SprintSession,
    Supplement,
)
from tracker.presenters.entries import (
    detail_words,
    dose_words,
    entry_row,
    entry_words,
    form_words,
    sleep_words,
    walk_words,
)

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
DOSE = {"magnesium_form": "glycinate", "elemental_mg": Decimal("200.0")}
WATER = Habit(key="custom-3", name="Water", kind=HabitKind.NUMBER, unit="glasses", targets=())
READING = Habit(key="custom-4", name="Reading", kind=HabitKind.CHECK, unit="", targets=())


def entry(model, *, logged_at=NOON, **fields):
    """An entry about noon, as it was logged at noon."""
    moment = {model.moment_field: fields.pop("moment", NOON)}
    return model(day=date(2026, 3, 14), time_zone="UTC", logged_at=logged_at, **moment, **fields)


def shown(entry, *custom):
    """What a row shows beside the entry and the symbol of a form."""
    row = entry_row(entry, custom)
    assert (row.entry, row.kind) == (entry, entry.kind)
    return row.title, row.detail, row.tone, row.icon


# ── Names ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("form", "english", "german"),
    [
        ("glycinate", "glycinate", "Glycinat"),
        # Without what stands in brackets.
        ("oxide", "oxide", "Oxid"),
        # A letter of chemistry stays as it is.
        ("l_threonate", "L-threonate", "L-Threonat"),
    ],
)
def test_a_form_is_named_as_it_stands_in_a_sentence(form, english, german):
    assert form_words(form) == english
    with translation.override("de"):
        assert form_words(form) == german


@pytest.mark.parametrize("form", MagnesiumForm)
def test_every_form_has_a_name_without_brackets(form):
    assert form_words(form)
    assert "(" not in form_words(form)


@pytest.mark.parametrize(
    ("mg", "words"),
    [
        ("200.0", "200 mg glycinate"),
        ("37.5", "37.5 mg glycinate"),
        ("2000", "2000 mg glycinate"),
    ],
)
def test_a_dose_is_named_by_its_magnesium_logged_or_as_a_label(mg, words):
    assert dose_words(Dose(magnesium_form="glycinate", elemental_mg=Decimal(mg))) == words
    assert dose_words(DoseLabel("glycinate", Decimal(mg))) == words


def test_a_figure_is_written_as_the_language_does():
    with translation.override("de"):
        assert dose_words(DoseLabel("glycinate", Decimal("37.5"))) == "37,5 mg Glycinat"


@pytest.mark.parametrize(
    ("meal", "words"), [("lunch", "walk after lunch, 15 min"), ("dinner", "walk after dinner, 15 min")]
)
def test_a_walk_is_named_by_its_meal(meal, words):
    assert walk_words(PostMealWalk(meal=meal, minutes=15)) == words


def test_a_night_is_named_by_how_it_was():
    assert sleep_words(BedtimeLog(sleep_quality=4)) == "sleep, 4 of 5"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (Dose(**DOSE), "200 mg glycinate"),
        (PostMealWalk(meal="lunch", minutes=10), "walk after lunch, 10 min"),
        (SprintSession(), "sprint session"),
        (BedtimeLog(taken=True, sleep_quality=4), "bedtime log"),
        (BedtimeLog(taken=False, sleep_quality=4), "sleep, 4 of 5"),
        (
            CustomHabitEntry(
                habit=CustomHabit(name="Water", kind="number", unit="glasses"), amount=Decimal(3)
            ),
            "Water, 3 glasses",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_toasts_name_each_kind_of_entry(entry, words):
    assert entry_words(entry) == words


# ── Rows ────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("fields", "detail"),
    [
        ({}, ""),
        ({"units": Decimal("2.0")}, "2 units"),
        ({"units": Decimal("1.0"), "supplement": Supplement(name="Calm")}, "Calm, 1 unit"),
        ({"units": Decimal("0.5"), "supplement": Supplement(name="Calm")}, "Calm, 0.5 units"),
        ({"compound_mg": Decimal("1418.4")}, "from 1418.4 mg of compound"),
        # What was counted says more than what was worked out.
        ({"units": Decimal("2.0"), "compound_mg": Decimal(900)}, "2 units"),
    ],
)
def test_a_dose_says_what_it_was_made_up_of(fields, detail):
    dose = entry(Dose, **DOSE, **fields)
    assert shown(dose) == ("200 mg glycinate", detail, "", "")
    assert entry_row(dose).form == FORM_FACTS[MagnesiumForm.GLYCINATE]


@pytest.mark.parametrize(
    ("after", "detail"), [(None, ""), (0, "0 min after the meal"), (20, "20 min after the meal")]
)
def test_a_walk_says_how_soon_after_the_meal_it_was(after, detail):
    walk = entry(PostMealWalk, meal="lunch", minutes=15, minutes_after_meal=after)
    assert shown(walk) == ("Walk after lunch, 15 min", detail, "walk", "walk")


def test_a_sprint_session_says_what_was_done():
    session = entry(SprintSession, activity="bike", sets=6, work_seconds=20)
    assert shown(session) == ("Sprint session", "6 × 20 s, bike", "sprint", "bolt")


def test_a_night_with_a_dose_says_which():
    assert shown(entry(BedtimeLog, dose=Dose(**DOSE))) == ("Bedtime: 200 mg glycinate", "", "bed", "moon")
    assert shown(entry(BedtimeLog)) == ("Bedtime", "", "bed", "moon")
    assert not entry_row(entry(BedtimeLog)).is_untimed


def test_a_night_without_a_dose_has_no_time_and_says_how_it_was():
    night = entry(BedtimeLog, taken=False, sleep_quality=4)
    title, detail, *look = shown(night)
    assert (title, look) == ("Sleep, 4 of 5", ["bed", "moon"])
    assert detail == night.get_sleep_quality_display()
    assert entry_row(night).is_untimed


def test_an_entry_of_ones_own_habits_is_named_by_the_habit_it_is_of():
    water = entry(CustomHabitEntry, habit_id=3, amount=Decimal("1.5"))
    reading = entry(CustomHabitEntry, habit_id=4, amount=Decimal(1))
    assert shown(water, READING, WATER) == ("Water, 1.5 glasses", "", "own", "check")
    assert shown(reading, READING, WATER) == ("Reading", "", "own", "check")


# ── Entries added later ─────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("later", "detail"),
    [
        (timedelta(0), "2 units"),
        # The morning after is when evenings are filled in.
        (timedelta(days=1, hours=11), "2 units"),
        (timedelta(days=1, hours=12), "2 units, added 2 days later"),
        (timedelta(days=30), "2 units, added 30 days later"),
    ],
)
def test_what_was_added_days_later_says_so(later, detail):
    dose = entry(Dose, **DOSE, units=Decimal("2.0"), logged_at=NOON + later)
    assert entry_row(dose).detail == detail


def test_days_are_those_of_the_wall_where_it_was_logged():
    logged_at = NOON + timedelta(days=1, hours=6)
    dose = entry(Dose, **DOSE, logged_at=logged_at)
    assert entry_row(dose).detail == ""
    # There it is past midnight by then, and noon was evening.
    dose.time_zone = "Asia/Tokyo"
    assert entry_row(dose).detail == "added 2 days later"


def test_what_an_entry_is_beside_its_title_says_nothing_of_when_it_was_added():
    late = entry(Dose, **DOSE, units=Decimal("2.0"), logged_at=NOON + timedelta(days=3))
    assert entry_row(late).detail == "2 units, added 3 days later"
    assert detail_words(late) == "2 units"
