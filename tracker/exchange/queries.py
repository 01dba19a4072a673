"""Everything a person entered, as the rows of a file."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tracker.models import CustomHabitTarget, User

type Row = dict[str, Any]

# What each table of entries has, in this order; the moment comes under its own name.
ENTRY = ("entry_id", "day", "time_zone", "note", "logged_at")
ACCOUNT = ("email", "date_joined", "set_up_at")
SETTINGS = (
    "time_zone",
    "zone_declined",
    "day_start",
    "week_start",
    "hour_format",
    "language",
    "theme",
    "limit_region",
    "own_limit_mg",
    "kidneys",
    "monday_mail",
)
TARGET = (
    "starts_on", "low_mg", "high_mg", "walks_per_day", "walk_minutes", "sprints_per_week", "bedtime",
)  # fmt: skip
SUPPLEMENT = (
    "name",
    "magnesium_form",
    "elemental_mg_per_unit",
    "units_per_serving",
    "usual_moment",
    "position",
    "in_evening_stack",
    "archived",
)
DOSE = ("taken_at", "magnesium_form", "elemental_mg", "compound_mg", "units")
WALK = ("started_at", "meal", "minutes", "minutes_after_meal")
SPRINT = ("started_at", "activity", "sets", "work_seconds", "rest_seconds", "effort")
BEDTIME = ("taken_at", "taken", "sleep_quality")
PAUSE = ("first_day", "last_day", "reason")
REVIEW = ("week", "reflection", "intention", "weekdays", "own_words", "outcome", "saved_at")
CUSTOM_HABIT = ("name", "kind", "unit", "position", "archived")
OWN_TARGET = ("starts_on", "schedule", "weekdays", "times_a_week", "at_least", "at_most")
OWN_ENTRY = ("done_at", "amount")
MEDICINE = ("kind", "name", "clock", "weekdays", "magnesium_after_hours", "medicine_after_hours")


def everything_entered(person: User) -> dict[str, Row | list[Row]]:
    """All that a person entered, by the names that the file gives it, oldest first; twelve queries.

    A dose names its supplement by the `id` that this has in the file, a night its dose by `entry_id`.
    """
    # In this order: what points at something is read before what it points at, so that what is logged
    # in between leaves no reference to what is not in the file.
    return {
        "account": _of_person(person, ACCOUNT),
        "settings": _of_person(person, SETTINGS),
        "bedtime": _nights(person),
        "doses": list(person.doses.order_by("taken_at", "pk").values(*ENTRY, *DOSE, "supplement")),
        "walks": list(person.walks.order_by("started_at", "pk").values(*ENTRY, *WALK)),
        "sprints": list(person.sprints.order_by("started_at", "pk").values(*ENTRY, *SPRINT)),
        "custom_habits": _custom_habits(person),
        "targets": list(person.targets.order_by("starts_on").values(*TARGET)),
        "supplements": list(person.supplements.order_by("position", "pk").values("id", *SUPPLEMENT)),
        "pauses": list(person.pauses.order_by("first_day", "pk").values(*PAUSE)),
        "reviews": list(person.reviews.order_by("week").values(*REVIEW)),
        "medicines": list(person.medicines.order_by("clock", "pk").values(*MEDICINE)),
    }


def _nights(person: User) -> list[Row]:
    nights = list(person.bedtime_logs.order_by("taken_at", "pk").values(*ENTRY, *BEDTIME, "dose__entry_id"))
    for night in nights:
        night["dose"] = night.pop("dose__entry_id")
    return nights


def _of_person(person: User, names: Iterable[str]) -> Row:
    return {name: getattr(person, name) for name in names}


def _custom_habits(person: User) -> list[Row]:
    """Each habit with its targets and entries, in three queries."""
    entries = defaultdict(list)
    for row in person.custom_entries.order_by("done_at", "pk").values("habit", *ENTRY, *OWN_ENTRY):
        entries[row.pop("habit")].append(row)
    targets = defaultdict(list)
    its_targets = CustomHabitTarget.objects.filter(habit__person=person).order_by("starts_on")
    for row in its_targets.values("habit", *OWN_TARGET):
        targets[row.pop("habit")].append(row)
    habits = list(person.custom_habits.order_by("position", "pk").values("id", *CUSTOM_HABIT))
    for habit in habits:
        number = habit.pop("id")
        habit |= {"targets": targets[number], "entries": entries[number]}
    return habits
