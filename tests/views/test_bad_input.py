"""Whatever is sent, nobody sees a 500, nothing odd is stored and nothing typed is lost.

Which values a kind of field refuses is tests/forms/test_bad_values.py's to prove; here each address
refuses its share of them, and all of them in a thorough run.
"""

import html
from datetime import date
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests import breadth
from tests.addresses import named_addresses
from tests.bad_values import NO_CHOICES, NO_DAYS, NO_NOTES, NO_NUMBERS, NO_TIMES, OUT_OF_BOUNDS, TOO_FINE
from tests.breadth import examples, some
from tests.database import unchanged_database
from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    MedicineFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.domain.days import week_first_day, week_name
from tracker.models import BedtimeLog, CustomHabitEntry, Dose, PostMealWalk, SprintSession
from tracker.presenters.review.mail import stop_token

TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)
# An id that no entry has.
NEVER = "01890a5d-ac96-774b-bcce-b302099a8057"
FRAGMENT = {"HX-Request": "true", "HX-Target": "day"}

# What a correct form holds; each test breaks one thing in it.
DOSE = {"source": "citrate", "basis": "elemental", "amount": "200", "time": "08:00", "note": ""}
WALK = {"meal": "lunch", "minutes": "12", "minutes_after_meal": "20", "time": "08:00", "note": ""}
SPRINT = {
    "activity": "bike", "sets": "6", "work_seconds": "20", "rest_seconds": "90", "effort": "8",
    "time": "08:00", "note": "",
}  # fmt: skip
BEDTIME = {"elemental_mg": "96", "sleep_quality": "4", "time": "08:00", "note": ""}
SUPPLEMENT = {
    "name": "Evening capsules", "magnesium_form": "citrate", "basis": "elemental", "amount": "100",
    "units_per_serving": "2", "usual_moment": "evening",
}  # fmt: skip
TARGET = {
    "low_mg": "400", "high_mg": "500", "walks_per_day": "3", "walk_minutes": "10", "sprints_per_week": "2",
    "bedtime": "on",
}  # fmt: skip
PAUSE = {"first_day": "2026-11-20", "last_day": "2026-11-21", "reason": "ill"}
TARGET_EDIT = TARGET | {"starts_on": "2026-01-01"}
DAY_SETTINGS = {
    "time_zone": "Europe/Oslo", "day_start": "03:00", "week_start": "0", "hour_format": "24",
    "theme": "auto",
}  # fmt: skip
SAFETY = {"limit_region": "us", "own_limit_mg": "", "kidneys": ""}
MEDICINE = {
    "kind": "levothyroxine", "name": "Thyroid tablet", "clock": "08:00", "weekdays": ["0", "6"],
    "magnesium_after_hours": "4", "medicine_after_hours": "2.5",
}  # fmt: skip
SETUP = TARGET | {
    "time_zone": "Europe/Oslo", "glycinate-taken": "on", "glycinate-mg_per_unit": "100",
    "glycinate-units": "2", "glycinate-moment": "morning",
}  # fmt: skip
OTHER_AT_SETUP = SETUP | SUPPLEMENT

CUSTOM_HABIT = {
    "name": "Water", "kind": "number", "unit": "glasses", "at_least": "8", "at_most": "",
    "schedule": "weekly", "times_a_week": "3",
}  # fmt: skip
AMOUNT = {"amount": "3", "time": "08:00", "note": ""}

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
    return make_person()


@pytest.fixture
def visitor(person):
    return client_of(person)


