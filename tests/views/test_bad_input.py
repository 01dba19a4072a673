"""Whatever a field holds, it is refused in words, nothing odd is stored and nothing typed is lost.

Which values a kind of field refuses is tests/forms/test_bad_values.py's to prove; here each address
refuses its share of them, and all of them in a thorough run.
"""

from itertools import product

import pytest

from tests.bad_values import NO_CHOICES, NO_DAYS, NO_NOTES, NO_NUMBERS, NO_TIMES, OUT_OF_BOUNDS, TOO_FINE
from tests.breadth import some
from tests.database import unchanged_database
from tests.factories import SupplementFactory
from tests.views.sent import (
    AMOUNT,
    BEDTIME,
    CUSTOM_HABIT,
    DAY_SETTINGS,
    DOSE,
    MEDICINE,
    OTHER_AT_SETUP,
    PAUSE,
    SAFETY,
    SETUP,
    SPRINT,
    SUPPLEMENT,
    TARGET,
    TARGET_EDIT,
    TODAY,
    WALK,
    YESTERDAY,
    address_of,
    ids,
    keeps,
    numbered,
    person_of_yesterday,
    refused,
    says_why,
    send,
    ways,
)

NUMBER_FIELDS = [
    ("custom_habits", CUSTOM_HABIT, "at_least"),
    ("custom_habits", CUSTOM_HABIT, "times_a_week"),
    ("custom_habit", CUSTOM_HABIT | {"name": "Reading", "schedule": "daily"}, "at_least"),
    ("log_custom_habit", AMOUNT, "amount"),
    ("edit habits", AMOUNT, "amount"),
    ("doses", DOSE, "amount"),
    ("walks", WALK, "minutes"),
    ("walks", WALK, "minutes_after_meal"),
    ("sprints", SPRINT, "sets"),
    ("sprints", SPRINT, "work_seconds"),
    ("sprints", SPRINT, "rest_seconds"),
    ("sprints", SPRINT, "effort"),
    ("edit doses", DOSE, "amount"),
    ("edit walks", WALK, "minutes"),
    ("edit walks", WALK, "minutes_after_meal"),
    ("edit sprints", SPRINT, "sets"),
    ("edit sprints", SPRINT, "effort"),
    ("edit bedtime", BEDTIME, "elemental_mg"),
    ("supplements", SUPPLEMENT, "amount"),
    ("supplements", SUPPLEMENT, "units_per_serving"),
    ("supplements", SUPPLEMENT, "compound"),
    ("supplement", SUPPLEMENT, "amount"),
    ("targets", TARGET, "low_mg"),
    ("targets", TARGET, "high_mg"),
    ("targets", TARGET, "walks_per_day"),
    ("targets", TARGET, "walk_minutes"),
    ("targets", TARGET, "sprints_per_week"),
    ("safety", SAFETY | {"limit_region": "own"}, "own_limit_mg"),
    ("medicines", MEDICINE, "magnesium_after_hours"),
    ("medicines", MEDICINE, "medicine_after_hours"),
    ("medicine", MEDICINE, "medicine_after_hours"),
    ("target", TARGET_EDIT, "low_mg"),
    ("target", TARGET_EDIT, "walks_per_day"),
    ("setup", SETUP, "low_mg"),
    ("setup", SETUP, "walks_per_day"),
    ("setup", SETUP, "glycinate-mg_per_unit"),
    ("setup", SETUP, "glycinate-units"),
    ("setup", OTHER_AT_SETUP, "amount"),
    ("setup", OTHER_AT_SETUP, "units_per_serving"),
]
MAY_BE_NOUGHT = {"walks_per_day", "sprints_per_week", "magnesium_after_hours", "medicine_after_hours"}
MAY_BE_EMPTY = {"compound", "minutes_after_meal", "effort", "magnesium_after_hours", "medicine_after_hours"}
# With the rest of the form filled in, an empty amount only means that no other supplement is meant.
CHOICE_FIELDS = [
    ("custom_habits", CUSTOM_HABIT, "kind"),
    ("custom_habits", CUSTOM_HABIT, "schedule"),
    ("custom_habit", CUSTOM_HABIT | {"name": "Reading"}, "schedule"),
    ("doses", DOSE, "source"),
    ("doses", DOSE, "basis"),
    ("walks", WALK, "meal"),
    ("sprints", SPRINT, "activity"),
    ("edit doses", DOSE, "source"),
    ("edit walks", WALK, "meal"),
    ("edit sprints", SPRINT, "activity"),
    ("edit bedtime", BEDTIME, "sleep_quality"),
    ("rate_night", {}, "quality"),
    ("supplements", SUPPLEMENT, "magnesium_form"),
    ("supplements", SUPPLEMENT, "basis"),
    ("supplements", SUPPLEMENT, "usual_moment"),
    ("supplement", SUPPLEMENT, "magnesium_form"),
    ("targets", TARGET, "when"),
    ("day_settings", DAY_SETTINGS, "time_zone"),
    ("day_settings", DAY_SETTINGS, "day_start"),
    ("day_settings", DAY_SETTINGS, "week_start"),
    ("safety", SAFETY, "limit_region"),
    ("safety", SAFETY, "kidneys"),
    ("medicines", MEDICINE, "kind"),
    ("medicines", MEDICINE, "weekdays"),
    ("medicine", MEDICINE, "kind"),
    ("day_settings", DAY_SETTINGS, "hour_format"),
    ("day_settings", DAY_SETTINGS, "language"),
    ("day_settings", DAY_SETTINGS, "theme"),
    ("setup", SETUP, "time_zone"),
    ("setup", SETUP, "glycinate-moment"),
    ("setup", OTHER_AT_SETUP, "magnesium_form"),
]
TIME_FIELDS = [
    ("doses", DOSE), ("walks", WALK), ("sprints", SPRINT), ("bedtime", {}), ("log_supplement", {}),
    ("edit doses", DOSE), ("edit walks", WALK), ("edit sprints", SPRINT), ("edit bedtime", BEDTIME),
    ("log_custom_habit", AMOUNT), ("edit habits", AMOUNT),
]  # fmt: skip


