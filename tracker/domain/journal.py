"""What a person logged on some days, in all the detail that marks, trends and reviews speak of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .custom_habits import CustomAmounts

# Elemental mg by the family that a form shares with its like (magnesium.FORM_FACTS).
MgByFamily = Mapping[str, Decimal]


class Meal(StrEnum):
    """The meal a walk follows."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    OTHER = "other"


# The three that the protocol asks to walk after.
MEALS = (Meal.BREAKFAST, Meal.LUNCH, Meal.DINNER)


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk, as far as its counting goes."""

    meal: Meal
    minutes: int
    minutes_after_meal: int | None = None


@dataclass(frozen=True, slots=True)
class Sprint:
    """One sprint session, as far as its volume and effort go; effort runs from 1 to 10."""

    sets: int
    work_seconds: int
    effort: int | None = None

    @property
    def volume_seconds(self) -> int:
        """Seconds of hard work in all: sets × seconds."""
        return self.sets * self.work_seconds


@dataclass(frozen=True, slots=True)
class Night:
    """One night: whether magnesium was taken before bed, when, and how the sleep was (1 to 5).

    `minutes` count from noon of the logical day on the wall clock of the zone it was logged in, so
    that times on both sides of midnight stand in order: 23:30 is 690, 00:30 is 750. None when
    nothing was taken.
    """

    taken: bool
    minutes: int | None = None
    quality: int | None = None


@dataclass(frozen=True, slots=True)
class Journal:
    """Entries by logical day; days without one are absent."""

    mg_by_family: Mapping[date, MgByFamily] = field(default_factory=dict)
    walks: Mapping[date, Sequence[Walk]] = field(default_factory=dict)
    sprints: Mapping[date, Sequence[Sprint]] = field(default_factory=dict)
    nights: Mapping[date, Night] = field(default_factory=dict)
    custom: CustomAmounts = field(default_factory=dict)

    @property
    def first_day(self) -> date | None:
        """The first day with an entry; None without any."""
        custom = [day for amounts in self.custom.values() for day in amounts]
        return min([*self.mg_by_family, *self.walks, *self.sprints, *self.nights, *custom], default=None)

    def total_mg_on(self, day: date) -> Decimal:
        """All magnesium of one day; 0 without a dose."""
        return sum(self.mg_by_family.get(day, {}).values(), Decimal(0))

    def sessions_on(self, day: date) -> int:
        """How many sprint sessions were done on one day."""
        return len(self.sprints.get(day, ()))

    def has_bedtime_dose_on(self, day: date) -> bool:
        """Whether magnesium was taken before the night of one day; a night can be rated without."""
        night = self.nights.get(day)
        return night is not None and night.taken