def make_person():
    """Somebody with an entry of every kind, yesterday."""
    person = PersonFactory(time_zone="UTC")
    TargetFactory(person=person)
    PauseFactory(person=person, first_day=date(2026, 11, 2), last_day=date(2026, 11, 4))
    supplement = SupplementFactory(person=person, name="Glycinate")
    MedicineFactory(person=person)
    DoseFactory(person=person, day=YESTERDAY, supplement=supplement)
    PostMealWalkFactory(person=person, day=YESTERDAY)
    SprintSessionFactory(person=person, day=YESTERDAY)
    BedtimeLogFactory(person=person, day=YESTERDAY, dose=DoseFactory(person=person, day=YESTERDAY))
    habit = CustomHabitFactory(person=person, name="Reading", kind="number", unit="pages")
    CustomHabitTargetFactory(habit=habit)
    CustomHabitEntryFactory(person=person, habit=habit, day=YESTERDAY)
    return person


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def address_of(what, person, day=TODAY):
    """Where a form is sent to; "edit …" is the form of the entry that is there."""
    kind = what.removeprefix("edit ")
    if kind != what:
        rows = {
            "doses": Dose,
            "walks": PostMealWalk,
            "sprints": SprintSession,
            "bedtime": BedtimeLog,
            "habits": CustomHabitEntry,
        }[kind]
        entry = rows.objects.filter(person=person).order_by("pk").first()
        return reverse("tracker:edit_entry", kwargs={"kind": kind, "entry_id": entry.entry_id})
    if what == "log_supplement":
        return reverse("tracker:log_supplement", args=[day, person.supplements.get().pk])
    if what == "log_custom_habit":
        return reverse("tracker:log_custom_habit", args=[day, person.custom_habits.get(name="Reading").pk])
    if what == "custom_habit":
        return reverse("tracker:custom_habit", args=[person.custom_habits.get(name="Reading").pk])
    if what in {"supplement", "medicine", "pause", "target"}:
        return reverse(f"tracker:{what}", args=[getattr(person, f"{what}s").get().pk])
    if what == "rate_night":
        return reverse("tracker:rate_night", args=[YESTERDAY])
    needs_day = what in {"doses", "walks", "sprints", "bedtime"}
    return reverse(f"tracker:{what}", args=[day] if needs_day else [])


def refused(visitor, person, what, form, headers=None):
    """Send a form that cannot be kept, and return the page that says so."""
    if what.startswith("edit "):
        form = {"on": YESTERDAY.isoformat()} | form
    response = visitor.post(address_of(what, person), form, headers=headers)
    assert response.status_code == 422, {name: value[:40] for name, value in form.items()}
    return response


def send(visitor, person, what, form, headers=None):
    """Send a form that must not be kept, and see that nothing of it is."""
    with unchanged_database():
        return refused(visitor, person, what, form, headers)


def says_why(response):
    return any(mark in response.text for mark in ('class="error"', "data-invalid", 'role="alert"'))


def keeps(response, value):
    """Whether what was typed is still in the page; what HTML cannot hold apart."""
    return not value.strip() or "\x00" in value or html.escape(value) in response.text


def numbered(cases):
    """Cases with their number, by which each takes its share of the values."""
    return [(number, *case) for number, case in enumerate(cases)]


def ways(number):
    """As a page and as a fragment; in a narrow run each case takes turns."""
    return some([{}, FRAGMENT], number)


def ids(case):
    return case if isinstance(case, str) and len(case) < 30 and case.isprintable() else None


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
    source = f"supplement:{person.supplements.get().pk}"
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


DAY_NAMES = ["day", "doses", "walks", "sprints", "bedtime", "rate_night", "ceiling_note", "log_supplement"]


NO_PATH_DAYS = [
    "0001-01-01", "1969-12-31", "9999-12-31", "9999-01-01", "2026-11-23", "2026-06-31", "2026-02-29",
    "2026-13-01", "0000-00-00", "2026-1-1", "20261122", "tomorrow", "2026-W47-1", "-2026-11-22",
    "２０２６-11-22", "2026-11-22%00", "%ff%fe", "NaN",
]  # fmt: skip