# By the form, wherever it would be stored.
REFUSED_BEFORE_IT_IS_STORED = pytest.mark.once


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)


@pytest.fixture
def person(db):
    return person_of_yesterday()


@pytest.fixture
def visitor(person, client_of):
    return client_of(person)


# ── Figures ─────────────────────────────────────────────────────────────────────────────────────


@REFUSED_BEFORE_IT_IS_STORED
@pytest.mark.parametrize(("number", "what", "form", "field"), numbered(NUMBER_FIELDS), ids=ids)
def test_what_is_no_number_is_refused_at_its_field(number, what, form, field, person, visitor):
    with unchanged_database():
        for value, headers in product(some(NO_NUMBERS, number), ways(number)):
            if not value.strip() and (field in MAY_BE_EMPTY or (what == "setup" and form is OTHER_AT_SETUP)):
                continue
            response = refused(visitor, person, what, form | {field: value}, headers)
            assert says_why(response), value
            assert keeps(response, value), value[:40]


@REFUSED_BEFORE_IT_IS_STORED
@pytest.mark.parametrize(("number", "what", "form", "field"), numbered(NUMBER_FIELDS), ids=ids)
def test_figures_out_of_bounds_are_refused_at_their_field(number, what, form, field, person, visitor):
    with unchanged_database():
        for value in some(OUT_OF_BOUNDS + TOO_FINE, number):
            response = refused(visitor, person, what, form | {field: value})
            assert says_why(response), value
            assert keeps(response, value), value


