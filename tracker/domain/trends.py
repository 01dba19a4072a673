"""A stretch of days seen as a whole: what was taken, how it stood to the band, which habits were kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from .custom_habits import CustomHabit
from .days import week_first_day, weeks_between
from .habits import Habit, HabitKey, HabitRecord
from .journal import Journal
from .observations import Observation
from .plan import Plan
from .protocol import rules
from .spans import Span
from .summary import (
    MEAN_DAYS,
    MIN_DAYS_IN_MEAN,
    DayFacts,
    SprintSum,
    Summary,
    Tally,
    added_up,
    day_facts,
    summary_of,
)
from .targets import TargetRange, Verdict

# Forms in the order they are stacked, by the family they share (design/README.md, "Forms of magnesium").
FAMILY_ORDER = ("gly", "mal", "thr", "cit", "tau", "chl", "oth", "oxi")

# How long the mean must have stayed in the band before it is said to stay there.
MIN_DAYS_STEADY = 7
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
    """A window summed up in four figures; None where nothing was due or logged."""

    summary: Summary
    band: TargetRange | None

    @property
    def mean_mg(self) -> Decimal | None:
        """Mean magnesium a day; None when too few days count."""
        magnesium = self.summary.magnesium
        return magnesium.mean_mg if magnesium.days >= MIN_DAYS_IN_MEAN else None

    @property
    def walks_a_week(self) -> float | None:
        """Walks that counted in seven days that asked for them; None when too few did."""
        return self._a_week(self.summary.walks.counted.kept)

    @property
    def walks_due_a_week(self) -> float | None:
        """Walks that seven of those days asked for: the mean, where a target changed meanwhile."""
        return self._a_week(self.summary.walks.counted.due)

    def _a_week(self, walks: int) -> float | None:
        days = self.summary.walks.days
        return 7 * walks / days if days >= MIN_DAYS_IN_MEAN else None


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

    Each figure is of the days of `span`, which are over: `periods` has them as bars of a week or more, the
    outer ones cut where the window ends within a week, `total` is their sum, `before` that of as many days
    just before, None where the log does not reach back so far.

    What is kept week by week (sprints, and custom habits so many times a week) counts in the window in which
    its week ended, and with all seven days of that week; so each week counts in one window and in no other,
    and 28 days always hold four of them. `weeks` has these as bars, whole.

    `days` are the newest that are drawn one by one, a year at most. Of them today, where it is drawn, counts
    nowhere; neither does `open_week`, which is what its week holds so far.
    """

    span: Span
    today: date
    week_start: int
    limit_mg: Decimal
    bands: Sequence[BandStretch]
    days: Sequence[DayFacts]
    periods: Sequence[Summary]
    weeks: Sequence[Summary]
    open_week: Summary | None
    total: Summary
    before: Summary | None
    band: TargetRange | None
    magnesium: MagnesiumTakeaway
    habits: Sequence[HabitKey] = tuple(Habit)
    daily_habits: Sequence[HabitKey] = tuple(habit for habit in Habit if habit is not Habit.SPRINTS)
    custom: Sequence[CustomHabit] = ()
    observations: Sequence[Observation] = ()

    @property
    def figures(self) -> KeyFigures:
        """The window in four figures."""
        return KeyFigures(self.total, self.band)

    @property
    def figures_before(self) -> KeyFigures | None:
        """The same of the days before; None where there is nothing to compare with."""
        return KeyFigures(self.before, self.band) if self.before else None

    @property
    def today_facts(self) -> DayFacts | None:
        """Today, where it is drawn."""
        return self.days[-1] if self.span.today else None

    @property
    def today_so_far(self) -> Summary | None:
        """Today added up, where it is drawn; it begins with the bar that it belongs to."""
        facts = self.today_facts
        if not facts:
            return None
        weeks = weeks_between(self.span.first_day, self.span.last_day, self.week_start)
        begins_a_week = self.today == week_first_day(self.today, self.week_start)
        begins_a_bar = begins_a_week and len(weeks) % self.span.weeks_in_a_bar == 0
        first_day = self.today if begins_a_bar or not weeks else self.periods[-1].first_day
        return replace(summary_of([facts]), first_day=first_day)

    @property
    def closed_days(self) -> Sequence[DayFacts]:
        """The days drawn one by one that count: all but today."""
        return self.days[:-1] if self.span.today else self.days

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
    """Return the days whose entries `trends` needs: those drawn one by one, and the weeks that are cut."""
    drawn = _first_drawn(span, week_start) - timedelta(days=MEAN_DAYS - 1), span.last_drawn
    ends = (span.before.first_day, span.first_day, span.last_day)
    cut = dict.fromkeys(week_first_day(day, week_start) for day in ends)
    return [drawn, *((week, week + timedelta(days=6)) for week in cut)]


