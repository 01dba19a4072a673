"""Days and weeks of a log added up; whatever is shown of a longer time is a sum of these."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from .days import days_between, week_first_day
from .habits import Habit, HabitKey, HabitRecord, HabitUnit, Mark, week_score
from .journal import MEALS, Journal, Meal, MgByFamily, Night, Sprint
from .plan import Plan
from .protocol import day_units, meals_walked, rules, week_units
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

    def mark(self, habit: HabitKey) -> Mark:
        """What became of a daily habit that day."""
        return self.units[habit].mark


# Without slots, with which it would take five times as long to remember them and to call them to mind.
@dataclass(frozen=True)
class Tally:
    """How often something was done: `kept` of `due` times."""

    kept: int = 0
    due: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.kept + other.kept, self.due + other.due)

    @property
    def ratio(self) -> float | None:
        """0 to 1; None when nothing was due."""
        return self.kept / self.due if self.due else None


@dataclass(frozen=True)
class Average:
    """A mean that can be added to others: a sum and how many values it is of."""

    total: Decimal = Decimal(0)
    count: int = 0

    def __add__(self, other: "Average") -> "Average":
        return Average(self.total + other.total, self.count + other.count)

    @property
    def mean(self) -> Decimal | None:
        """None without a value."""
        return self.total / self.count if self.count else None


NOTHING, NO_AVERAGE = Tally(), Average()


def average(values: Iterable[int | Decimal]) -> Average:
    """The mean of these values."""
    listed = list(values)
    return Average(Decimal(sum(listed)), len(listed))


@dataclass(frozen=True)
class Summary:
    """Some days added up, whole weeks as a rule.

    `sum_mg` is the magnesium of the days that count (logged, over, not paused), `verdicts` how it stood.
    `habits` holds kept and due days, or weeks; `weekdays` the days by weekday (0 is Monday).
    `walks` are those that counted of those asked for, today's included; `walked` the same by meal.
    `meals` are the days over on which a meal was walked after, of those that asked for walks.
    `clock` is in minutes from noon, see `Night`; `sleep` is by whether the bedtime dose was taken.
    `custom` is how much was logged of each custom habit, a value a day logged.
    `records` is what each habit adds up to from the first day of all to the last of these.
    """

    first_day: date
    last_day: date
    is_open: bool = False
    paused_days: int = 0
    sum_mg: MgByFamily = field(default_factory=dict)
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)
    counted_days: int = 0
    habits: Mapping[HabitKey, Tally] = field(default_factory=dict)
    weekdays: Mapping[tuple[HabitKey, int], Tally] = field(default_factory=dict)
    walks: Tally = NOTHING
    walk_days: int = 0
    meals: Mapping[Meal, Tally] = field(default_factory=dict)
    walked: Mapping[Meal, int] = field(default_factory=dict)
    minutes_after_meal: Average = NO_AVERAGE
    sessions: Tally = NOTHING
    sprint_seconds: int = 0
    effort: Average = NO_AVERAGE
    clock: Average = NO_AVERAGE
    sleep: Mapping[bool, Average] = field(default_factory=dict)
    custom: Mapping[HabitKey, Average] = field(default_factory=dict)
    records: HabitRecords = field(default_factory=dict)

    @property
    def days(self) -> int:
        """How many days are added up."""
        return (self.last_day - self.first_day).days + 1

    @property
    def is_paused(self) -> bool:
        """Whether all of the days asked for nothing."""
        return self.paused_days == self.days

    @property
    def mean_mg(self) -> Decimal | None:
        """Mean magnesium of a day that counts; None when none does."""
        return sum(self.sum_mg.values(), Decimal(0)) / self.counted_days if self.counted_days else None

    @property
    def mean_mg_by_family(self) -> MgByFamily:
        """The parts of the mean, by family of the form; empty when no day counts."""
        return {family: mg / self.counted_days for family, mg in self.sum_mg.items()}

    @property
    def rated(self) -> Average:
        """Sleep of all nights that were rated."""
        return sum(self.sleep.values(), NO_AVERAGE)

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
    last = min(last, today)
    early = first - timedelta(days=MEAN_DAYS - 1)
    facts: list[DayFacts] = []
    for day in days_between(early, last):
        target = plan.targets.on(day)
        walks = journal.walks.get(day, ())
        facts.append(
            DayFacts(
                day,
                journal.mg_by_family.get(day, {}),
                plan.range_on(day),
                plan.is_paused(day),
                is_open=day >= today,
                units=day_units(plan, journal, day, today),
                walked=meals_walked(walks, target.walk_minutes) if target and walks else (),
                minutes_after_meal=[
                    walk.minutes_after_meal for walk in walks if walk.minutes_after_meal is not None
                ],
                sprints=journal.sprints.get(day, ()),
                night=journal.nights.get(day),
                custom={key: amounts[day] for key, amounts in journal.custom.items() if day in amounts},
            )
        )
    # The six days before the first are there for its mean alone.
    start = MEAN_DAYS - 1
    return [
        replace(day, mean_mg=_mean(facts[place - start : place + 1]))
        for place, day in enumerate(facts)
        if place >= start
    ]


def summary_of(
    days: Sequence[DayFacts],
    week: Mapping[HabitKey, HabitUnit] | None = None,
    records: HabitRecords | None = None,
) -> Summary:
    """Add up days, one at least; `week` is what weekly habits made of the week they lie in."""
    counted = [day for day in days if day.counts]
    over = [day for day in days if not day.is_open]
    active = [day for day in days if not day.is_paused]
    verdicts = [day.verdict for day in counted]
    habits: dict[HabitKey, Tally] = {}
    weekdays: dict[tuple[HabitKey, int], Tally] = {}
    for day in days:
        for habit, unit in day.units.items():
            tally = _tally(unit.mark)
            if tally.due:
                habits[habit] = habits.get(habit, NOTHING) + tally
                place = (habit, day.day.weekday())
                weekdays[place] = weekdays.get(place, NOTHING) + tally
    sessions = NOTHING
    for habit, unit in (week or {}).items():
        tally = _tally(unit.mark)
        if tally.due:
            habits[habit] = tally
        if habit == Habit.SPRINTS:
            needed = int(unit.due.at_least) if unit.due and not unit.skipped else 0
            sessions = Tally(int(unit.done), needed)
    asked = [day for day in active if day.units and day.units[Habit.WALKS].due]
    asked_over = [day for day in asked if not day.is_open]
    sprints = [sprint for day in days for sprint in day.sprints]
    nights = [day.night for day in days if day.night]
    return Summary(
        days[0].day,
        days[-1].day,
        is_open=len(over) < len(days),
        paused_days=len(days) - len(active),
        sum_mg=_sums((day.mg_by_family for day in counted), _masses),
        verdicts={verdict: verdicts.count(verdict) for verdict in Verdict if verdict in verdicts},
        counted_days=len(counted),
        habits=habits,
        weekdays=weekdays,
        walks=Tally(
            sum(len(day.walked) for day in asked),
            sum(int(due.at_least) for day in asked if (due := day.units[Habit.WALKS].due)),
        ),
        walk_days=len(asked),
        meals={
            meal: Tally(sum(meal in day.walked for day in asked_over), len(asked_over))
            for meal in MEALS
            if asked_over
        },
        walked={
            meal: count for meal in Meal if (count := sum(list(day.walked).count(meal) for day in asked))
        },
        minutes_after_meal=average(minutes for day in days for minutes in day.minutes_after_meal),
        sessions=sessions,
        sprint_seconds=sum(sprint.volume_seconds for sprint in sprints),
        effort=average(sprint.effort for sprint in sprints if sprint.effort is not None),
        clock=average(night.minutes for night in nights if night.minutes is not None),
        sleep={
            taken: rated
            for taken in (True, False)
            if (
                rated := average(night.quality for night in nights if night.quality and night.taken is taken)
            ).count
        },
        custom={
            habit: average(day.custom[habit] for day in days if habit in day.custom)
            for habit in {key: None for day in days for key in day.custom}
        },
        records=records or {},
    )


def weekly(
    plan: Plan, journal: Journal, first: date, last: date, today: date, before: HabitRecords
) -> list[Summary]:
    """Add up each calendar week from the one of `first` to the one of `last`, days outside left out.

    `before` is what the habits add up to before the first week. `journal` holds these weeks whole.
    """
    days = day_facts(plan, journal, first, last, today)
    records = {rule.habit: before.get(rule.habit, HabitRecord()) for rule in rules(plan)}
    by_week: dict[date, list[DayFacts]] = {}
    for day in days:
        by_week.setdefault(week_first_day(day.day, plan.week_start), []).append(day)
    summaries = []
    for first_day, of_week in by_week.items():
        week = week_units(plan, journal, first_day, today)
        records = {habit: record.add_all(units_of(habit, of_week, week)) for habit, record in records.items()}
        summaries.append(summary_of(of_week, week, records))
    return summaries


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
        sum_mg=_sums((each.sum_mg for each in summaries), _masses),
        verdicts=_sums((each.verdicts for each in summaries), sum),
        counted_days=sum(each.counted_days for each in summaries),
        habits=_sums((each.habits for each in summaries), _tallies),
        weekdays=_sums((each.weekdays for each in summaries), _tallies),
        walks=_tallies([each.walks for each in summaries]),
        walk_days=sum(each.walk_days for each in summaries),
        meals=_sums((each.meals for each in summaries), _tallies),
        walked=_sums((each.walked for each in summaries), sum),
        minutes_after_meal=_averages([each.minutes_after_meal for each in summaries]),
        sessions=_tallies([each.sessions for each in summaries]),
        sprint_seconds=sum(each.sprint_seconds for each in summaries),
        effort=_averages([each.effort for each in summaries]),
        clock=_averages([each.clock for each in summaries]),
        sleep=_sums((each.sleep for each in summaries), _averages),
        custom=_sums((each.custom for each in summaries), _averages),
        records=last.records,
    )


def _sums[K, V](parts: Iterable[Mapping[K, V]], add: Callable[[list[V]], V]) -> dict[K, V]:
    """What all of them hold under each key, added up."""
    values: dict[K, list[V]] = {}
    for part in parts:
        for key, value in part.items():
            values.setdefault(key, []).append(value)
    return {key: add(found) for key, found in values.items()}


def _masses(masses: Iterable[Decimal]) -> Decimal:
    return sum(masses, Decimal(0))


def _tallies(tallies: Sequence[Tally]) -> Tally:
    return Tally(sum(tally.kept for tally in tallies), sum(tally.due for tally in tallies))


def _averages(averages: Iterable[Average]) -> Average:
    return sum(averages, NO_AVERAGE)


def _mean(days: Sequence[DayFacts]) -> Decimal | None:
    """Mean of the days that count among these seven; None on a paused or open day, or when too few count."""
    if days[-1].is_open or days[-1].is_paused:
        return None
    totals = [total for day in days if day.counts and (total := day.total_mg) is not None]
    return sum(totals, Decimal(0)) / len(totals) if len(totals) >= MIN_DAYS_IN_MEAN else None


def _tally(mark: Mark) -> Tally:
    if mark is Mark.KEPT:
        return Tally(1, 1)
    return Tally(0, 1) if mark is Mark.MISSED else NOTHING