@REFUSED_BEFORE_IT_IS_STORED
@pytest.mark.parametrize(
    ("what", "form", "field"),
    # None at all is something to say of a custom habit.
    [case for case in NUMBER_FIELDS if case[2] not in MAY_BE_NOUGHT and case[1] is not AMOUNT],
)
def test_nought_is_refused_where_it_means_nothing(what, form, field, person, visitor):
    if field == "minutes_after_meal":
        assert (
            visitor.post(address_of(what, person), form | {field: "0", "on": "2026-11-21"}).status_code == 302
        )
        return
    with unchanged_database():
        for value in some(["0", "0,0", "-0"], len(field)):
            assert says_why(refused(visitor, person, what, form | {field: value}))


@pytest.mark.parametrize("typed", ["400,5", "400.5", " 400.5 ", "+400,5", "400,50"])
def test_a_comma_and_a_point_both_stand_before_decimals(typed, person, visitor):
    assert visitor.post(address_of("doses", person), DOSE | {"amount": typed}).status_code == 302
    assert str(person.doses.get(day=TODAY).elemental_mg) == "400.5"


@pytest.mark.parametrize("basis", ["units", "compound"])
def test_an_amount_that_its_form_cannot_be_worked_out_from_is_refused(basis, person, visitor):
    response = send(visitor, person, "doses", DOSE | {"source": "other", "basis": basis})
    assert says_why(response)
    assert keeps(response, "200")


def test_too_many_units_of_a_supplement_are_refused(person, visitor):
    source = f"supplement:{person.supplements.live().get().pk}"
    with unchanged_database():
        for amount in ["100", "21", "0.001"]:
            refused(visitor, person, "doses", DOSE | {"source": source, "basis": "units", "amount": amount})


@pytest.mark.parametrize("what", ["targets", "setup"])
def test_a_band_with_its_ends_swapped_is_refused(what, person, visitor):
    form = SETUP if what == "setup" else TARGET
    response = send(visitor, person, what, form | {"low_mg": "600", "high_mg": "500"})
    assert "The lower end is above the upper end." in response.text
    assert keeps(response, "600")


# ── Choices ─────────────────────────────────────────────────────────────────────────────────────


@REFUSED_BEFORE_IT_IS_STORED
@pytest.mark.parametrize(("number", "what", "form", "field"), numbered(CHOICE_FIELDS), ids=ids)
def test_a_choice_that_does_not_exist_is_refused(number, what, form, field, person, visitor):
    with unchanged_database():
        for value, headers in product(some(NO_CHOICES, number), ways(number)):
            if value == "0" and field in {"week_start", "weekdays"}:
                continue
            assert says_why(refused(visitor, person, what, form | {field: value}, headers)), value[:40]


@REFUSED_BEFORE_IT_IS_STORED
@pytest.mark.parametrize(("what", "form", "field"), CHOICE_FIELDS, ids=ids)
def test_a_choice_left_out_is_refused_or_has_an_answer(what, form, field, person, visitor):
    sent = {name: value for name, value in form.items() if name != field}
    if what.startswith("edit "):
        sent["on"] = YESTERDAY.isoformat()
    assert visitor.post(address_of(what, person), sent).status_code in {302, 422}


def test_another_persons_supplement_is_no_choice(person, visitor):
    theirs = SupplementFactory()
    response = send(visitor, person, "doses", DOSE | {"source": f"supplement:{theirs.pk}", "basis": "units"})
    assert "Choose one of the forms of magnesium." in response.text
    assert theirs.name not in response.text


# ── Days and times ──────────────────────────────────────────────────────────────────────────────


@REFUSED_BEFORE_IT_IS_STORED
@pytest.mark.parametrize(("number", "what", "form"), numbered(TIME_FIELDS), ids=ids)
def test_what_is_no_time_is_refused_at_its_field(number, what, form, person, visitor):
    with unchanged_database():
        for value, headers in product(some(NO_TIMES, number), ways(number)):
            response = refused(visitor, person, what, form | {"time": value}, headers)
            assert says_why(response), value[:40]


