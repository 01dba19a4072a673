"""One week against its targets and the week before: what went well, what did not, what to try next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import stdev

from .custom_habits import CustomHabit
from .days import week_first_day
from .habits import Habit, HabitKey, HabitRecord, HabitUnit, Mark
from .journal import MEALS, Journal, Meal
from .plan import Plan
from .protocol import rules, week_units
from .summary import DayFacts, HabitRecords, Summary, Tally, day_facts, summary_of, times_done, units_of
from .targets import Verdict
from .weekdays import EVERY_WEEKDAY

# What weak days have in common is said when three share it, and all or all but one of them, while at most
# half of the other days do: with fewer any two things meet by chance.
MIN_WEAK_DAYS, MAX_ODD_DAYS, MAX_SHARE_OF_OTHERS = 3, 1, 0.5
# A run shorter than this was no streak yet, so nothing is lost with it.
MIN_STREAK = 2
# With fewer days begun, what stands out of a week is mostly that it is young: from Thursday on, where weeks
# begin on Monday.
MIN_DAYS_BEGUN = 4
MAX_SUGGESTIONS = 3
MAX_NAMED_DAYS = 4


class IntentionKind(StrEnum):
    """What an intention is about; all but own words are judged by what is logged."""

    IN_RANGE = "in_range"
    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    SPRINTS = "sprints"
    BEDTIME = "bedtime"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Intention:
    """What somebody means to do in a week, on these weekdays (0 is Monday)."""

    kind: IntentionKind
    weekdays: frozenset[int] = EVERY_WEEKDAY
    words: str = ""


class Trait(StrEnum):
    """What weak days may have in common."""

    NO_BEDTIME_DOSE = "no_bedtime_dose"
    NO_BREAKFAST_WALK = "no_breakfast_walk"
    NO_LUNCH_WALK = "no_lunch_walk"
    NO_DINNER_WALK = "no_dinner_walk"
    IN_A_ROW = "in_a_row"


@dataclass(frozen=True, slots=True)
class InCommon:
    """A trait that `with_it` of `weak` days below the range share, and `others_with_it` of `others` do."""

    trait: Trait
    with_it: int
    weak: int
    others_with_it: int
    others: int


@dataclass(frozen=True, slots=True)
class StreakChange:
    """What a week did to a habit's streak: its length now, a new best or not, the length of one lost."""

    habit: HabitKey
    current: int
    is_best: bool
    lost: int


