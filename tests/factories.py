"""The dullest valid rows, without chance; a test writes what matters to it."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory, Password

from tracker.models import (
    BedtimeLog,
    CustomHabit,
    CustomHabitEntry,
    CustomHabitTarget,
    Dose,
    Medicine,
    Pause,
    PostMealWalk,
    SprintSession,
    Supplement,
    Target,
    User,
)

PASSWORD = "a long pass phrase"
DAY = date(2026, 3, 14)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person{number + 1}@example.org")
    password = Password(PASSWORD)
    time_zone = "Europe/Berlin"
    set_up_at = datetime(2026, 1, 1, 12, tzinfo=UTC)


class OwnedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    person = factory.SubFactory(PersonFactory)


class TargetFactory(OwnedFactory):
    class Meta:
        model = Target

    starts_on = date(2026, 1, 1)


class PauseFactory(OwnedFactory):
    class Meta:
        model = Pause

    first_day = DAY
    last_day = DAY


class CustomHabitFactory(OwnedFactory):
    class Meta:
        model = CustomHabit

    name = factory.Sequence(lambda number: f"Habit {number + 1}")


class CustomHabitTargetFactory(DjangoModelFactory):
    class Meta:
        model = CustomHabitTarget

    habit = factory.SubFactory(CustomHabitFactory)
    starts_on = date(2026, 1, 1)
    at_least = Decimal(1)


class SupplementFactory(OwnedFactory):
    class Meta:
        model = Supplement

    name = factory.Sequence(lambda number: f"Glycinate {number + 1}")
    magnesium_form = "glycinate"
    elemental_mg_per_unit = Decimal("100.0")
    units_per_serving = Decimal("2.0")


class MedicineFactory(OwnedFactory):
    class Meta:
        model = Medicine

    kind = "levothyroxine"
    clock = time(8)


def noon(entry):
    """Noon of the entry's day on the wall in its zone."""
    return datetime.combine(entry.day, time(12), tzinfo=ZoneInfo(entry.time_zone)).astimezone(UTC)


class EntryFactory(OwnedFactory):
    class Meta:
        abstract = True

    day = DAY
    time_zone = factory.SelfAttribute("person.time_zone")


class DoseFactory(EntryFactory):
    class Meta:
        model = Dose

    magnesium_form = "glycinate"
    elemental_mg = Decimal("200.0")
    taken_at = factory.LazyAttribute(noon)


class PostMealWalkFactory(EntryFactory):
    class Meta:
        model = PostMealWalk

    meal = "lunch"
    minutes = 10
    started_at = factory.LazyAttribute(noon)


class SprintSessionFactory(EntryFactory):
    class Meta:
        model = SprintSession

    started_at = factory.LazyAttribute(noon)


class BedtimeLogFactory(EntryFactory):
    class Meta:
        model = BedtimeLog

    taken_at = factory.LazyAttribute(noon)


class CustomHabitEntryFactory(EntryFactory):
    class Meta:
        model = CustomHabitEntry

    habit = factory.SubFactory(CustomHabitFactory, person=factory.SelfAttribute("..person"))
    done_at = factory.LazyAttribute(noon)
