"""One day of a person's log, with all that its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from tracker.domain.custom_habits import CustomHabit, Schedule, custom_key, custom_number
from tracker.domain.days import days_between, week_first_day
from tracker.domain.habits import Habit, HabitKey, HabitRecord, HabitUnit, Mark
from tracker.domain.journal import Log, Meal
from tracker.domain.magnesium import CeilingState, ceiling_state
from tracker.domain.plan import Plan
from tracker.domain.protocol import day_units, habit_units, walks_counted, week_units
from tracker.domain.review import Intention, week_review
from tracker.domain.spacing import Regimen
from tracker.domain.summary import Tally
from tracker.domain.targets import Target, TargetRange, Verdict
from tracker.domain.usual_times import SAME_DOSE_WITHIN, USUAL_CLOCK
from tracker.models import (
    BedtimeLog,
    CustomHabitEntry,
    Dose,
    Entry,
    PostMealWalk,
    SprintSession,
    Supplement,
    User,
)
from tracker.vocabulary.names import MEAL_CHOICES, UsualMoment

from .entries import entries_on
from .history import records_before, remembered_until
from .journal import journal_from
from .plan import plan_of
from .review import intention_for
from .safety import regimens_of

# Over seven tiles no longer fit beside each other; the rest stays in the form below.
MAX_TILES = 7


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of the week strip."""

    day: date
    total_mg: Decimal
    target: Target | None
    band: TargetRange | None
    verdict: Verdict | None
    walks_counted: int
    has_bedtime: bool
    has_sprint: bool
    is_future: bool
    is_paused: bool
    marks: dict[HabitKey, Mark]

    @property
    def share_percent(self) -> int:
        """How much of the lower target the day holds, 0 to 100: the ring closes there."""
        return min(100, int(100 * self.total_mg / self.band.low_mg)) if self.band else 0

    @property
    def walk_dots(self) -> list[bool]:
        """One dot a walk asked for, on for those that counted."""
        asked = self.target.walks_per_day if self.target else 0
        return [number < self.walks_counted for number in range(asked)]


@dataclass(frozen=True, slots=True)
class Tile:
    """A supplement to log by one tap."""

    supplement: Supplement
    times_logged: int
    is_next: bool
    clock: time


@dataclass(frozen=True, slots=True)
class MealSlot:
    """A meal and the walk after it, when there is one."""

    meal: Meal
    walk: PostMealWalk | None

    @property
    def label(self) -> str:
        """The meal in words."""
        return str(dict(MEAL_CHOICES)[self.meal.value])

    @property
    def icon(self) -> str:
        """The icon that stands for the meal."""
        return {Meal.BREAKFAST: "sunrise", Meal.LUNCH: "sun", Meal.DINNER: "sunset"}[self.meal]


@dataclass(frozen=True, slots=True)
class CustomSlot:
    """A custom habit on one day: its unit of that day or week, and what was logged of it on the day."""

    habit: CustomHabit
    number: int
    unit: HabitUnit
    entries: Sequence[CustomHabitEntry]

    @property
    def amount(self) -> Decimal | None:
        """How much was logged on the day; None when nothing was."""
        return sum((entry.amount for entry in self.entries), Decimal(0)) if self.entries else None


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything the page of one logical day shows."""

    day: date
    today: date
    now: datetime
    target: Target | None
    band: TargetRange | None
    is_paused: bool
    total_mg: Decimal
    verdict: Verdict | None
    ceiling: CeilingState
    limit_mg: Decimal
    doses: Sequence[Dose]
    entries: Sequence[Entry]
    tiles: Sequence[Tile]
    supplements: Sequence[Supplement]
    meals: Sequence[MealSlot]
    sprints: Sequence[SprintSession]
    sprints_unit: HabitUnit
    bedtime_log: BedtimeLog | None
    bedtime_supplement: Supplement | None
    night: date
    night_log: BedtimeLog | None
    week: Sequence[WeekDay]
    records: dict[HabitKey, HabitRecord]
    custom: Sequence[CustomHabit]
    custom_slots: Sequence[CustomSlot]
    intention: Intention | None
    intention_kept: Tally | None
    regimens: Sequence[Regimen]
    asks_for_magnesium: bool

    @property
    def is_today(self) -> bool:
        """Whether the page's day is the open one."""
        return self.day == self.today

    @property
    def planned_mg(self) -> Decimal:
        """What the bedtime supplement will still add today; 0 when nothing is asked or it is taken."""
        wanted = self.is_today and not self.is_paused and self.target and self.target.bedtime
        if not (wanted and self.asks_for_magnesium) or self.bedtime_log or not self.bedtime_supplement:
            return Decimal(0)
        return self.bedtime_supplement.serving_mg

    @property
    def evening_stack(self) -> list[Supplement]:
        """The supplements that one tap logs together; none when there is only one."""
        members = [supplement for supplement in self.supplements if supplement.in_evening_stack]
        return members if len(members) > 1 else []

    @property
    def stack_mg(self) -> Decimal:
        """What the evening stack holds."""
        return sum((supplement.serving_mg for supplement in self.evening_stack), Decimal(0))

    @property
    def is_stack_logged(self) -> bool:
        """Whether each member of the stack was logged on this day."""
        logged = {dose.supplement_id for dose in self.doses}
        return all(supplement.pk in logged for supplement in self.evening_stack)

    @property
    def previous_day(self) -> date:
        """The day before."""
        return self.day - timedelta(days=1)

    @property
    def next_day(self) -> date | None:
        """The day after, None when it has not come yet."""
        return None if self.day >= self.today else self.day + timedelta(days=1)