@dataclass(frozen=True, slots=True)
class WeekReview:
    """One week of the log; days still to come are not in it.

    `before` and `after` are what the habits add up to before and after it.
    """

    first_day: date
    days: Sequence[DayFacts]
    weekly: Mapping[HabitKey, HabitUnit]
    summary: Summary
    before: HabitRecords
    after: HabitRecords
    custom: Sequence[CustomHabit] = ()

    @property
    def last_day(self) -> date:
        """The seventh day, come or not."""
        return self.first_day + timedelta(days=6)

    @property
    def is_open(self) -> bool:
        """Whether the week is still going on."""
        return self.weekly[Habit.SPRINTS].open

    @property
    def has_findings(self) -> bool:
        """Whether enough of the week is there to say what stands out."""
        return not self.is_open or len(self.days) >= MIN_DAYS_BEGUN

    @property
    def findings_day(self) -> date:
        """The day on which that can be said first."""
        return self.first_day + timedelta(days=MIN_DAYS_BEGUN - 1)

    @property
    def has_entries(self) -> bool:
        """Whether anything was logged."""
        return any(
            day.mg_by_family or day.walked or day.sprints or day.night or day.custom for day in self.days
        )

    @property
    def totals_mg(self) -> list[Decimal]:
        """Totals of the days that count in a mean: logged, over, not paused."""
        return [total for day in self.days if day.counts and (total := day.total_mg) is not None]

    @property
    def spread_mg(self) -> float | None:
        """Sample standard deviation of those totals; None for less than two."""
        totals = self.totals_mg
        return stdev(map(float, totals)) if len(totals) > 1 else None

    @property
    def ranked(self) -> list[tuple[HabitKey, Tally]]:
        """The habits that were due, the best kept first; sprints by sessions, walks by walks.

        So a week with 20 of 21 walks is not called as weak as one with none.
        """
        tallies = [(habit, self.done(habit)) for habit in self.after]
        due = [(habit, tally) for habit, tally in tallies if tally.due]
        return sorted(due, key=lambda item: -min(1.0, item[1].kept / item[1].due))

    def done(self, habit: HabitKey) -> Tally:
        """How much of a habit was done of what was asked: days, walks, sessions, nights, times."""
        if habit == Habit.WALKS:
            return self.summary.walks.counted
        if habit in self.weekly:
            return times_done(self.weekly[habit])
        return self.summary.tally(habit)

    @property
    def weakest_meal(self) -> tuple[Meal, list[DayFacts], int] | None:
        """The meal walked after least, the days that lack it and of how many; None when all are alike."""
        asked = [day for day in self.days if day.asks_for_walks and not day.is_open]
        missing = {meal: [day for day in asked if meal not in day.walked] for meal in MEALS}
        worst = max(MEALS, key=lambda meal: len(missing[meal]))
        if not asked or len(missing[worst]) == min(len(days) for days in missing.values()):
            return None
        return worst, missing[worst], len(asked)

    @property
    def weak_days(self) -> list[DayFacts]:
        """Days that are over and stayed below the range, those without a dose too."""
        return [day for day in self.days if _is_weak(day)]

    @property
    def in_common(self) -> InCommon | None:
        """What the weak days share and the others do not; None where the counts do not support it."""
        decided = [day for day in self.days if day.mark(Habit.MAGNESIUM) in (Mark.KEPT, Mark.MISSED)]
        weak = [day for day in decided if _is_weak(day)]
        others = [day for day in decided if not _is_weak(day)]
        if len(weak) < MIN_WEAK_DAYS or not others:
            return None
        for trait, has_it in _TRAITS.items():
            shared, elsewhere = sum(map(has_it, weak)), sum(map(has_it, others))
            is_shared = shared >= max(MIN_WEAK_DAYS, len(weak) - MAX_ODD_DAYS)
            if is_shared and elsewhere <= MAX_SHARE_OF_OTHERS * len(others):
                return InCommon(trait, shared, len(weak), elsewhere, len(others))
        if (weak[-1].day - weak[0].day).days == len(weak) - 1:
            return InCommon(Trait.IN_A_ROW, len(weak), len(weak), 0, len(others))
        return None

    @property
    def streaks(self) -> list[StreakChange]:
        """What the week did to each habit's streak, where it did anything."""
        changes = []
        for habit in self.after:
            units = units_of(habit, self.days, self.weekly)
            run, lost = self.before.get(habit, HabitRecord()).current, 0
            for unit in units:
                if unit.mark is Mark.MISSED:
                    lost = max(lost, run if run >= MIN_STREAK else 0)
                    run = 0
                run += unit.mark is Mark.KEPT
            before, after = self.before.get(habit, HabitRecord()), self.after[habit]
            is_best = after.best > before.best and after.current == after.best >= MIN_STREAK
            if lost or after.current >= MIN_STREAK:
                changes.append(StreakChange(habit, after.current, is_best, lost))
        return changes

    @property
    def suggestions(self) -> list[Intention]:
        """What to try next week: for each habit with room one thing, the weakest first, three at most."""
        made = []
        for habit, tally in reversed(self.ranked):
            if tally.kept >= tally.due:
                continue
            if habit == Habit.WALKS:
                meal = self.weakest_meal
                worst, days = (meal[0], meal[1]) if meal else (Meal.DINNER, [])
                # A walk missing on most days is meant for every day.
                few = frozenset(day.day.weekday() for day in days) if len(days) <= MAX_NAMED_DAYS else None
                made.append(Intention(IntentionKind(worst.value), few or EVERY_WEEKDAY))
            elif habit in _AIMS:
                made.append(Intention(_AIMS[habit]))
        return made[:MAX_SUGGESTIONS]

    def outcome_of(self, intention: Intention) -> Tally | None:
        """How often an intention was kept, of the days over that it was for; None for own words.

        Today counts as soon as it is kept; paused days never do, nor days without a range to stay in.
        """
        if intention.kind is IntentionKind.OWN:
            return None
        if intention.kind is IntentionKind.SPRINTS:
            sessions = self.summary.sprints.sessions
            return Tally(min(sessions.kept, sessions.due), sessions.due)
        tally = Tally()
        for day in self.days:
            if intention.kind is IntentionKind.IN_RANGE and not day.band:
                continue
            if day.day.weekday() in intention.weekdays and not day.is_paused:
                kept = _keeps(day, intention.kind)
                if kept or not day.is_open:
                    tally += Tally(int(kept), 1)
        return tally


def week_review(
    plan: Plan, journal: Journal, before: HabitRecords, first_day: date, today: date
) -> WeekReview:
    """Look at the week that begins on `first_day`, which is not after today; `journal` holds it."""
    days = day_facts(plan, journal, first_day, first_day + timedelta(days=6), today)
    weekly = week_units(plan, journal, first_day, today)
    after = {
        rule.habit: before.get(rule.habit, HabitRecord()).add_all(units_of(rule.habit, days, weekly))
        for rule in rules(plan)
    }
    return WeekReview(first_day, days, weekly, summary_of(days, weekly, after), before, after, plan.custom)


def newest_closed_week(today: date, week_start: int) -> date:
    """Return the first day of the newest week that is over."""
    return week_first_day(today, week_start) - timedelta(days=7)


def _is_weak(day: DayFacts) -> bool:
    unit = day.units[Habit.MAGNESIUM]
    return unit.mark is Mark.MISSED and unit.due is not None and unit.done < unit.due.at_least


def _lacks_walk(meal: Meal) -> Callable[[DayFacts], bool]:
    return lambda day: day.asks_for_walks and meal not in day.walked


_TRAITS: dict[Trait, Callable[[DayFacts], bool]] = {
    Trait.NO_BEDTIME_DOSE: lambda day: day.mark(Habit.BEDTIME) is Mark.MISSED,
    Trait.NO_BREAKFAST_WALK: _lacks_walk(Meal.BREAKFAST),
    Trait.NO_LUNCH_WALK: _lacks_walk(Meal.LUNCH),
    Trait.NO_DINNER_WALK: _lacks_walk(Meal.DINNER),
}

_AIMS: dict[HabitKey, IntentionKind] = {
    Habit.MAGNESIUM: IntentionKind.IN_RANGE,
    Habit.SPRINTS: IntentionKind.SPRINTS,
    Habit.BEDTIME: IntentionKind.BEDTIME,
}


def _keeps(day: DayFacts, kind: IntentionKind) -> bool:
    if kind is IntentionKind.IN_RANGE:
        return day.verdict is Verdict.WITHIN
    if kind is IntentionKind.BEDTIME:
        return bool(day.night and day.night.taken)
    return Meal(kind.value) in day.walked
