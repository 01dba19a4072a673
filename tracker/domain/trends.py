"""A stretch of days seen as a whole: what was taken, how it stood to the band, which habits were kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from .days import days_between, weeks_between
from .habits import Habit, Mark, Unit, adherence, week_score
from .protocol import Log, Plan, habit_units, walks_counted
from .targets import TargetRange, Verdict

# Forms in the order they are stacked, by the colour they share (design/README.md, "Forms of magnesium").
STACK = ("gly", "mal", "thr", "cit", "tau", "chl", "oth", "oxi")

# A mean over fewer days than this says more about those days than about the week.
FEWEST_DAYS_IN_MEAN = 3
# How long the mean must have stayed in the band before it is said to stay there.
FEWEST_DAYS_STEADY = 7
# The stretch that the key figures sum up, and compare with the one before.
FIGURE_DAYS = 28

MgByColour = Mapping[str, Decimal]


class TrendRange(StrEnum):
    """How far back one looks; the values stand in addresses."""

    FOUR_WEEKS = "4w"
    TWELVE_WEEKS = "12w"
    YEAR = "1y"

    @property
    def weeks(self) -> int:
        """How many calendar weeks that is, the open one included."""
        return {"4w": 4, "12w": 12, "1y": 52}[self.value]

    @property
    def by_week(self) -> bool:
        """Whether magnesium is shown as weekly means, since single days would be too thin to see."""
        return self is TrendRange.YEAR


@dataclass(frozen=True, slots=True)
class TrendDay:
    """One day's magnesium; a day without an entry has no forms and no total."""

    day: date
    mg_by_colour: MgByColour
    band: TargetRange | None
    is_paused: bool
    is_open: bool
    mean_mg: Decimal | None = None

    @property
    def total_mg(self) -> Decimal | None:
        """All magnesium of the day; None when nothing was logged, which is not the same as 0 mg taken."""
        return sum(self.mg_by_colour.values(), Decimal(0)) if self.mg_by_colour else None

    @property
    def verdict(self) -> Verdict | None:
        """How the total stands against the band; None without an entry or a target."""
        total_mg = self.total_mg
        return self.band.verdict(total_mg) if self.band and total_mg is not None else None

    @property
    def counts(self) -> bool:
        """Whether the day belongs in a mean: logged, over and not paused."""
        return bool(self.mg_by_colour) and not self.is_open and not self.is_paused


@dataclass(frozen=True, slots=True)
class TrendWeek:
    """One calendar week: mean magnesium of its days that count, and what was kept of each habit."""

    first_day: date
    last_day: date
    mg_by_colour: MgByColour
    days_counted: int
    days_in_band: int
    is_open: bool
    is_paused: bool
    kept: Mapping[Habit, int]
    due: Mapping[Habit, int]

    @property
    def mean_mg(self) -> Decimal | None:
        """Mean magnesium a day; None when no day counts."""
        return sum(self.mg_by_colour.values(), Decimal(0)) if self.mg_by_colour else None

    def adherence(self, habit: Habit) -> float | None:
        """Kept ÷ due of one habit, None when nothing was due."""
        return self.kept[habit] / self.due[habit] if self.due[habit] else None

    @property
    def score(self) -> float | None:
        """The week's score, 0 to 1; None when nothing was due."""
        return week_score(self.adherence(habit) for habit in Habit)


@dataclass(frozen=True, slots=True)
class Share:
    """How often a habit was kept: `kept` of `due` days or weeks."""

    habit: Habit
    kept: int
    due: int

    @property
    def ratio(self) -> float:
        """0 to 1; a share of nothing is never made."""
        return self.kept / self.due


