"""A stretch of days seen as a whole: what was taken, how it stood to the band, which habits were kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from .custom_habits import CustomHabit
from .days import week_first_day, weeks_between
from .habits import Habit, HabitKey
from .journal import Journal
from .observations import Observation
from .plan import Plan
from .protocol import rules, week_units
from .spans import Span
from .summary import MEAN_DAYS, MIN_DAYS_IN_MEAN, DayFacts, Summary, Tally, added_up, day_facts, summary_of
from .targets import TargetRange, Verdict

# Forms in the order they are stacked, by the family they share (design/README.md, "Forms of magnesium").
FAMILY_ORDER = ("gly", "mal", "thr", "cit", "tau", "chl", "oth", "oxi")

# How long the mean must have stayed in the band before it is said to stay there.
MIN_DAYS_STEADY = 7
# The stretch that the key figures sum up, and compare with the one before.
FIGURE_DAYS = 28
# A calendar of more weeks than a year has is too wide to read; it shows the newest ones.
CALENDAR_WEEKS = 53
# A weekday is called weak only after it was due so often, and when it lies so far behind the best.
MIN_WEEKDAYS, WEAKER_BY = 4, 0.15


@dataclass(frozen=True, slots=True)
class BandStretch:
    """The days on which one band was in force."""

    band: TargetRange
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Share:
    """How often a habit was kept."""

    habit: HabitKey
    tally: Tally

    @property
    def ratio(self) -> float:
        """0 to 1; a share of nothing is never made."""
        return self.tally.kept / self.tally.due


@dataclass(frozen=True, slots=True)
class MagnesiumTakeaway:
    """Where the 7-day mean stands.

    `mean_mg` is the newest mean, that of `mean_day`.
    `steady_since` is the day from which on the mean has stayed in the band, when that is a week or longer.
    `steady_all_along` when that is the first mean known, so that it may have begun earlier.
    `off_mg` is how far the newest mean lies below (negative) or above the band, 0 inside it.
    """

    mean_mg: Decimal | None
    mean_day: date | None
    off_mg: Decimal | None
    steady_since: date | None
    steady_all_along: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Four weeks of closed days summed up; None where nothing was due or logged."""

    summary: Summary
    band: TargetRange | None
    walks_due_a_week: int

    @property
    def mean_mg(self) -> Decimal | None:
        """Mean magnesium a day; None when too few days count."""
        magnesium = self.summary.magnesium
        return magnesium.mean_mg if magnesium.days >= MIN_DAYS_IN_MEAN else None

    @property
    def walks_a_week(self) -> float | None:
        """Walks that counted in seven days that asked for them; None when too few did."""
        walks = self.summary.walks
        return 7 * walks.counted.kept / walks.days if walks.days >= MIN_DAYS_IN_MEAN else None


