"""What the demo person logs, day by day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from tracker.domain.days import days_between, logical_day, moment_on_day
from tracker.domain.journal import Meal
from tracker.models import BedtimeLog, CustomHabitEntry, Dose, Entry, PostMealWalk, SprintSession, User
from tracker.vocabulary.names import Activity

from .chance import chance
from .plan import (
    DAYS,
    EMAIL,
    EVENING_STACK,
    GAPS,
    GENTLE_START_DAYS,
    GOOD_FROM,
    HABITS_FROM,
    HOLIDAY,
    ILL,
    NOTES,
    OXIDE_UNTIL,
    READING_UNTIL,
    STACK_FROM,
    TIME_ZONE,
    DemoPlan,
    within,
)


@dataclass
class Diary:
    """Unsaved rows of the demo person, made day by day."""

    now: datetime
    person: User = field(init=False)
    first: date = field(init=False)
    today: date = field(init=False)
    plan: DemoPlan = field(init=False)
    doses: list[Dose] = field(default_factory=list)
    walks: list[PostMealWalk] = field(default_factory=list)
    sprints: list[SprintSession] = field(default_factory=list)
    bedtime_logs: list[BedtimeLog] = field(default_factory=list)
    custom_entries: list[CustomHabitEntry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.person = User(email=EMAIL, time_zone=TIME_ZONE)
        self.today = logical_day(self.now, ZoneInfo(TIME_ZONE), self.person.day_start)
        self.first = self.today - timedelta(days=DAYS)
        self.person.date_joined = self.person.set_up_at = self._at(self.first, 7, 5)
        self.plan = DemoPlan(self.person, self.first, self.today)
        for number, day in enumerate(days_between(self.first, self.today)):
            if not within(GAPS, number):
                for log in self._habits(number, day):
                    log(number, day)

    def _habits(self, number: int, day: date) -> Iterator[Callable[[int, date], None]]:
        away = within((HOLIDAY, ILL), number)
        # On holiday and in bed little is logged, but not nothing.
        if not away or chance(number, "logged though away") < 0.4:
            yield self._magnesium
        if not away or chance(number, "walked though away") < 0.3:
            yield self._walks
        if not away:
            yield self._sprint
            yield self._bedtime
            yield self._custom

    def _magnesium(self, number: int, day: date) -> None:
        with_oxide = number < OXIDE_UNTIL
        morning = "oxide" if with_oxide else "glycinate"
        if self._does(number, "morning dose", 0.96):
            note = NOTES[number % 4] if chance(number, "note") < 0.05 else ""
            self._dose(morning, number, day, 7, 25, note=note)
        likely = (0.66 if day.weekday() >= 5 else 0.82) + 0.13 * number / DAYS
        if self._does(number, "midday dose", likely):
            units = Decimal(1) if with_oxide else None
            # Three capsules instead of two, now and then.
            if number < GOOD_FROM and chance(number, "three") < 0.08:
                units = Decimal(3)
            self._dose("malate", number, day, 12, 40, units=units)
        elif chance(number, "evening powder") < 0.4:
            for key in EVENING_STACK if number >= STACK_FROM else ("citrate",):
                self._dose_at(key, number, day, self._at(day, 18, 45, number, "citrate"))
        if number < GOOD_FROM and chance(number, "one too many") < 0.06:
            self._dose("citrate", number, day, 20, 10)

    def _walks(self, number: int, day: date) -> None:
        grown = 0.15 * number / DAYS
        for meal, likely, hour, minute in (
            (Meal.BREAKFAST, 0.68, 8, 5),
            (Meal.LUNCH, 0.8, 13, 10),
            (Meal.DINNER, 0.76, 19, 20),
        ):
            if not self._does(number, meal, likely + grown):
                continue
            minutes = 10 + int(chance(number, meal, "minutes") ** 2 * 25)
            if chance(number, meal, "cut short") < 0.04:
                minutes = 6
            self._keep(
                self.walks,
                PostMealWalk(
                    meal=meal.value,
                    minutes=minutes,
                    minutes_after_meal=int(chance(number, meal, "after") * 40),
                ),
                self._at(day, hour, minute, number, meal),
                day,
                f"walk {number} {meal}",
            )
        if day.weekday() >= 5 and chance(number, "another walk") < 0.25:
            self._keep(
                self.walks,
                PostMealWalk(meal=Meal.OTHER.value, minutes=45),
                self._at(day, 16, 0, number, "another walk"),
                day,
                f"walk {number} other",
            )

    def _sprint(self, number: int, day: date) -> None:
        # Tuesdays and Fridays; one week in five has none, or only one.
        week = (day - timedelta(days=day.weekday())).toordinal() - self.first.toordinal()
        if day.weekday() not in (1, 4):
            return
        if number < GENTLE_START_DAYS and day.weekday() == 4:
            return
        lazy = number < GOOD_FROM - 7 and chance(week, "lazy week") < 0.2
        if lazy and (day.weekday() == 1 or chance(week, "no sprint at all") < 0.5):
            return
        by_bike = chance(number, "bike") < 0.7
        self._keep(
            self.sprints,
            SprintSession(
                activity=(Activity.BIKE if by_bike else Activity.STAIRS).value,
                sets=4 + min(4, number // 80),
                effort=7 + int(chance(number, "effort") * 3),
            ),
            self._at(day, 17, 30, number, "sprint"),
            day,
            f"sprint {number}",
        )

    def _bedtime(self, number: int, day: date) -> None:
        rated = day < self.today - timedelta(days=1) and chance(number, "rated") < 0.8
        if not self._does(number, "bedtime", 0.86):
            if rated:
                # Not quite as good as the others; whether they would have been, nobody knows either.
                restless = 2 + int(chance(number, "sleep without") * 3 + number / DAYS / 3)
                night = BedtimeLog(taken=False, sleep_quality=restless)
                self._keep(self.bedtime_logs, night, self._at(day, 22, 0), day, f"bedtime {number}")
            return
        at = self._at(day, 22, 15, number, "bedtime")
        if chance(number, "late night") < 0.05:
            # Past midnight, and still of the day before.
            at = self._at(day, 0, 40)
        # A night now and then without the capsules.
        dose = None
        if chance(number, "no capsules") > 0.03:
            few = number < GENTLE_START_DAYS or chance(number, "few capsules") < 0.2
            dose = self._dose_at("l_threonate", number, day, at, Decimal(2) if few else None)
        # The longer the habit, the better the nights; how it is for others, nobody knows.
        quality = min(5, 2 + int(chance(number, "sleep") * 3 + number / DAYS)) if rated else None
        self._keep(
            self.bedtime_logs,
            BedtimeLog(dose=dose, sleep_quality=quality),
            at,
            day,
            f"bedtime {number}",
        )

    def _custom(self, number: int, day: date) -> None:
        if number < HABITS_FROM:
            return
        for key, hour, likely in (("stretching", 7, 0.8), ("water", 20, 0.9), ("friends", 18, 0.4)):
            if not self._does(number, key, likely):
                continue
            amount = Decimal(5 + int(chance(number, key, "how much") * 5)) if key == "water" else Decimal(1)
            self._keep(
                self.custom_entries,
                CustomHabitEntry(habit=self.plan.custom_habits[key], amount=amount),
                self._at(day, hour, 30, number, key),
                day,
                f"{key} {number}",
            )
        if number < READING_UNTIL and chance(number, "reading") < 0.5:
            self._keep(
                self.custom_entries,
                CustomHabitEntry(habit=self.plan.custom_habits["reading"]),
                self._at(day, 21, 0, number, "reading"),
                day,
                f"reading {number}",
            )

    def _does(self, number: int, what: str, likely: float) -> bool:
        """Whether the person gets round to it that day."""
        if number >= GOOD_FROM:
            likely = 1 - (1 - likely) / 8
        return chance(number, what) < likely

    def _dose(
        self,
        key: str,
        number: int,
        day: date,
        hour: int,
        minute: int,
        units: Decimal | None = None,
        note: str = "",
    ) -> None:
        at = self._at(day, hour, minute, number, key)
        self._dose_at(key, number, day, at, units, note)

    def _dose_at(
        self,
        key: str,
        number: int,
        day: date,
        at: datetime,
        units: Decimal | None = None,
        note: str = "",
    ) -> Dose | None:
        supplement = self.plan.supplements[key]
        units = units or supplement.units_per_serving
        dose = Dose(
            supplement=supplement,
            magnesium_form=supplement.magnesium_form,
            units=units,
            elemental_mg=units * supplement.elemental_mg_per_unit,
            note=note,
        )
        return self._keep(self.doses, dose, at, day, f"dose {number} {at:%H%M} {key}")

    def _keep[E: Entry](self, rows: list[E], entry: E, at: datetime, day: date, name: str) -> E | None:
        """Add an entry unless it has not happened yet; `name` tells it from all others."""
        if at > self.now:
            return None
        facts: dict[str, Any] = {
            "person": self.person,
            "entry_id": uuid5(NAMESPACE_URL, f"twelve demo {name}"),
            "day": day,
            "time_zone": TIME_ZONE,
            "logged_at": at,
            entry.moment_field: at,
        }
        for attribute, value in facts.items():
            setattr(entry, attribute, value)
        rows.append(entry)
        return entry

    def _at(self, day: date, hour: int, minute: int, *what: object) -> datetime:
        """The moment of a clock time on a logical day, in UTC; up to 40 minutes later when `what` is told."""
        later = timedelta(minutes=int(chance(*what, "later") * 40)) if what else timedelta()
        clock = (datetime.combine(day, time(hour, minute), tzinfo=UTC) + later).time()
        return moment_on_day(day, clock, ZoneInfo(TIME_ZONE), self.person.day_start)