@pytest.mark.parametrize(("what", "form"), TIME_FIELDS, ids=ids)
def test_what_has_not_happened_yet_is_refused_with_the_reason(what, form, person, visitor):
    on = {"on": TODAY.isoformat()}
    response = send(visitor, person, what, form | on | {"time": "12:06"})
    assert "has not happened yet" in response.text
    # Before the day's start at 03:00 it is tomorrow's small hours that would be meant.
    response = send(visitor, person, what, form | on | {"time": "02:59"})
    assert "belong to the day before" in response.text


@pytest.mark.parametrize(("what", "form"), TIME_FIELDS, ids=ids)
def test_a_clock_a_little_ahead_is_believed(what, form, person, visitor):
    if what.endswith("bedtime"):
        person.bedtime_logs.exclude(day=YESTERDAY).delete()
    sent = form | {"time": "12:05", "on": TODAY.isoformat()}
    assert visitor.post(address_of(what, person), sent).status_code == 302


EDITS = [case for case in TIME_FIELDS if case[0].startswith("edit ")]


@pytest.mark.parametrize(("number", "what", "form"), numbered(EDITS), ids=ids)
def test_an_entry_cannot_be_moved_to_what_is_no_day(number, what, form, person, visitor):
    with unchanged_database():
        for value, headers in product(some(NO_DAYS, number, 2), ways(number)):
            response = refused(visitor, person, what, form | {"on": value}, headers)
            assert says_why(response), value


# ── Words ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("number", "what", "form"), numbered(TIME_FIELDS), ids=ids)
def test_notes_too_long_or_with_what_cannot_be_seen_are_refused(number, what, form, person, visitor):
    with unchanged_database():
        for note, headers in product(some(NO_NOTES, number), ways(number)):
            response = refused(visitor, person, what, form | {"note": note, "time": "08:00"}, headers)
            assert says_why(response), note[:20]
            if what not in {"log_supplement", "bedtime"} and note.isprintable():
                # In one Unicode form or as it came.
                assert keeps(response, note) or "\u0958" in note


@pytest.mark.parametrize("what", ["supplements", "supplement", "setup", "medicines", "medicine"])
def test_names_too_long_or_with_what_cannot_be_seen_are_refused(what, person, visitor):
    form = {"setup": OTHER_AT_SETUP, "medicines": MEDICINE, "medicine": MEDICINE}.get(what, SUPPLEMENT)
    with unchanged_database():
        for name in ["n" * 61, "n" * 10_000, "\u0958" * 60, "a\x00b", "a\x07b", "a\nb"]:
            assert says_why(refused(visitor, person, what, form | {"name": name})), name[:20]


@pytest.mark.parametrize("what", ["pauses", "pause"])
def test_reasons_too_long_or_with_what_cannot_be_seen_are_refused(what, person, visitor):
    with unchanged_database():
        for reason in NO_NOTES:
            response = refused(visitor, person, what, PAUSE | {"reason": reason})
            assert list(response.context["form"].errors) == ["reason"]
            assert keeps(response, reason)


@pytest.mark.parametrize("what", ["pauses", "pause"])
@pytest.mark.parametrize("field", ["first_day", "last_day"])
def test_what_is_no_day_of_a_pause_is_refused_at_its_field(what, field, person, visitor):
    with unchanged_database():
        for typed in NO_DAYS:
            if typed == "2026-11-23":
                continue
            response = refused(visitor, person, what, PAUSE | {field: typed})
            assert set(response.context["form"].errors) <= {field, "last_day"}, typed
            assert keeps(response, typed)


def test_markup_in_a_note_stays_words(person, visitor):
    note = "<script>alert('mg')</script>&\"'"
    visitor.post(address_of("doses", person), DOSE | {"note": note})
    assert person.doses.get(day=TODAY).note == note
    page = visitor.get("/").text
    assert note not in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("note", ["n" * 200, "Ärger, 睡眠, 🌙 und ½", "\u0064\u0308" * 100])
def test_words_of_any_language_are_kept(note, person, visitor):
    assert visitor.post(address_of("doses", person), DOSE | {"note": note}).status_code == 302
    assert person.doses.get(day=TODAY).note