@pytest.mark.parametrize(("number", "name"), list(enumerate(DAY_NAMES)))
def test_a_path_without_a_day_that_has_come_is_not_found(number, name, person, visitor):
    arguments = [TODAY, person.supplements.get().pk] if name == "log_supplement" else [TODAY]
    with unchanged_database():
        for text in some(NO_PATH_DAYS, number, 2):
            address = reverse(f"tracker:{name}", args=arguments).replace("2026-11-22", text)
            for headers in ({}, FRAGMENT):
                assert visitor.get(address, headers=headers).status_code in {404, 405}, text
                answer = visitor.post(address, DOSE | WALK | SPRINT, headers=headers)
                assert answer.status_code in {404, 405}, text


def test_the_first_day_of_all_can_be_opened(visitor):
    assert visitor.get("/days/1970-01-01/").status_code == 200


@pytest.mark.parametrize("typed", NO_DAYS)
def test_a_day_that_cannot_be_chosen_leads_back_to_today_with_a_word(typed, visitor):
    response = visitor.get(reverse("tracker:choose_day"), {"day": typed}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Choose a day, such as" in response.text or "That day has not come yet." in response.text


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


# ── Ids ─────────────────────────────────────────────────────────────────────────────────────────


NO_IDS = ["x", "1", "not-a-uuid", f"{NEVER}0", "\x00", "9" * 10_000]


@pytest.mark.parametrize(
    ("number", "what"), list(enumerate(["doses", "walks", "sprints", "bedtime", "log_supplement"]))
)
def test_a_broken_entry_id_is_refused_with_a_word(number, what, person, visitor):
    form = {"doses": DOSE, "walks": WALK, "sprints": SPRINT}.get(what, {})
    with unchanged_database():
        for entry_id, headers in product(some(NO_IDS, number), ways(number)):
            assert says_why(refused(visitor, person, what, form | {"entry_id": entry_id}, headers))


@pytest.mark.parametrize(
    "path",
    [
        "/doses/not-a-uuid/",
        f"/doses/{NEVER}/",
        f"/walks/{NEVER}/delete/",
        f"/naps/{NEVER}/",
        "/settings/supplements/0/",
        "/settings/supplements/9223372036854775808/",
        f"/settings/supplements/{'9' * 200}/",
        f"/settings/supplements/{'9' * 5000}/archive/",
        "/settings/supplements/99999999999999999999/restore/",
        "/settings/supplements/-1/",
        "/settings/safety/medicines/0/",
        "/settings/safety/medicines/99999999999999999999/",
        f"/settings/safety/medicines/{'9' * 5000}/remove/",
        "/days/2026-11-22/tap/99999999999999999999999/",
        f"/days/2026-11-22/tap/{'9' * 5000}/",
        "/%00/",
        "/%ed%a0%80/",
        "/..%2f..%2fetc/passwd",
    ],
)
def test_a_path_that_names_nothing_is_not_found(path, visitor):
    with unchanged_database():
        assert visitor.post(path).status_code == 404
        assert visitor.get(path).status_code in {404, 405}


@pytest.mark.parametrize(
    "token",
    ["", "x", ":", "::", ".a:b:c", "a:b:c", "\x00", "ü:ü:ü", "e30:1:1", "9" * 10_000, "\ufffd:\ufffd"],
)
@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_an_undo_that_is_none_says_so_and_changes_nothing(token, headers, visitor):
    with unchanged_database():
        response = visitor.post(reverse("tracker:undo"), {"token": token}, headers=headers, follow=True)
        assert response.status_code == 200
        assert "can no longer be undone" in response.text


# ── What is no form at all ──────────────────────────────────────────────────────────────────────


def addresses_of(person):
    """Each address of the app, for rows of this person; apart from deleting, which takes no form."""
    rows = {
        "entry_id": str(person.doses.order_by("pk").first().entry_id),
        "kind": "doses",
        "pk": str(person.supplements.get().pk),
        "day": YESTERDAY,
        "week": week_name(week_first_day(YESTERDAY, 0)),
        "chart": "magnesium",
        "token": stop_token(person),
    }
    found = [
        reverse(f"tracker:{name}", kwargs={each: rows[each] for each in names})
        for name, names in named_addresses().items()
        if name != "delete_entry"
    ]
    assert len(found) > 10
    return found


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"\xff\xfe\xfd=\xff&note=%ff%fe&amount=%ed%a0%80&entry_id=%00", "application/x-www-form-urlencoded"),
        (b"note=%ED%A0%80&time=%ff", "application/x-www-form-urlencoded; charset=utf-8"),
        (b"&&&===;;;", "application/x-www-form-urlencoded"),
        (b"amount=" + b"9" * 100_000, "application/x-www-form-urlencoded"),
        (b"a=1&" * 1_100, "application/x-www-form-urlencoded"),
        (b"note=" + b"n" * 3_000_000, "application/x-www-form-urlencoded"),
        (b'{"amount": NaN}', "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"broken", "multipart/form-data"),
        (b"note=a", "application/x-www-form-urlencoded; charset=no-such"),
        (b"note=a", "\xff"),
    ],
    ids=range(12),
)
def test_a_body_that_is_no_form_never_breaks_a_page(body, content_type, person):
    client = client_of(person)
    client.raise_request_exception = False
    every = addresses_of(person)
    # Each address gets some body, and each body comes to some addresses.
    mine = every if breadth.thorough else every[len(body) % 5 :: 5]
    for place, address in enumerate(mine):
        headers = [{}, FRAGMENT][place % 2]
        response = client.generic("POST", address, body, content_type=content_type, headers=headers)
        assert response.status_code < 500, address


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Current-URL": "http://["},
        {"HX-Current-URL": "http://testserver:port/"},
        {"HX-Current-URL": "\x00"},
        {"HX-Target": "no-such"},
        {"HX-Target": "../../etc"},
        {"Accept-Language": "xx" * 5_000},
        {"Referer": "http://["},
        {"Accept-Encoding": "gzip;q=NaN"},
    ],
    ids=str,
)
def test_odd_headers_never_break_a_page(headers, person, visitor):
    headers = {"HX-Request": "true"} | headers
    assert visitor.get("/", headers=headers).status_code == 200
    response = visitor.post(address_of("doses", person), DOSE, headers=headers)
    assert response.status_code == 200
    assert Client().get("/trends/", headers=headers).headers["HX-Redirect"].startswith("/accounts/login/")


