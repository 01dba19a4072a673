"""What forms hold that can be kept, where they are sent to, and what an answer that refuses one shows."""

import html
from datetime import date

from django.urls import reverse

from tests.breadth import some
from tests.database import unchanged_database
from tests.people import person_with_everything
from tracker.models import BedtimeLog, CustomHabitEntry, Dose, PostMealWalk, SprintSession

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


def person_of_yesterday():
    """Somebody with a row of everything, the entries of yesterday."""
    return person_with_everything(YESTERDAY, time_zone="UTC")


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
        return reverse("tracker:log_supplement", args=[day, person.supplements.live().get().pk])
    if what == "log_custom_habit":
        return reverse("tracker:log_custom_habit", args=[day, person.custom_habits.get(name="Reading").pk])
    if what == "custom_habit":
        return reverse("tracker:custom_habit", args=[person.custom_habits.get(name="Reading").pk])
    if what in {"supplement", "medicine", "pause", "target"}:
        return reverse(f"tracker:{what}", args=[getattr(person, f"{what}s").first().pk])
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
