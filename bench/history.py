"""A person's entries of many days, without chance: what pages are measured with."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from tracker.models import (
    BedtimeLog,
    Dose,
    Pause,
    PostMealWalk,
    SprintSession,
    Supplement,
    Target,
    User,
)

SUPPLEMENTS = [
    ("Glycinate", "glycinate", "100", "2", "morning"),
    ("Malate", "malate", "80", "2", "midday"),
    ("L-threonate", "l_threonate", "48", "2", "bedtime"),
]
MEALS = [("breakfast", 7), ("lunch", 13), ("dinner", 19)]
# A new one each half a year, as people do.
TARGET_LASTS = timedelta(days=182)


def add_history(person: User, days: int, today: date) -> int:
    """Store about 4.6 entries for each of the `days` before `today`, and return how many.

    Some days lack a walk, a dose or the bedtime dose, each week has one or two sprint sessions; targets
    change twice a year and each year has a week's pause. The day `today` stays empty.
    """
    first = today - timedelta(days=days)
    Target.objects.bulk_create(
        Target(person=person, starts_on=first + n * TARGET_LASTS, low_mg=Decimal(400 - n % 3))
        for n in range(days // TARGET_LASTS.days + 1)
    )
    Pause.objects.bulk_create(
        Pause(person=person, first_day=day, last_day=day + timedelta(days=6))
        for day in (first + timedelta(days=n) for n in range(200, days - 7, 365))
    )
    morning, noon, bedtime = supplements = [
        Supplement(
            person=person,
            name=name,
            magnesium_form=form,
            elemental_mg_per_unit=Decimal(mg),
            units_per_serving=Decimal(units),
            usual_moment=moment,
            position=position,
        )
        for position, (name, form, mg, units, moment) in enumerate(SUPPLEMENTS)
    ]
    Supplement.objects.bulk_create(supplements)

    doses, walks, sprints, nights = [], [], [], []
    for n in range(days):
        day = first + timedelta(days=n)
        if n % 11:
            doses.append(_dose(person, morning, day, 7))
        if n % 3:
            doses.append(_dose(person, noon, day, 12))
        walks += [
            PostMealWalk(
                **_entry(person, day),
                meal=meal,
                minutes=10 + n % 6,
                minutes_after_meal=20,
                started_at=_at(day, hour),
            )
            for place, (meal, hour) in enumerate(MEALS)
            if (n + place) % 4
        ]
        if n % 7 in ({2} if n % 5 else {2, 5}):
            sprints.append(SprintSession(**_entry(person, day), started_at=_at(day, 17)))
        if n % 9:
            dose = _dose(person, bedtime, day, 22)
            doses.append(dose)
            nights.append(
                BedtimeLog(
                    **_entry(person, day),
                    dose=dose,
                    sleep_quality=1 + n % 5 if n % 2 else None,
                    taken_at=_at(day, 22),
                )
            )
    for model, rows in ((Dose, doses), (PostMealWalk, walks), (SprintSession, sprints), (BedtimeLog, nights)):
        model.objects.bulk_create(rows, batch_size=500)
    return len(doses) + len(walks) + len(sprints) + len(nights)


def _dose(person: User, supplement: Supplement, day: date, hour: int) -> Dose:
    return Dose(
        **_entry(person, day),
        supplement=supplement,
        magnesium_form=supplement.magnesium_form,
        elemental_mg=supplement.serving_mg,
        units=supplement.units_per_serving,
        taken_at=_at(day, hour),
    )


def _entry(person: User, day: date) -> dict:
    return {"person": person, "day": day, "time_zone": "UTC"}


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)