def day_page(
    person: User, day: date, *, today: date, now: datetime, supplements: list[Supplement] | None = None
) -> DayPage:
    """Return what the page of `day` shows; six queries, one more when past days must be summed anew.

    Who has loaded the person's live `supplements` already hands them over and saves one.
    """
    plan = plan_of(person)
    week_first = week_first_day(day, person.week_start)
    week_days = days_between(week_first, week_first + timedelta(days=6))
    recent = remembered_until(person, today)
    # The week shown and the days not summed up yet, in one query a kind; the night before for its sleep.
    spans = (week_first - timedelta(days=1), week_days[-1]), (recent, today)

    doses = list(person.doses.on_days(*spans).select_related("supplement"))
    others = entries_on(person, *spans)
    walks, sprints, bedtime_logs = others.walks, others.sprints, others.bedtime_logs
    # A bedtime log and its dose lie on one day.
    by_key = {dose.pk: dose for dose in doses}
    for bedtime_log in bedtime_logs:
        if bedtime_log.dose_id in by_key:
            bedtime_log.dose = by_key[bedtime_log.dose_id]
    if supplements is None:
        supplements = list(person.supplements.live())

    journal = journal_from(doses, walks, sprints, bedtime_logs, others.custom_entries)
    log = journal.log
    intention = intention_for(person, week_first)
    before = records_before(person, plan, recent)
    units = habit_units(plan, log, recent, today, today)
    records = {habit: before[habit].add_all(of_habit) for habit, of_habit in units.items()}

    target = plan.targets.on(day)
    band = plan.range_on(day)
    total_mg = log.total_mg.get(day, Decimal(0))
    todays_doses = sorted((dose for dose in doses if dose.day == day), key=lambda dose: dose.taken_at)
    todays_walks = [walk for walk in walks if walk.day == day]
    nights = {bedtime_log.day: bedtime_log for bedtime_log in bedtime_logs}
    night = day - timedelta(days=1) if day == today else day
    todays_custom = [entry for entry in others.custom_entries if entry.day == day]
    of_week = week_units(plan, log, week_first, today)
    week_sprints = sorted(
        (sprint for sprint in sprints if week_first <= sprint.day <= week_days[-1]),
        key=lambda sprint: sprint.started_at,
    )
    return DayPage(
        day=day,
        today=today,
        now=now,
        target=target,
        band=band,
        is_paused=plan.is_paused(day),
        total_mg=total_mg,
        verdict=band.verdict(total_mg) if band else None,
        # All doses are supplements: food has no entries of its own.
        ceiling=ceiling_state(total_mg, person.supplement_limit_mg),
        limit_mg=person.supplement_limit_mg,
        doses=todays_doses,
        entries=_entries(
            todays_doses,
            todays_walks,
            [sprint for sprint in week_sprints if sprint.day == day],
            nights.get(day),
            todays_custom,
        ),
        tiles=_tiles(
            supplements,
            todays_doses,
            now.astimezone(person.zone).time() if day == today else None,
            suggests=plan.asks_for_magnesium,
        ),
        supplements=supplements,
        meals=[
            MealSlot(meal, next((walk for walk in todays_walks if walk.meal == meal), None))
            for meal in (Meal.BREAKFAST, Meal.LUNCH, Meal.DINNER)
        ],
        sprints=week_sprints,
        sprints_unit=of_week[Habit.SPRINTS],
        bedtime_log=_taken(nights.get(day)),
        bedtime_supplement=next((s for s in supplements if s.usual_moment == UsualMoment.BEDTIME), None),
        night=night,
        night_log=nights.get(night),
        week=[_week_day(plan, log, week_day, today) for week_day in week_days],
        records=records,
        custom=plan.custom,
        custom_slots=_custom_slots(plan, {**day_units(plan, log, day, today), **of_week}, todays_custom, day),
        intention=intention,
        intention_kept=week_review(plan, journal, {}, week_first, today).outcome_of(intention)
        if intention
        else None,
        regimens=regimens_of(person),
        asks_for_magnesium=plan.asks_for_magnesium,
    )


