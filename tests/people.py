"""A person with a row of every kind: for what must leave none out."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from tests.factories import (
    DAY,
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.actions.history import store_anew
from tracker.models import Medicine, Review, ReviewMail

MOMENT = datetime(2026, 3, 16, 7, tzinfo=UTC)


def person_with_everything(day=DAY, **fields):
    """Somebody whose every table has a row, with figures that can be told apart; the entries are of `day`."""
    person = PersonFactory(**fields)
    TargetFactory(person=person)
    supplement = SupplementFactory(person=person, name="Glycinate")
    SupplementFactory(person=person, name="Oxide", magnesium_form="oxide", archived=True)
    DoseFactory(person=person, day=day, supplement=supplement, units=Decimal("2.0"), note="with water")
    bedtime = DoseFactory(person=person, day=day, elemental_mg=Decimal("96.5"), compound_mg=Decimal("684.4"))
    BedtimeLogFactory(person=person, day=day, dose=bedtime, sleep_quality=4)
    PostMealWalkFactory(person=person, day=day, minutes=12, minutes_after_meal=20)
    SprintSessionFactory(person=person, day=day, effort=8)
    PauseFactory(person=person, first_day=day - timedelta(days=2), last_day=day, reason="ill")
    Review.objects.create(
        person=person, week="2026-W11", reflection="Late dinners.", intention="dinner", weekdays={1, 2, 3}
    )
    ReviewMail.objects.create(person=person, week="2026-W11", claimed_at=MOMENT, sent_at=MOMENT)
    Medicine.objects.create(
        person=person, kind="levothyroxine", name="Thyroid", clock=time(8), weekdays=range(5)
    )
    habit = CustomHabitFactory(person=person, name="Reading", kind="number", unit="pages")
    CustomHabitTargetFactory(habit=habit, starts_on=date(2026, 2, 1), at_least=Decimal(10))
    CustomHabitFactory(person=person, name="Given up", position=1, archived=True)
    CustomHabitEntryFactory(person=person, habit=habit, day=day, amount=Decimal("12.0"))
    with transaction.atomic():
        store_anew(person, today=day + timedelta(weeks=3))
    return person