@dataclass(frozen=True, slots=True)
class MagnesiumTakeaway:
    """What the magnesium chart shows: days in the band, and where the 7-day mean stands.

    `mean_mg` is the newest mean, that of `mean_day`.
    `steady_since` is the day from which on the mean has stayed in the band, when that is a week or longer.
    `steady_all_along` when that is the first mean known, so that it may have begun earlier.
    `off_mg` is how far the newest mean lies below (negative) or above the band, 0 inside it.
    """

    kept: int
    due: int
    mean_mg: Decimal | None
    mean_day: date | None
    off_mg: Decimal | None
    steady_since: date | None
    steady_all_along: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Four weeks of closed days summed up; None where nothing was due or logged."""

    first_day: date
    last_day: date
    mean_mg: Decimal | None
    band: TargetRange | None
    days_in_band: int
    days_due: int
    walks_a_week: float | None
    walks_due_a_week: int
    nights_kept: int
    nights_due: int


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything the trends page shows, oldest first."""

    range: TrendRange
    first_day: date
    today: date
    limit_mg: Decimal
    days: Sequence[TrendDay]
    weeks: Sequence[TrendWeek]
    magnesium: MagnesiumTakeaway
    shares: Sequence[Share]
    figures: Figures
    figures_before: Figures

    @property
    def has_doses(self) -> bool:
        """Whether any magnesium was logged in these days."""
        return any(day.mg_by_colour for day in self.days)

    @property
    def has_habits(self) -> bool:
        """Whether any day or week of a habit is decided in these days."""
        return bool(self.shares)

    @property
    def has_pauses(self) -> bool:
        """Whether any of these days asked for nothing."""
        return any(day.is_paused for day in self.days)

    @property
    def colours(self) -> list[str]:
        """The colours of the forms taken in these days, in stack order."""
        taken = {colour for day in self.days for colour in day.mg_by_colour}
        return [colour for colour in STACK if colour in taken]


def first_shown(trend_range: TrendRange, this_week: date, first_known: date | None) -> date:
    """Return the first day shown: the range's, or later when the log itself is younger.

    `this_week` is the first day of the open week, `first_known` that of the week with the first entry or
    target. Four weeks are always shown, so that a new log does not fill the page with one wide bar.
    """
    first = this_week - timedelta(weeks=trend_range.weeks - 1)
    latest = this_week - timedelta(weeks=TrendRange.FOUR_WEEKS.weeks - 1)
    return max(first, min(first_known or latest, latest))


def trends(
    trend_range: TrendRange,
    first_day: date,
    today: date,
    plan: Plan,
    log: Log,
    mg_by_day: Mapping[date, MgByColour],
    limit_mg: Decimal,
) -> Trends:
    """See the days from `first_day`, which begins a week, to today as a whole.

    `log` and `mg_by_day` (elemental mg by colour of the form) reach back to `loaded_from(first_day, today)`.
    """
    earliest = loaded_from(first_day, today)
    all_days = _days(earliest, today, plan, mg_by_day)
    days = [day for day in all_days if day.day >= first_day]
    units = habit_units(plan, log, first_day, today, today)
    yesterday = today - timedelta(days=1)
    month = timedelta(days=FIGURE_DAYS)
    marks = [unit.mark for unit in units[Habit.MAGNESIUM]]
    return Trends(
        range=trend_range,
        first_day=first_day,
        today=today,
        limit_mg=limit_mg,
        days=days,
        weeks=[
            _week(week, days, units, plan, today) for week in weeks_between(first_day, today, plan.week_start)
        ],
        magnesium=_magnesium_takeaway(all_days, marks),
        shares=_shares(units),
        figures=_figures(all_days, plan, log, yesterday, today),
        figures_before=_figures(all_days, plan, log, yesterday - month, today),
    )


def loaded_from(first_day: date, today: date) -> date:
    """Return the first day whose entries matter: of the first mean, or of the figures compared with."""
    return min(first_day - timedelta(days=6), today - timedelta(days=2 * FIGURE_DAYS))


def _days(first: date, today: date, plan: Plan, mg_by_day: Mapping[date, MgByColour]) -> list[TrendDay]:
    days: list[TrendDay] = []
    for day in days_between(first, today):
        target = plan.targets.on(day)
        band = target.range if target else None
        bare = TrendDay(day, mg_by_day.get(day, {}), band, plan.is_paused(day), is_open=day >= today)
        days.append(replace(bare, mean_mg=_mean([*days[-6:], bare])))
    return days


