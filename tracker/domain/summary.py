"""Days and weeks of a log added up; whatever is shown of a longer time is a sum of these."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Self, cast

from .days import days_between, week_first_day
from .habits import Habit, HabitKey, HabitRecord, HabitUnit, Mark, week_score
from .journal import MEALS, Journal, Meal, MgByFamily, Night, Sprint
from .observations import Comparison, Ratings
from .plan import Plan
from .protocol import meals_walked, rules, week_units
from .targets import TargetRange, Verdict

# A mean over fewer days than this says more about those days than about the week.
MIN_DAYS_IN_MEAN = 3
MEAN_DAYS = 7

HabitRecords = Mapping[HabitKey, HabitRecord]


@dataclass(frozen=True, slots=True)
class DayFacts:
    """One day: what was taken and done, and what became of it; a day without a dose has no total."""

    day: date
    mg_by_family: MgByFamily
    band: TargetRange | None
    is_paused: bool
    is_open: bool
    mean_mg: Decimal | None = None
    units: Mapping[HabitKey, HabitUnit] = field(default_factory=dict)
    walked: Sequence[Meal] = ()
    minutes_after_meal: Sequence[int] = ()
    sprints: Sequence[Sprint] = ()
    night: Night | None = None
    custom: Mapping[HabitKey, Decimal] = field(default_factory=dict)

    @property
    def total_mg(self) -> Decimal | None:
        """All magnesium of the day; None when nothing was logged, which is not the same as 0 mg taken."""
        return sum(self.mg_by_family.values(), Decimal(0)) if self.mg_by_family else None

    @property
    def verdict(self) -> Verdict | None:
        """How the total stands against the band; None without an entry or a target."""
        total_mg = self.total_mg
        return self.band.verdict(total_mg) if self.band and total_mg is not None else None

    @property
    def counts(self) -> bool:
        """Whether the day belongs in a mean: logged, over and not paused."""
        return bool(self.mg_by_family) and not self.is_open and not self.is_paused

    @property
    def asks_for_walks(self) -> bool:
        """Whether walks were asked for; a paused day asks for nothing."""
        unit = self.units.get(Habit.WALKS)
        return unit is not None and unit.due is not None and not self.is_paused

    def mark(self, habit: HabitKey) -> Mark:
        """What became of a daily habit that day."""
        return self.units[habit].mark


class Sum:
    """What adds up figure by figure, and where it holds figures by key, key by key.

    Without slots: past weeks are cached, and with slots they take five times as long to pickle and to load.
    """

    def __add__(self, other: Self) -> Self:
        return self.of_all([self, other])

    @classmethod
    def of_all(cls, sums: Sequence[Self]) -> Self:
        """Add up several, one at least; each has its figures in the order of the fields."""
        figures = zip(*[vars(each).values() for each in sums], strict=True)
        total: Self = cast(Any, cls)(*[_total(of_field) for of_field in figures])
        return total


def total_of[T](values: Sequence[T]) -> T:
    """Add up values of one kind, one at least: figures, sums, or mappings of these."""
    return cast(T, _total(values))


def _total(values: Sequence[Any]) -> Any:
    first = values[0]
    if len(values) == 1:
        return first
    if isinstance(first, Sum):
        return first.of_all(values)
    if not isinstance(first, dict):
        return sum(values[1:], first)
    by_key: dict[Any, list[Any]] = {}
    for mapping in values:
        for key, value in mapping.items():
            by_key.setdefault(key, []).append(value)
    return {key: _total(found) for key, found in by_key.items()}


@dataclass(frozen=True)
class Tally(Sum):
    """How often something was done: `kept` of `due` times."""

    kept: int = 0
    due: int = 0

    @classmethod
    def of_all(cls, sums: Sequence[Self]) -> Self:
        """Add up several; by hand, since no other sum is made as often."""
        return cls(sum([each.kept for each in sums]), sum([each.due for each in sums]))

    @property
    def ratio(self) -> float | None:
        """0 to 1; None when nothing was due."""
        return self.kept / self.due if self.due else None


@dataclass(frozen=True)
class Average(Sum):
    """A mean that can be added to others: a sum and how many values it is of."""

    total: Decimal = Decimal(0)
    count: int = 0

    @property
    def mean(self) -> Decimal | None:
        """None without a value."""
        return self.total / self.count if self.count else None


NOTHING, NO_AVERAGE = Tally(), Average()


def average(values: Iterable[int | Decimal]) -> Average:
    """The mean of these values."""
    listed = list(values)
    return Average(Decimal(sum(listed)), len(listed)) if listed else NO_AVERAGE


@dataclass(frozen=True)
class MagnesiumSum(Sum):
    """Magnesium of the days that count (logged, over, not paused): how much, and how it stood to the band."""

    days: int = 0
    mg_by_family: MgByFamily = field(default_factory=dict)
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)

    @classmethod
    def of(cls, days: Sequence[DayFacts]) -> Self:
        """What these days add up to."""
        counted = [day for day in days if day.counts]
        verdicts = [day.verdict for day in counted]
        return cls(
            len(counted),
            total_of([{}, *(day.mg_by_family for day in counted)]),
            {verdict: verdicts.count(verdict) for verdict in Verdict if verdict in verdicts},
        )

    @property
    def mean_mg(self) -> Decimal | None:
        """Mean of a day that counts; None when none does."""
        return sum(self.mg_by_family.values(), Decimal(0)) / self.days if self.days else None

    @property
    def mean_mg_by_family(self) -> MgByFamily:
        """The parts of the mean, by family of the form; empty when no day counts."""
        return {family: mg / self.days for family, mg in self.mg_by_family.items()}


@dataclass(frozen=True)
class WalkSum(Sum):
    """Walks of the `days` that asked for some, today's included: those that counted, in all and by meal.

    `days_by_meal` are the days over on which a meal was walked after, of those that asked for walks.
    `minutes_after_meal` are those of all walks of days not paused, whether they count or not.
    """

    days: int = 0
    counted: Tally = NOTHING
    by_meal: Mapping[Meal, int] = field(default_factory=dict)
    days_by_meal: Mapping[Meal, Tally] = field(default_factory=dict)
    minutes_after_meal: Average = NO_AVERAGE

    @classmethod
    def of(cls, days: Sequence[DayFacts]) -> Self:
        """What these days add up to."""
        asked = [day for day in days if day.asks_for_walks]
        over = [day for day in asked if not day.is_open]
        walked = Counter(meal for day in asked for meal in day.walked)
        due = sum(int(due.at_least) for day in asked if (due := day.units[Habit.WALKS].due))
        return cls(
            len(asked),
            Tally(walked.total(), due),
            {meal: walked[meal] for meal in Meal if walked[meal]},
            {meal: Tally(sum(meal in day.walked for day in over), len(over)) for meal in MEALS if over},
            average(minutes for day in days if not day.is_paused for minutes in day.minutes_after_meal),
        )


@dataclass(frozen=True)
class SprintSum(Sum):
    """Sprint sessions of those that the weeks asked for, and how long and hard they were.

    Sessions and seconds are of all days, mean effort leaves out paused ones, as every mean does.
    """

    sessions: Tally = NOTHING
    work_seconds: int = 0
    effort: Average = NO_AVERAGE

    @classmethod
    def of(cls, days: Sequence[DayFacts], week: HabitUnit | None) -> Self:
        """What these days add up to; `week` is what their week made of its sessions, all seven days of it."""
        sprints = [sprint for day in days for sprint in day.sprints]
        return cls(
            times_done(week) if week else NOTHING,
            sum(sprint.volume_seconds for sprint in sprints),
            average(
                sprint.effort
                for day in days
                if not day.is_paused
                for sprint in day.sprints
                if sprint.effort is not None
            ),
        )


@dataclass(frozen=True)
class NightSum(Sum):
    """Nights of days not paused: when the dose was taken, in minutes from noon (see `Night`), and the sleep.

    `ratings` has each rated night once for everything that tells nights apart (observations.py), so that a
    mean and a comparison of it are always of the same nights.
    """

    clock: Average = NO_AVERAGE
    ratings: Ratings = field(default_factory=dict)

    @classmethod
    def of(cls, days: Sequence[DayFacts]) -> Self:
        """What these days add up to."""
        slept = [(day, day.night) for day in days if day.night and not day.is_paused]
        ratings = Counter(
            (comparison, has_it, night.quality)
            for day, night in slept
            if night.quality
            for comparison, tells_apart in _TELLS_APART.items()
            if (has_it := tells_apart(day, night)) is not None
        )
        return cls(average(night.minutes for _, night in slept if night.minutes is not None), dict(ratings))

    @classmethod
    def of_all(cls, sums: Sequence[Self]) -> Self:
        """Add up several; by hand, since no other sum holds so many small counts."""
        ratings: dict[tuple[Comparison, bool, int], int] = {}
        for each in sums:
            for key, count in each.ratings.items():
                ratings[key] = ratings.get(key, 0) + count
        return cls(total_of([each.clock for each in sums]), ratings)

    @cached_property
    def sleep(self) -> Mapping[bool, Average]:
        """How the sleep was, by whether the dose was taken; absent where no night was rated."""
        totals: Counter[bool] = Counter()
        nights: Counter[bool] = Counter()
        for (comparison, taken, rating), count in self.ratings.items():
            if comparison == Comparison.BEDTIME_DOSE:
                totals[taken] += rating * count
                nights[taken] += count
        return {taken: Average(Decimal(totals[taken]), count) for taken, count in nights.items()}

    @cached_property
    def rated(self) -> Average:
        """Sleep of all nights that were rated."""
        return sum(self.sleep.values(), NO_AVERAGE)


# A night belongs to the day on whose evening it began. None where that day cannot be told: one without a dose
# or a target has no verdict.
_TELLS_APART: dict[Comparison, Callable[[DayFacts, Night], bool | None]] = {
    Comparison.BEDTIME_DOSE: lambda day, night: night.taken,
    Comparison.IN_RANGE: lambda day, night: None if day.verdict is None else day.verdict is Verdict.WITHIN,
    Comparison.SPRINT_DAY: lambda day, night: bool(day.sprints),
}


@dataclass(frozen=True)
class CustomSum(Sum):
    """How much was logged of each custom habit, a value a day logged."""

    amounts: Mapping[HabitKey, Average] = field(default_factory=dict)

    @classmethod
    def of(cls, days: Sequence[DayFacts]) -> Self:
        """What these days add up to."""
        logged = {key: None for day in days for key in day.custom}
        return cls({key: average(day.custom[key] for day in days if key in day.custom) for key in logged})


@dataclass(frozen=True)
class Summary:
    """Some days added up, whole weeks as a rule.

    `habits` holds kept and due days, or weeks; `weekdays` the days by weekday (0 is Monday).
    `records` is what each habit adds up to: in these days, or from the first day of all to the last of these.
    """

    first_day: date
    last_day: date
    is_open: bool = False
    paused_days: int = 0
    habits: Mapping[HabitKey, Tally] = field(default_factory=dict)
    weekdays: Mapping[tuple[HabitKey, int], Tally] = field(default_factory=dict)
    magnesium: MagnesiumSum = field(default_factory=MagnesiumSum)
    walks: WalkSum = field(default_factory=WalkSum)
    sprints: SprintSum = field(default_factory=SprintSum)
    nights: NightSum = field(default_factory=NightSum)
    custom: CustomSum = field(default_factory=CustomSum)
    records: HabitRecords = field(default_factory=dict)

    @property
    def days(self) -> int:
        """How many days are added up."""
        return (self.last_day - self.first_day).days + 1

    @property
    def is_paused(self) -> bool:
        """Whether all of the days asked for nothing."""
        return self.paused_days == self.days

    def tally(self, habit: HabitKey) -> Tally:
        """Kept of due: days, or weeks for what is counted by the week."""
        return self.habits.get(habit, NOTHING)

    def adherence(self, habit: HabitKey) -> float | None:
        """Kept ÷ due of one habit, None when nothing was due."""
        return self.tally(habit).ratio

    @property
    def score(self) -> float | None:
        """The mean adherence of the habits that were due, 0 to 1; None when none was."""
        return week_score(tally.ratio for tally in self.habits.values())


def day_facts(plan: Plan, journal: Journal, first: date, last: date, today: date) -> list[DayFacts]:
    """Return each day from `first` to `last`, or to today; `journal` reaches six days further back."""
    daily = [rule for rule in rules(plan) if not rule.is_weekly]
    # The six days before the first are there for its mean alone.
    early = days_between(first - timedelta(days=MEAN_DAYS - 1), first - timedelta(days=1))
    totals = [_counted_mg(plan, journal, day, today) for day in early]
    facts: list[DayFacts] = []
    for day in days_between(first, min(last, today)):
        is_open, is_paused, target = day >= today, plan.is_paused(day), plan.targets.on(day)
        walks = journal.walks.get(day, ())
        totals.append(_counted_mg(plan, journal, day, today))
        facts.append(
            DayFacts(
                day,
                journal.mg_by_family.get(day, {}),
                plan.range_on(day),
                is_paused,
                is_open,
                None if is_open or is_paused else _mean(totals[-MEAN_DAYS:]),
                units={rule.habit: rule.unit(plan, journal, day, today) for rule in daily},
                walked=meals_walked(walks, target.walk_minutes) if target and walks else (),
                minutes_after_meal=[
                    walk.minutes_after_meal for walk in walks if walk.minutes_after_meal is not None
                ],
                sprints=journal.sprints.get(day, ()),
                night=journal.nights.get(day),
                custom={key: amounts[day] for key, amounts in journal.custom.items() if day in amounts},
            )
        )
    return facts


def _counted_mg(plan: Plan, journal: Journal, day: date, today: date) -> Decimal | None:
    """The total of a day that belongs in a mean; None of any other, as `DayFacts.counts` has it."""
    counts = day in journal.mg_by_family and day < today and not plan.is_paused(day)
    return journal.total_mg_on(day) if counts else None


def summary_of(
    days: Sequence[DayFacts],
    week: Mapping[HabitKey, HabitUnit] | None = None,
    records: HabitRecords | None = None,
) -> Summary:
    """Add up days, one at least; `week` is what weekly habits made of the week they lie in."""
    week = week or {}
    weekdays = _weekdays(days)
    return Summary(
        days[0].day,
        days[-1].day,
        is_open=any(day.is_open for day in days),
        paused_days=sum(day.is_paused for day in days),
        habits=_habits(weekdays, week),
        weekdays=weekdays,
        magnesium=MagnesiumSum.of(days),
        walks=WalkSum.of(days),
        sprints=SprintSum.of(days, week.get(Habit.SPRINTS)),
        nights=NightSum.of(days),
        custom=CustomSum.of(days),
        records=records or {},
    )


def weekly(plan: Plan, journal: Journal, first: date, last: date, today: date) -> list[Summary]:
    """Add up each calendar week from the one of `first` to the one of `last`, days outside left out.

    `journal` holds these weeks whole. Their records are of each week alone: see `continued`.
    """
    days = day_facts(plan, journal, first, last, today)
    by_week: dict[date, list[DayFacts]] = {}
    for day in days:
        by_week.setdefault(week_first_day(day.day, plan.week_start), []).append(day)
    summaries = []
    for first_day, of_week in by_week.items():
        week = week_units(plan, journal, first_day, today)
        records = {
            rule.habit: HabitRecord().add_all(units_of(rule.habit, of_week, week)) for rule in rules(plan)
        }
        summaries.append(summary_of(of_week, week, records))
    return summaries


def continued(weeks: Iterable[Summary], before: HabitRecords) -> list[Summary]:
    """Return these weeks, oldest first, with records that go on from `before` and from week to week."""
    records, going_on = before, []
    for week in weeks:
        records = records_after(records, week.records)
        going_on.append(replace(week, records=records))
    return going_on


def records_after(before: HabitRecords, later: HabitRecords) -> HabitRecords:
    """Return what each habit adds up to when `later` follows; a habit may be in one of them only."""
    after = dict(before)
    for habit, record in later.items():
        after[habit] = after[habit] + record if habit in after else record
    return after


def units_of(
    habit: HabitKey, days: Sequence[DayFacts], week: Mapping[HabitKey, HabitUnit]
) -> list[HabitUnit]:
    """The units of one habit in a week: its days, or the week itself."""
    return [week[habit]] if habit in week else [day.units[habit] for day in days]


def added_up(summaries: Sequence[Summary]) -> Summary:
    """The sum of summaries, one at least, oldest first."""
    last = summaries[-1]
    return Summary(
        summaries[0].first_day,
        last.last_day,
        is_open=any(each.is_open for each in summaries),
        paused_days=sum(each.paused_days for each in summaries),
        habits=total_of([each.habits for each in summaries]),
        weekdays=total_of([each.weekdays for each in summaries]),
        magnesium=total_of([each.magnesium for each in summaries]),
        walks=total_of([each.walks for each in summaries]),
        sprints=total_of([each.sprints for each in summaries]),
        nights=total_of([each.nights for each in summaries]),
        custom=total_of([each.custom for each in summaries]),
        records=last.records,
    )


def times_done(week: HabitUnit) -> Tally:
    """How often a weekly habit was done in a week, of how often the week asks."""
    return Tally(int(week.done), int(week.due.at_least) if week.due and not week.skipped else 0)


def _weekdays(days: Sequence[DayFacts]) -> dict[tuple[HabitKey, int], Tally]:
    """Kept and due days of each daily habit by weekday; absent where none was due."""
    kept: Counter[tuple[HabitKey, int]] = Counter()
    due: Counter[tuple[HabitKey, int]] = Counter()
    for day in days:
        weekday = day.day.weekday()
        for habit, unit in day.units.items():
            mark = unit.mark
            if mark in (Mark.KEPT, Mark.MISSED):
                due[habit, weekday] += 1
                kept[habit, weekday] += mark is Mark.KEPT
    return {place: Tally(kept[place], count) for place, count in due.items()}


def _habits(
    weekdays: Mapping[tuple[HabitKey, int], Tally], week: Mapping[HabitKey, HabitUnit]
) -> dict[HabitKey, Tally]:
    """Kept and due days of each habit, or weeks for what is counted by the week."""
    by_habit: dict[HabitKey, list[Tally]] = {}
    for (habit, _weekday), tally in weekdays.items():
        by_habit.setdefault(habit, []).append(tally)
    habits = {habit: total_of(tallies) for habit, tallies in by_habit.items()}
    for habit, unit in week.items():
        if unit.mark in (Mark.KEPT, Mark.MISSED):
            habits[habit] = Tally(int(unit.mark is Mark.KEPT), 1)
    return habits


def _mean(totals: Sequence[Decimal | None]) -> Decimal | None:
    """Mean of those of seven days that count; None when they are too few."""
    counted = [total for total in totals if total is not None]
    return sum(counted, Decimal(0)) / len(counted) if len(counted) >= MIN_DAYS_IN_MEAN else None
