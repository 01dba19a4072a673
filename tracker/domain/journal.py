"""What a person logged on some days, in all the detail that trends and reviews speak of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from .custom_habits import CustomAmounts

# Elemental mg by the family that a form shares with its like (magnesium.FORM_FACTS).
MgByFamily = Mapping[str, Decimal]


class Meal(StrEnum):
    """The meal a walk follows."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    OTHER = "other"


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
class Log:
    """What was done, day by day; days without an entry are absent."""

    total_mg: Mapping[date, Decimal]
    walks: Mapping[date, Sequence[Walk]]
    sprints: Mapping[date, int]
    bedtime: Collection[date]
    custom: CustomAmounts = field(default_factory=dict)


@dataclass(frozen=True)
class Journal:
    """Entries by logical day; days without one are absent."""

    mg_by_family: Mapping[date, MgByFamily]
    walks: Mapping[date, Sequence[Walk]]
    sprints: Mapping[date, Sequence[Sprint]]
    nights: Mapping[date, Night]
    custom: CustomAmounts = field(default_factory=dict)

    @cached_property
    def log(self) -> Log:
        """What was done, as far as the marks of habits go."""
        return Log(
            {day: sum(mg.values(), Decimal(0)) for day, mg in self.mg_by_family.items()},
            self.walks,
            {day: len(sessions) for day, sessions in self.sprints.items()},
            {day for day, night in self.nights.items() if night.taken},
            self.custom,
        )

    @property
    def first_day(self) -> date | None:
        """The first day with an entry; None without any."""
        custom = [day for amounts in self.custom.values() for day in amounts]
        return min([*self.mg_by_family, *self.walks, *self.sprints, *self.nights, *custom], default=None)