def _mean(days: Sequence[TrendDay]) -> Decimal | None:
    """Mean of the days that count among these seven; None on a paused or open day, or when too few count."""
    if days[-1].is_open or days[-1].is_paused:
        return None
    totals = [total for day in days if day.counts and (total := day.total_mg) is not None]
    return sum(totals, Decimal(0)) / len(totals) if len(totals) >= FEWEST_DAYS_IN_MEAN else None


def _week(
    first_day: date, days: Sequence[TrendDay], units: Mapping[Habit, Sequence[Unit]], plan: Plan, today: date
) -> TrendWeek:
    last_day = first_day + timedelta(days=6)
    counted = [day for day in days if first_day <= day.day <= last_day and day.counts]
    sums: dict[str, Decimal] = {}
    for day in counted:
        for colour, mg in day.mg_by_colour.items():
            sums[colour] = sums.get(colour, Decimal(0)) + mg
    marks = {
        habit: [unit.mark for unit in units[habit] if first_day <= unit.first_day <= last_day]
        for habit in Habit
    }
    return TrendWeek(
        first_day,
        last_day,
        {colour: mg / len(counted) for colour, mg in sums.items()},
        len(counted),
        sum(day.verdict is Verdict.WITHIN for day in counted),
        is_open=last_day >= today,
        is_paused=all(plan.is_paused(day) for day in days_between(first_day, last_day)),
        kept={habit: marks[habit].count(Mark.KEPT) for habit in Habit},
        due={habit: _decided(marks[habit]) for habit in Habit},
    )


def _magnesium_takeaway(days: Sequence[TrendDay], marks: Sequence[Mark]) -> MagnesiumTakeaway:
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
    return MagnesiumTakeaway(
        marks.count(Mark.KEPT),
        _decided(marks),
        mean_mg,
        mean_day,
        off_mg,
        since if steady >= FEWEST_DAYS_STEADY else None,
        steady_all_along=steady >= FEWEST_DAYS_STEADY and steady == len(means),
    )


def _shares(units: Mapping[Habit, Sequence[Unit]]) -> list[Share]:
    """Each habit that was due, the best kept first; ties in the protocol's order."""
    shares = []
    for habit in Habit:
        marks = [unit.mark for unit in units[habit]]
        if adherence(marks) is not None:
            shares.append(Share(habit, marks.count(Mark.KEPT), _decided(marks)))
    return sorted(shares, key=lambda share: -share.ratio)


def _figures(all_days: Sequence[TrendDay], plan: Plan, log: Log, last_day: date, today: date) -> Figures:
    first_day = last_day - timedelta(days=FIGURE_DAYS - 1)
    days = [day for day in all_days if first_day <= day.day <= last_day]
    totals = [total for day in days if day.counts and (total := day.total_mg) is not None]
    units = habit_units(plan, log, first_day, last_day, today)
    magnesium = [unit.mark for unit in units[Habit.MAGNESIUM]]
    nights = [unit.mark for unit in units[Habit.BEDTIME]]
    target = plan.targets.on(last_day)
    walked = asked = 0
    for day in days:
        on_day = plan.targets.on(day.day)
        if on_day and on_day.walks_per_day and not day.is_paused:
            walked += walks_counted(log.walks.get(day.day, ()), on_day.walk_minutes)
            asked += 1
    return Figures(
        first_day,
        last_day,
        mean_mg=sum(totals, Decimal(0)) / len(totals) if len(totals) >= FEWEST_DAYS_IN_MEAN else None,
        band=target.range if target else None,
        days_in_band=magnesium.count(Mark.KEPT),
        days_due=_decided(magnesium),
        walks_a_week=7 * walked / asked if asked >= FEWEST_DAYS_IN_MEAN else None,
        walks_due_a_week=7 * target.walks_per_day if target else 0,
        nights_kept=nights.count(Mark.KEPT),
        nights_due=_decided(nights),
    )


def _decided(marks: Sequence[Mark]) -> int:
    return marks.count(Mark.KEPT) + marks.count(Mark.MISSED)