def _taken(bedtime_log: BedtimeLog | None) -> BedtimeLog | None:
    """The log of a night, unless it only says how the sleep was."""
    return bedtime_log if bedtime_log and bedtime_log.taken else None


def _week_day(plan: Plan, log: Log, day: date, today: date) -> WeekDay:
    target, band = plan.targets.on(day), plan.range_on(day)
    total_mg = log.total_mg.get(day, Decimal(0))
    is_future = day > today
    return WeekDay(
        day=day,
        total_mg=total_mg,
        target=target,
        band=band,
        verdict=band.verdict(total_mg) if band and not is_future else None,
        walks_counted=walks_counted(log.walks.get(day, ()), target.walk_minutes if target else 1),
        has_bedtime=day in log.bedtime,
        has_sprint=log.sprints.get(day, 0) > 0,
        is_future=is_future,
        is_paused=plan.is_paused(day),
        marks={}
        if is_future
        else {habit: unit.mark for habit, unit in day_units(plan, log, day, today).items()},
    )


def _entries(
    doses: Sequence[Dose],
    walks: Sequence[PostMealWalk],
    sprints: Sequence[SprintSession],
    bedtime_log: BedtimeLog | None,
    custom_entries: Sequence[CustomHabitEntry],
) -> list[Entry]:
    """The day's entries, newest first; a bedtime log and its dose are one."""
    at_bedtime = bedtime_log.dose_id if bedtime_log else None
    entries: list[Entry] = [dose for dose in doses if dose.pk != at_bedtime]
    entries += [*walks, *sprints, *custom_entries]
    if bedtime_log:
        entries.append(bedtime_log)
    return sorted(entries, key=lambda entry: (entry.moment, entry.logged_at), reverse=True)


def _custom_slots(
    plan: Plan, units: dict[HabitKey, HabitUnit], entries: Sequence[CustomHabitEntry], day: date
) -> list[CustomSlot]:
    """Own habits to log on this day: those in use then, and whatever was logged of others."""
    slots = []
    for habit in plan.custom:
        logged = [entry for entry in entries if custom_key(entry.habit_id) == habit.key]
        target = habit.on(day)
        in_use = target is not None and target.schedule is not Schedule.OFF
        if logged or (in_use and not habit.archived):
            slots.append(CustomSlot(habit, custom_number(habit.key), units[habit.key], logged))
    return slots


def _tiles(
    supplements: list[Supplement], doses: list[Dose], clock: time | None, *, suggests: bool
) -> list[Tile]:
    """Supplements in their person's order, with the one to take next when that is suggested."""
    logged = {s.pk: sum(dose.supplement_id == s.pk for dose in doses) for s in supplements}
    left = [s for s in supplements if suggests and not logged[s.pk]]
    left.sort(key=lambda s: USUAL_CLOCK[s.usual_moment])
    # The first whose hour has come and that is not taken yet, else the first still to come.
    due = [s for s in left if clock is None or USUAL_CLOCK[s.usual_moment] <= clock]
    suggested = due[0] if due else (left[0] if left else None)
    shown = supplements[:MAX_TILES]
    return [Tile(s, logged[s.pk], s is suggested, USUAL_CLOCK[s.usual_moment]) for s in shown]


def recent_duplicates(
    person: User, doses: Sequence[Dose], taken_at: datetime, entry_ids: Sequence[UUID]
) -> list[Dose]:
    """Doses of the same supplements within five minutes under other ids, newest first; one query.

    `entry_ids` are those that these doses will have, in their order: one that is stored already is the
    same dose sent again, and has no twin.
    """
    kept_by = dict(zip(entry_ids, (dose.supplement_id for dose in doses), strict=True))
    near = (taken_at - SAME_DOSE_WITHIN, taken_at + SAME_DOSE_WITHIN)
    alike = person.doses.filter(supplement__in=kept_by.values(), taken_at__range=near)
    same = person.doses.filter(entry_id__in=kept_by)
    found = list((alike | same).select_related("supplement").order_by("-taken_at"))
    stored = {kept_by[dose.entry_id] for dose in found if dose.entry_id in kept_by}
    return [dose for dose in found if dose.entry_id not in kept_by and dose.supplement_id not in stored]
