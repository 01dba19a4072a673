"""What a person's closed weeks add up to, kept beside the entries that it is made of."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any, Self

from django.conf import settings
from django.db import models

from tracker.domain.custom_habits import custom_key, custom_number
from tracker.domain.habits import Habit, HabitKey, HabitRecord
from tracker.domain.journal import MEALS, Meal
from tracker.domain.observations import Comparison, Ratings
from tracker.domain.summary import (
    NO_AVERAGE,
    Average,
    CustomSum,
    HabitRecords,
    MagnesiumSum,
    NightSum,
    SprintSum,
    Summary,
    Tally,
    WalkSum,
    records_after,
)
from tracker.domain.targets import Verdict

# Strengths are kept to a ten millionth, far below anything that is shown, as whole numbers, which are short.
PRECISION = 10**7
RATINGS = range(1, 6)


class WeekSummary(models.Model):
    """What one closed week adds up to; a week without a row had no entry, and nothing was due in it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="week_summaries", db_index=False
    )
    first_day = models.DateField()
    # As short as it can be written: there are 52 a year.
    figures = models.TextField()

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.UniqueConstraint(fields=["person", "first_day"], name="week_summary_once_per_week")
        ]

    def __str__(self) -> str:
        return f"{self.first_day}"

    @classmethod
    def of(cls, person_id: int, week: Summary) -> Self:
        """The row of a week, with its records of that week alone."""
        return cls(person_id=person_id, first_day=week.first_day, figures=written(week))


class HabitHistory(models.Model):
    """What each habit adds up to over all closed weeks before the day `until`, by the year they began in.

    `since` is the first of these weeks; None when there is none.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="habit_history", primary_key=True
    )
    since = models.DateField(null=True)
    until = models.DateField()
    years = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"

    def records(self, *, before_year: int | None = None) -> HabitRecords:
        """What each habit adds up to over all these weeks, or those that began before a year."""
        records: HabitRecords = {}
        for year in sorted(map(int, self.years)):
            if before_year is None or year < before_year:
                records = records_after(records, self._records_of(year))
        return records

    def keep(self, first_year: int, last_year: int, weeks: Iterable[tuple[date, str]]) -> None:
        """Let these years come to what these weeks add up to: all that began in them, as they are written."""
        for year in [year for year in self.years if first_year <= int(year) <= last_year]:
            del self.years[year]
        for number, of_year in groupby(weeks, lambda week: week[0].year):
            records: HabitRecords = {}
            for first_day, figures in of_year:
                records = records_after(records, read_records(first_day, figures))
            self.years[str(number)] = {habit: list(astuple(record)) for habit, record in records.items()}

    def _records_of(self, year: int) -> HabitRecords:
        return {habit: HabitRecord(*figures) for habit, figures in self.years[str(year)].items()}


def written(week: Summary) -> str:
    """Return a closed week, with its records of that week alone, as text; `read` is the inverse.

    What there is of each verdict, meal and habit of the protocol stands in their order, a custom habit
    under its number.
    """
    magnesium, walks, sprints, nights = week.magnesium, week.walks, week.sprints, week.nights
    habits = {
        habit: _written_habit(week, habit, record)
        for habit, record in week.records.items()
        if record.kept or record.missed
    }
    figures = [
        week.paused_days,
        [habits.pop(habit, 0) for habit in Habit],
        {custom_number(habit): marks for habit, marks in habits.items()},
        {custom_number(habit): _written_average(amount) for habit, amount in week.custom.amounts.items()},
        magnesium.days,
        {family: _tenths(mg) for family, mg in magnesium.mg_by_family.items()},
        [magnesium.verdicts.get(verdict, 0) for verdict in Verdict],
        walks.days,
        _pair(walks.counted),
        [walks.by_meal.get(meal, 0) for meal in Meal],
        [_pair(tally) for meal in MEALS if (tally := walks.days_by_meal.get(meal))],
        _written_average(walks.minutes_after_meal),
        _pair(sprints.sessions),
        sprints.work_seconds,
        _written_average(sprints.effort),
        _written_average(nights.clock),
        [_written_ratings(nights.ratings, comparison) for comparison in Comparison],
    ]
    return json.dumps(figures, separators=(",", ":"))


def read(first_day: date, text: str) -> Summary:
    """Return the week from `first_day` that `written` wrote."""
    figures = iter(json.loads(text))
    paused_days = next(figures)
    habits = _by_habit(next(figures), next(figures))
    amounts = {custom_key(number): _read_average(amount) for number, amount in next(figures).items()}
    tallies: dict[HabitKey, Tally] = {}
    weekdays: dict[tuple[HabitKey, int], Tally] = {}
    for habit, (*bits, _asked, _strength) in habits.items():
        marks = _marks(first_day.weekday(), *bits)
        tallies[habit] = marks.tally
        for weekday, tally in marks.weekdays:
            weekdays[habit, weekday] = tally
    return Summary(
        first_day,
        first_day + timedelta(days=6),
        paused_days=paused_days,
        habits=tallies,
        weekdays=weekdays,
        magnesium=MagnesiumSum(
            next(figures),
            {family: _from_tenths(mg) for family, mg in next(figures).items()},
            {verdict: days for verdict, days in zip(Verdict, next(figures), strict=True) if days},
        ),
        walks=WalkSum(
            next(figures),
            Tally(*next(figures)),
            {meal: count for meal, count in zip(Meal, next(figures), strict=True) if count},
            {meal: Tally(*pair) for meal, pair in zip(MEALS, next(figures), strict=False)},
            _read_average(next(figures)),
        ),
        sprints=SprintSum(Tally(*next(figures)), next(figures), _read_average(next(figures))),
        nights=NightSum(
            _read_average(next(figures)),
            {
                key: count
                for comparison, written in zip(Comparison, next(figures), strict=True)
                for key, count in _read_ratings(comparison, written)
            },
        ),
        custom=CustomSum(amounts),
        records=_records(first_day, habits),
    )


def read_records(first_day: date, text: str) -> HabitRecords:
    """Return only what each habit adds up to in the week from `first_day` that `written` wrote."""
    _paused_days, protocol, custom, *_rest = json.loads(text)
    return _records(first_day, _by_habit(protocol, custom))


def _by_habit(protocol: list[Any], custom: dict[str, Any]) -> dict[HabitKey, list[Any]]:
    habits: dict[HabitKey, list[Any]] = {
        habit: marks for habit, marks in zip(Habit, protocol, strict=True) if marks
    }
    return habits | {custom_key(number): marks for number, marks in custom.items()}


def _records(first_day: date, habits: Mapping[HabitKey, list[Any]]) -> HabitRecords:
    records = {}
    for habit, (*bits, asked, strength) in habits.items():
        marks = _marks(first_day.weekday(), *bits)
        records[habit] = HabitRecord(
            marks.current,
            marks.best,
            marks.tally.kept,
            marks.tally.due - marks.tally.kept,
            strength / PRECISION,
            marks.first_run,
            asked if len(bits) == 2 else (7 * asked) ** 0.5,
        )
    return records


def _written_habit(week: Summary, habit: HabitKey, record: HabitRecord) -> list[float]:
    """What became of a habit: its marks, how far they take its strength on, and what they make of it.

    For its days two numbers, whose lowest bit is Monday's: what was kept or missed, and what was kept. For
    its week whether it was kept, and how many times it was asked for.
    """
    due = kept = 0
    for weekday in range(7):
        if tally := week.weekdays.get((habit, weekday)):
            due |= 1 << weekday
            kept |= tally.kept << weekday
    strength = round(record.strength * PRECISION)
    if not due:
        return [record.kept, round(record.asked**2 / 7), strength]
    asked = int(record.asked) if record.asked.is_integer() else round(record.asked, 6)
    return [due, kept, asked, strength]


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the marks of a habit come to in one week."""

    current: int
    best: int
    first_run: int
    tally: Tally
    weekdays: Sequence[tuple[int, Tally]] = ()