FIELD_NAMES = sorted(
    {
        *DOSE, *WALK, *SPRINT, *BEDTIME, *SUPPLEMENT, *TARGET, *DAY_SETTINGS, *SETUP, *SAFETY, *MEDICINE,
        "entry_id", "on", "token", "quality", "from", "when", "confirmed", "keep", "skip", "day",
        "password",
    }
)  # fmt: skip
PLAUSIBLE = st.sampled_from(
    ["on", "now", "today", "08:00", "2026-11-21", "9999-12-31", "0001-01-01", "400,5", "-1", "0", "1e9",
     "NaN", "99", "glycinate", "other", "units", "compound", "elemental", "lunch", "bike", "own", "UTC",
     "Europe/Oslo", "03:00", "00000000-0000-0000-0000-000000000000", *NO_NOTES[2:]]
)  # fmt: skip
# No lone surrogates: bytes that are no UTF-8 arrive as U+FFFD, which is tried above.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.fixture
def addresses(person):
    return addresses_of(person)


@hypothesis_settings(
    max_examples=examples(3),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    form=st.dictionaries(st.sampled_from(FIELD_NAMES), PLAUSIBLE | ANY_TEXT, min_size=1, max_size=14),
    headers=st.sampled_from([{}, FRAGMENT]),
)
@example(form={"note": "\u0958" * 200, "meal": "lunch"}, headers={})
@example(form={"when": "now", "time": "02:00"}, headers=FRAGMENT)
def test_no_form_whatever_it_holds_breaks_a_page(form, headers, visitor, addresses):
    for address in addresses:
        response = visitor.post(address, form, headers=headers)
        assert response.status_code in {200, 204, 302, 400, 404, 405, 409, 422}, (
            address,
            response.status_code,
        )