def trends(
    span: Span,
    today: date,
    plan: Plan,
    weeks: Sequence[Summary],
    journal: Journal,
    limit_mg: Decimal,
    first_known: date | None = None,
) -> Trends:
    """See the days of `span` as a whole.

    `weeks` is the whole log added up week by week, the open one included; `journal` holds `loaded_spans`.
    `first_known` is the first day with an entry or a target.
    """
    by_first_day = {week.first_day: week for week in weeks}
    days = day_facts(plan, journal, _first_drawn(span, plan.week_start), span.last_drawn, today)
    parts = window(plan, journal, by_first_day, span)
    ended = [
        by_first_day.get(week) or Summary(week, week + _SIX_DAYS)
        for week in weeks_between(span.first_day, span.last_day, plan.week_start)
        if week + _SIX_DAYS <= span.last_day
    ]
    before = None
    if span.days and first_known and first_known <= span.before.first_day:
        before = added_up(window(plan, journal, by_first_day, span.before))
    return Trends(
        span=span,
        today=today,
        week_start=plan.week_start,
        limit_mg=limit_mg,
        bands=_bands(plan, span),
        days=days,
        periods=_bars(parts, span),
        weeks=_bars(ended, span),
        open_week=by_first_day.get(week_first_day(today, plan.week_start)) if span.today else None,
        total=added_up(parts) if parts else Summary(span.first_day, span.last_day),
        before=before,
        band=plan.range_on(span.last_day),
        magnesium=_magnesium_takeaway([day for day in days if day.day <= span.last_day]),
        habits=[rule.habit for rule in rules(plan)],
        daily_habits=[rule.habit for rule in rules(plan) if not rule.is_weekly],
        custom=plan.custom,
    )


_WEEKS_BEFORE = timedelta(weeks=CALENDAR_WEEKS - 1)
_SIX_DAYS = timedelta(days=6)


def _first_drawn(span: Span, week_start: int) -> date:
    """The first day that is looked at one by one."""
    return max(span.first_day, week_first_day(span.last_drawn, week_start) - _WEEKS_BEFORE)


def _bars(weeks: Sequence[Summary], span: Span) -> list[Summary]:
    """So many weeks to a bar as the span asks for."""
    step = span.weeks_in_a_bar
    return [added_up(weeks[place : place + step]) for place in range(0, len(weeks), step)]


def window(plan: Plan, journal: Journal, weeks: Mapping[date, Summary], span: Span) -> list[Summary]:
    """Return the weeks of a window as far as they lie in it, whose sum it is; `weeks` are by their first day.

    Days count in the window that they lie in, weekly habits in the one in which their week ended. `journal`
    holds the weeks at both ends.
    """
    return [
        _part_of_week(plan, journal, weeks, week, span)
        for week in weeks_between(span.first_day, span.last_day, plan.week_start)
    ]


def _part_of_week(
    plan: Plan, journal: Journal, weeks: Mapping[date, Summary], week: date, span: Span
) -> Summary:
    first, last = max(week, span.first_day), min(week + _SIX_DAYS, span.last_day)
    whole = weeks.get(week)
    if whole is None:
        # From before the first entry and target, when nothing was due.
        return Summary(first, last)
    ended = week + _SIX_DAYS <= span.last_day
    if ended and first == week:
        return whole
    # From the first day of the week on: strength looks at those before the window too.
    days = day_facts(plan, journal, week, last, last + timedelta(days=1))
    part = summary_of([day for day in days if day.day >= first])
    weekly = {rule.habit for rule in rules(plan) if rule.is_weekly}
    if ended:
        of_week = {habit: tally for habit, tally in whole.habits.items() if habit in weekly}
        return replace(part, habits={**part.habits, **of_week}, sprints=whole.sprints, records=whole.records)
    earlier = weeks.get(week - timedelta(weeks=1))
    before = earlier.records if earlier else {}
    records = {
        habit: record if habit in weekly else record.add_all(day.units[habit] for day in days)
        for habit in whole.records
        for record in [before.get(habit, HabitRecord())]
    }
    return replace(part, sprints=SprintSum(), records=records)


def _bands(plan: Plan, span: Span) -> list[BandStretch]:
    stretches: list[BandStretch] = []
    if not plan.asks_for_magnesium:
        return stretches
    for target, first_day, last_day in plan.targets.between(span.first_day, span.last_drawn):
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