@cache
def _marks(first_weekday: int, *bits: int) -> _Marks:
    """What `_written_habit` has written as one number, or as two, in a week that begins on this weekday."""
    if len(bits) == 1:
        [kept] = bits
        return _Marks(kept, kept, kept, Tally(kept, 1))
    due, kept = bits
    current = best = first_run = missed = 0
    weekdays = [(first_weekday + place) % 7 for place in range(7)]
    marked = [(weekday, kept >> weekday & 1) for weekday in weekdays if due >> weekday & 1]
    for _weekday, is_kept in marked:
        current = current + 1 if is_kept else 0
        best = max(best, current)
        missed += not is_kept
        if not missed:
            first_run = current
    return _Marks(
        current,
        best,
        first_run,
        Tally(len(marked) - missed, len(marked)),
        [(weekday, Tally(is_kept, 1)) for weekday, is_kept in marked],
    )


def _written_ratings(ratings: Ratings, comparison: Comparison) -> int:
    """How many nights had each rating, without it and with it: digits to the base 8, as a week has 7."""
    return sum(
        count * 8 ** _place(has_it, rating)
        for (of, has_it, rating), count in ratings.items()
        if of is comparison
    )


def _read_ratings(comparison: Comparison, written: int) -> Iterator[tuple[tuple[Comparison, bool, int], int]]:
    for has_it in (False, True):
        for rating in RATINGS:
            if count := written // 8 ** _place(has_it, rating) % 8:
                yield (comparison, has_it, rating), count


def _place(has_it: bool, rating: int) -> int:
    return len(RATINGS) * has_it + rating - 1


def _pair(tally: Tally) -> list[int]:
    return [tally.kept, tally.due]


def _tenths(amount: Decimal) -> int:
    """Nothing that is logged is finer than a tenth."""
    return int(amount.scaleb(1))


def _from_tenths(tenths: int) -> Decimal:
    return Decimal(tenths).scaleb(-1)


def _written_average(average: Average) -> int | list[int]:
    """A sum and how many values it is of; only how many where each is 1, such as of a habit that is done."""
    return average.count if average.total == average.count else [_tenths(average.total), average.count]


def _read_average(figures: int | list[int]) -> Average:
    if isinstance(figures, list):
        return Average(_from_tenths(figures[0]), figures[1])
    return Average(Decimal(figures), figures) if figures else NO_AVERAGE


# Nothing was logged and nothing was due: a week that has no row.
EMPTY = written(Summary(date.min, date.min + timedelta(days=6)))
