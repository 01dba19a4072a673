"""What somebody has logged, keeps and takes: enough that a page has all its parts to show."""

from datetime import time, timedelta
from decimal import Decimal

from django.db import transaction

from tests.browser.conftest import NOW
from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    MedicineFactory,
    PauseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
)

TODAY = NOW.date()


@transaction.atomic
def log_three_weeks(person):
    """Days of all sorts up to yesterday: within, below, above, paused, empty."""
    citrate = person.supplements.filter(name="Citrate").first()
    for ago in range(1, 22):
        day = TODAY - timedelta(days=ago)
        if ago % 7 == 3:
            continue
        DoseFactory(person=person, day=day, supplement=citrate, magnesium_form="citrate")
        if ago % 5:
            dose = DoseFactory(person=person, day=day, elemental_mg=Decimal(150 + 40 * (ago % 4)))
            BedtimeLogFactory(person=person, day=day, dose=dose, sleep_quality=1 + ago % 5)
        for meal in ("breakfast", "lunch", "dinner")[ago % 3 :]:
            PostMealWalkFactory(person=person, day=day, meal=meal)
        if ago % 4 == 0:
            SprintSessionFactory(person=person, day=day)
    PauseFactory(
        person=person, first_day=TODAY - timedelta(days=17), last_day=TODAY - timedelta(days=16), reason="ill"
    )


def log_this_morning(person, mg="200.0"):
    """A dose, a walk with a note and a sprint session of today."""
    DoseFactory(person=person, day=TODAY, elemental_mg=Decimal(mg), taken_at=NOW - timedelta(hours=3))
    PostMealWalkFactory(
        person=person, day=TODAY, meal="breakfast", note="by the river", started_at=NOW - timedelta(hours=2)
    )
    SprintSessionFactory(person=person, day=TODAY, started_at=NOW - timedelta(hours=1))


def keep_custom_habits(person):
    """One to tick, ticked today, one that is counted, one given up."""
    for name, kind, unit in (("Reading", "check", ""), ("Water", "number", "glasses")):
        habit = CustomHabitFactory(person=person, name=name, kind=kind, unit=unit)
        CustomHabitTargetFactory(habit=habit, at_least=1 if kind == "check" else 8)
        if kind == "check":
            CustomHabitEntryFactory(person=person, habit=habit, day=TODAY)
    CustomHabitFactory(person=person, name="Given up", archived=True)


def take_medicines(person, kidneys="moderate"):
    """A tablet this morning, one tonight, one that nobody knows hours for; and kidneys to think of."""
    MedicineFactory(person=person)
    MedicineFactory(person=person, kind="ciprofloxacin", clock=time(21), name="Cipro")
    MedicineFactory(person=person, kind="digoxin", clock=time(9))
    person.kidneys = kidneys
    person.save()