@dataclass(frozen=True, slots=True)
class WeakWeekday:
    """The weekday on which daily habits are kept least, and the one on which most; 0 is Monday."""

    weekday: int
    tally: Tally
    strongest: int
    strongest_tally: Tally


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything the trends page shows, oldest first.

    `days` are the newest of the span, a year at most; `periods` all of it, one for each bar of a week or
    more; `total` is their sum, `before` that of as many weeks before, None where there were none.
    """

    span: Span
    today: date
    week_start: int
    limit_mg: Decimal
    bands: Sequence[BandStretch]
    days: Sequence[DayFacts]
    periods: Sequence[Summary]
    total: Summary
    before: Summary | None
    magnesium: MagnesiumTakeaway
    figures: KeyFigures | None
    figures_before: KeyFigures | None
    habits: Sequence[HabitKey] = tuple(Habit)
    daily_habits: Sequence[HabitKey] = tuple(habit for habit in Habit if habit is not Habit.SPRINTS)
    custom: Sequence[CustomHabit] = ()
    observations: Sequence[Observation] = ()

    @property
    def has_doses(self) -> bool:
        """Whether any magnesium was logged in these days."""
        return bool(self.families)

    @property
    def shares(self) -> list[Share]:
        """Each habit that was due, the best kept first; ties in their order."""
        shares = [Share(habit, tally) for habit in self.habits if (tally := self.total.tally(habit)).due]
        return sorted(shares, key=lambda share: -share.ratio)

    @property
    def has_pauses(self) -> bool:
        """Whether any of these days asked for nothing."""
        return self.total.paused_days > 0

    @property
    def families(self) -> list[str]:
        """The families of the forms taken in these days, in stack order."""
        taken = {family for day in self.days for family in day.mg_by_family}
        for period in self.periods:
            taken |= set(period.magnesium.mg_by_family)
        return [family for family in FAMILY_ORDER if family in taken]

    @property
    def weak_weekday(self) -> WeakWeekday | None:
        """The weekday that is clearly weaker than the strongest; None when none is, or too few were due."""
        by_weekday = {}
        for weekday in range(7):
            tallies = [self.total.weekdays.get((habit, weekday), Tally()) for habit in self.daily_habits]
            by_weekday[weekday] = sum(tallies, Tally())
            if max(tally.due for tally in tallies) < MIN_WEEKDAYS:
                return None
        ratios = {weekday: tally.kept / tally.due for weekday, tally in by_weekday.items()}
        weakest, strongest = min(ratios, key=ratios.__getitem__), max(ratios, key=ratios.__getitem__)
        if ratios[strongest] - ratios[weakest] < WEAKER_BY:
            return None
        return WeakWeekday(weakest, by_weekday[weakest], strongest, by_weekday[strongest])


def loaded_spans(span: Span, week_start: int) -> list[tuple[date, date]]:
    """Return the days whose entries `trends` needs: the newest ones, and the first week where it is cut."""
    newest = _facts_from(span) - timedelta(days=MEAN_DAYS - 1), span.last_day + timedelta(days=6)
    first_week = week_first_day(span.first_day, week_start)
    return [newest, (first_week, first_week + timedelta(days=6))]


def trends(
    span: Span,
    today: date,
    plan: Plan,
    weeks: Sequence[Summary],
    journal: Journal,
    limit_mg: Decimal,
    observations: Sequence[Observation] = (),
) -> Trends:
    """See the days of `span` as a whole.

    `weeks` is the whole log added up week by week, the open one included; `journal` holds `loaded_spans`.
    """
    first_shown = max(span.first_day, week_first_day(span.last_day, plan.week_start) - _WEEKS_BEFORE)
    facts = day_facts(plan, journal, _facts_from(span), span.last_day, today)
    by_first_day = {week.first_day: week for week in weeks}
    shown = [
        _week(week, span, today, plan, by_first_day.get(week), journal)
        for week in weeks_between(span.first_day, span.last_day, plan.week_start)
    ]
    step = span.weeks_in_a_bar
    periods = [added_up(shown[place : place + step]) for place in range(0, len(shown), step)]
    closed = min(span.last_day, today - timedelta(days=1))
    return Trends(
        span=span,
        today=today,
        week_start=plan.week_start,
        limit_mg=limit_mg,
        bands=_bands(plan, span),
        days=[day for day in facts if day.day >= first_shown],
        periods=periods,
        total=added_up(periods),
        before=_before(span, shown, by_first_day, plan.week_start),
        magnesium=_magnesium_takeaway(facts),
        figures=_figures(facts, plan, closed),
        figures_before=_figures(facts, plan, closed - timedelta(days=FIGURE_DAYS)),
        habits=[rule.habit for rule in rules(plan)],
        daily_habits=[rule.habit for rule in rules(plan) if not rule.is_weekly],
        custom=plan.custom,
        observations=observations,
    )


_WEEKS_BEFORE = timedelta(weeks=CALENDAR_WEEKS - 1)


def _facts_from(span: Span) -> date:
    """The first day that is looked at one by one: of the calendar, or of the figures compared with."""
    calendar = max(span.first_day, span.last_day - timedelta(weeks=CALENDAR_WEEKS))
    return min(calendar, span.last_day - timedelta(days=2 * FIGURE_DAYS))


def _week(
    first_day: date, span: Span, today: date, plan: Plan, whole: Summary | None, journal: Journal
) -> Summary:
    """A week as far as it lies in the span; its sprints are those of the whole week."""
    last_day = first_day + timedelta(days=6)
    if first_day >= span.first_day and min(last_day, today) <= span.last_day:
        # No week: from before the first entry and target, when nothing was due.
        return whole or Summary(first_day, last_day)
    days = day_facts(plan, journal, max(first_day, span.first_day), min(last_day, span.last_day), today)
    week = week_units(plan, journal, first_day, today)
    return summary_of(days, week, whole.records if whole else None)


def _before(
    span: Span, shown: Sequence[Summary], weeks: dict[date, Summary], week_start: int
) -> Summary | None:
    """As many whole weeks before the span; None when it begins within a week, or before the log did."""
    if span.first_day != week_first_day(span.first_day, week_start):
        return None
    first = span.first_day - timedelta(weeks=len(shown))
    earlier = [weeks.get(first + timedelta(weeks=number)) for number in range(len(shown))]
    found = [week for week in earlier if week]
    return added_up(found) if len(found) == len(earlier) else None


def _bands(plan: Plan, span: Span) -> list[BandStretch]:
    stretches: list[BandStretch] = []
    if not plan.asks_for_magnesium:
        return stretches
    for target, first_day, last_day in plan.targets.between(span.first_day, span.last_day):
        same = stretches and stretches[-1].band == target.range
        start = stretches.pop().first_day if same else first_day
        stretches.append(BandStretch(target.range, start, last_day))
    return stretches


def _magnesium_takeaway(days: Sequence[DayFacts]) -> MagnesiumTakeaway:
    means = [(day.day, day.mean_mg, day.band) for day in days if day.mean_mg is not None and day.band]
    mean_day = mean_mg = off_mg = None
    if means:
        mean_day, mean_mg, band = means[-1]
        off_mg = min(mean_mg - band.low_mg, Decimal(0)) + max(mean_mg - band.high_mg, Decimal(0))
    since = None
    steady = 0
    for day, mean, band in reversed(means):
        if band.verdict(mean) is not Verdict.WITHIN:
            break
        since = day
        steady += 1
    is_steady = steady >= MIN_DAYS_STEADY
    return MagnesiumTakeaway(
        mean_mg, mean_day, off_mg, since if is_steady else None, is_steady and steady == len(means)
    )


def _figures(facts: Sequence[DayFacts], plan: Plan, last_day: date) -> KeyFigures | None:
    first_day = last_day - timedelta(days=FIGURE_DAYS - 1)
    days = [day for day in facts if first_day <= day.day <= last_day]
    if not days:
        return None
    target = plan.targets.on(last_day)
    return KeyFigures(
        summary_of(days),
        band=plan.range_on(last_day),
        walks_due_a_week=7 * target.walks_per_day if target else 0,
    )
