"""One day of a person's log, with all that its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from tracker.domain.custom_habits import CustomHabit, Schedule, custom_key, custom_number
from tracker.domain.days import days_between, week_first_day
from tracker.domain.habits import Habit, HabitKey, HabitRecord, HabitUnit, Mark
from tracker.domain.journal import MEALS, Journal, Meal
from tracker.domain.magnesium import CeilingState, ceiling_state
from tracker.domain.plan import Plan
from tracker.domain.protocol import day_units, habit_units, walks_counted, week_units
from tracker.domain.review import Intention, week_review
from tracker.domain.spacing import (
    DaySpacing,
    MedicineIntake,
    Regimen,
    day_spacing,
    fits_from,
    too_close,
)
from tracker.domain.summary import Tally
from tracker.domain.targets import Target, TargetRange, Verdict, earliest_start
from tracker.domain.usual_times import USUAL_CLOCK
from tracker.models import (
    BedtimeLog,
    CustomHabitEntry,
    Dose,
    Entry,
    Pause,
    PostMealWalk,
    SprintSession,
    Supplement,
    User,
)

from .entries import entries_on
from .history import records_before, remembered_until
from .journal import journal_from
from .pauses import pause_on, pauses_of
from .plan import plan_of
from .review import intention_for
from .safety import regimens_of
from .supplements import bedtime_among, live_supplements

# Over seven tiles no longer fit beside each other; the rest stays in the form below.
MAX_TILES = 7


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day as the week strip and the calendar show it."""

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


@dataclass(frozen=True, slots=True)
class Tile:
    """A supplement to log by one tap."""

    supplement: Supplement
    times_logged: int
    is_next: bool
    clock: time


@dataclass(frozen=True, slots=True)
class EveningStack:
    """The supplements that one tap logs together, and whether each of them was logged on the day."""

    members: Sequence[Supplement]
    is_logged: bool

    @property
    def total_mg(self) -> Decimal:
        """What one serving of each holds."""
        return sum((member.serving_mg for member in self.members), Decimal(0))


@dataclass(frozen=True, slots=True)
class DayMagnesium:
    """The magnesium of a day, in elemental mg: what was taken and what is asked for.

    `planned_mg` is what the bedtime supplement will still add today. Where `is_asked_for` is False no day
    asks for any (domain facts 2.5).
    """

    total_mg: Decimal
    band: TargetRange | None
    verdict: Verdict | None
    planned_mg: Decimal
    doses: Sequence[Dose]
    tiles: Sequence[Tile]
    stack: EveningStack | None
    is_asked_for: bool


@dataclass(frozen=True, slots=True)
class MealSlot:
    """A meal and the walk after it, when there is one."""

    meal: Meal
    walk: PostMealWalk | None


@dataclass(frozen=True, slots=True)
class DayWalks:
    """The walks after a day's three meals, and the minutes that a tap logs."""

    meals: Sequence[MealSlot]
    minutes: int


@dataclass(frozen=True, slots=True)
class DayNight:
    """What was taken before bed on the day, and how the night asked about was slept.

    `log` is None until something was taken. `dose` is one of the bedtime supplement that was logged in the
    evening, the newest of them, while no log says whether it was the one for the night. The night asked
    about is the day's own, on today the last one.
    """

    log: BedtimeLog | None
    supplement: Supplement | None
    dose: Dose | None
    rated_day: date
    quality: int | None


@dataclass(frozen=True, slots=True)
class WeekSprints:
    """The sprint sessions of the week, oldest first, and what the week asks for."""

    sessions: Sequence[SprintSession]
    unit: HabitUnit


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
class DayCustom:
    """A person's custom habits, and of these the ones to show on the day."""

    habits: Sequence[CustomHabit]
    slots: Sequence[CustomSlot]


@dataclass(frozen=True, slots=True)
class CloseDose:
    """A dose, and the intake of a medicine that it was too close to."""

    dose: Dose
    intake: MedicineIntake


@dataclass(frozen=True, slots=True)
class DaySafety:
    """The ceiling, and what the person's medicines leave for magnesium on the day.

    `spacing` is None when no medicine has hours to keep. `fits_from` is the next moment at which magnesium
    fits, worked out for today alone; None when the week to come has none.
    """

    ceiling: CeilingState
    limit_mg: Decimal
    is_note_shown: bool
    regimens: Sequence[Regimen]
    spacing: DaySpacing | None
    fits_from: datetime | None
    close: Sequence[CloseDose]


@dataclass(frozen=True, slots=True)
class WeekIntention:
    """What the person means to do in the week, and how often it was kept; None for own words."""

    intention: Intention
    kept: Tally | None


@dataclass(frozen=True, slots=True)
class Uncounted:
    """That a day lies before the first target; with an entry it `could_count`, if that started earlier."""

    starts_on: date
    could_count: bool


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything the page of one logical day shows."""

    day: date
    today: date
    now: datetime
    pause: Pause | None
    target: Target | None
    uncounted: Uncounted | None
    supplements: Sequence[Supplement]
    magnesium: DayMagnesium
    walks: DayWalks
    night: DayNight
    sprints: WeekSprints
    custom: DayCustom
    safety: DaySafety
    week: Sequence[WeekDay]
    streaks: dict[HabitKey, HabitRecord]
    intention: WeekIntention | None
    entries: Sequence[Entry]

    @property
    def is_today(self) -> bool:
        """Whether the page's day is the open one."""
        return self.day == self.today

    @property
    def is_paused(self) -> bool:
        """Whether the day asks for nothing."""
        return self.pause is not None

    @property
    def previous_day(self) -> date:
        """The day before."""
        return self.day - timedelta(days=1)

    @property
    def next_day(self) -> date | None:
        """The day after, None when it has not come yet."""
        return None if self.day >= self.today else self.day + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Read:
    """Entries of some days by their kind."""

    doses: Sequence[Dose]
    walks: Sequence[PostMealWalk]
    sprints: Sequence[SprintSession]
    bedtime_logs: Sequence[BedtimeLog]
    custom_entries: Sequence[CustomHabitEntry]

    def between(self, first: date, last: date) -> "_Read":
        """Those of the days `first` to `last`, both included, doses and sessions oldest first."""
        return _Read(
            sorted(_between(self.doses, first, last), key=lambda dose: dose.taken_at),
            _between(self.walks, first, last),
            sorted(_between(self.sprints, first, last), key=lambda sprint: sprint.started_at),
            _between(self.bedtime_logs, first, last),
            _between(self.custom_entries, first, last),
        )

    @property
    def has_any_for_targets(self) -> bool:
        """Whether there is an entry of what targets ask for."""
        taken = any(bedtime_log.taken for bedtime_log in self.bedtime_logs)
        return bool(self.doses or self.walks or self.sprints or taken)

    @property
    def newest_first(self) -> list[Entry]:
        """All of them as a person counts them: a bedtime log and its dose are one entry."""
        at_bedtime = {bedtime_log.dose_id for bedtime_log in self.bedtime_logs}
        entries: list[Entry] = [dose for dose in self.doses if dose.pk not in at_bedtime]
        entries += [*self.walks, *self.sprints, *self.custom_entries, *self.bedtime_logs]
        return sorted(entries, key=lambda entry: (entry.moment, entry.logged_at), reverse=True)


def _between[E: Entry](entries: Sequence[E], first: date, last: date) -> list[E]:
    return [entry for entry in entries if first <= entry.day <= last]


def day_page(
    person: User, day: date, *, today: date, now: datetime, supplements: list[Supplement] | None = None
) -> DayPage:
    """Return what the page of `day` shows.

    Eleven queries, five more when past days must be summed anew. Who has loaded the person's live
    `supplements` already hands them over and saves one.
    """
    pauses = pauses_of(person.pk)
    plan = plan_of(person, pauses)
    first = week_first_day(day, person.week_start)
    last = first + timedelta(days=6)
    recent = remembered_until(person, today)
    # The week shown and the days not summed up yet, one span where they meet; the night before for its sleep.
    read = _read(person, (first - timedelta(days=1), last), (recent, today))
    if supplements is None:
        supplements = live_supplements(person.pk)
    journal = journal_from(read.doses, read.walks, read.sprints, read.bedtime_logs, read.custom_entries)
    of_day, of_week = read.between(day, day), week_units(plan, journal, first, today)

    night = _night(person, day, today, read.bedtime_logs, of_day.doses, supplements)
    clock = now.astimezone(person.zone).time() if day == today else None
    tiles = _tiles(supplements, of_day.doses, clock, suggests=plan.asks_for_magnesium)
    magnesium = _magnesium(plan, day, of_day.doses, tiles, supplements, _planned_mg(plan, day, today, night))
    units = day_units(plan, journal, day, today) | of_week
    return DayPage(
        day=day,
        today=today,
        now=now,
        pause=pause_on(pauses, day),
        target=plan.targets.on(day),
        uncounted=_uncounted(plan, of_day, day, today),
        supplements=supplements,
        magnesium=magnesium,
        walks=_walks(plan, day, of_day.walks),
        night=night,
        sprints=WeekSprints(read.between(first, last).sprints, of_week[Habit.SPRINTS]),
        custom=DayCustom(plan.custom, _custom_slots(plan, units, of_day.custom_entries, day)),
        safety=_safety(person, day, today, now, magnesium),
        week=[week_day_of(plan, journal, week_day, today) for week_day in days_between(first, last)],
        streaks=_streaks(person, plan, journal, recent, today),
        intention=_intention(person, plan, journal, first, today),
        entries=of_day.newest_first,
    )


def _read(person: User, *spans: tuple[date, date]) -> _Read:
    """All entries on the logical days of these spans; five queries."""
    found = entries_on(person, *spans)
    # A bedtime log and its dose lie on one day.
    by_key = {dose.pk: dose for dose in found.doses}
    for bedtime_log in found.bedtime_logs:
        if bedtime_log.dose_id in by_key:
            bedtime_log.dose = by_key[bedtime_log.dose_id]
    return _Read(found.doses, found.walks, found.sprints, found.bedtime_logs, found.custom_entries)


def _uncounted(plan: Plan, of_day: _Read, day: date, today: date) -> Uncounted | None:
    """None from the first target on."""
    starts_on = plan.targets.first_day
    if starts_on is None or day >= starts_on:
        return None
    return Uncounted(starts_on, could_count=of_day.has_any_for_targets and day >= earliest_start(today))


def _magnesium(
    plan: Plan,
    day: date,
    doses: Sequence[Dose],
    tiles: Sequence[Tile],
    supplements: Sequence[Supplement],
    planned_mg: Decimal,
) -> DayMagnesium:
    band = plan.range_on(day)
    total_mg = sum((dose.elemental_mg for dose in doses), Decimal(0))
    return DayMagnesium(
        total_mg=total_mg,
        band=band,
        verdict=band.verdict(total_mg) if band else None,
        planned_mg=planned_mg,
        doses=doses,
        tiles=tiles,
        stack=_evening_stack(supplements, doses),
        is_asked_for=plan.asks_for_magnesium,
    )


def _planned_mg(plan: Plan, day: date, today: date, night: DayNight) -> Decimal:
    """What the bedtime supplement will still add today; 0 when nothing is asked or it is taken."""
    target = plan.targets.on(day)
    is_asked = target and target.bedtime and plan.asks_for_magnesium and not plan.is_paused(day)
    if day != today or not is_asked or night.log or night.dose or not night.supplement:
        return Decimal(0)
    return night.supplement.serving_mg


def _evening_stack(supplements: Sequence[Supplement], doses: Sequence[Dose]) -> EveningStack | None:
    """None while it would be one supplement, which has a tile."""
    members = [supplement for supplement in supplements if supplement.in_evening_stack]
    logged = {dose.supplement_id for dose in doses}
    return EveningStack(members, all(member.pk in logged for member in members)) if len(members) > 1 else None


def _walks(plan: Plan, day: date, walks: Sequence[PostMealWalk]) -> DayWalks:
    target = plan.targets.on(day) or Target(day)
    first_after = {meal: next((walk for walk in walks if walk.meal == meal), None) for meal in MEALS}
    return DayWalks([MealSlot(meal, walk) for meal, walk in first_after.items()], target.walk_minutes)


def _night(
    person: User,
    day: date,
    today: date,
    bedtime_logs: Sequence[BedtimeLog],
    doses: Sequence[Dose],
    supplements: Sequence[Supplement],
) -> DayNight:
    by_day = {bedtime_log.day: bedtime_log for bedtime_log in bedtime_logs}
    rated_day = day - timedelta(days=1) if day == today else day
    log, rated = by_day.get(day), by_day.get(rated_day)
    # One that only says how the sleep was leaves the dose to log.
    log = log if log and log.taken else None
    supplement = bedtime_among(supplements)
    taken = [dose for dose in doses if supplement and dose.supplement_id == supplement.pk]
    return DayNight(
        log=log,
        supplement=supplement,
        dose=None if log else next((d for d in reversed(taken) if d.is_in_evening(person.day_start)), None),
        rated_day=rated_day,
        quality=rated.sleep_quality if rated else None,
    )


def _safety(person: User, day: date, today: date, now: datetime, magnesium: DayMagnesium) -> DaySafety:
    # All doses are supplements: food has no entries of its own.
    ceiling = ceiling_state(magnesium.total_mg, person.supplement_limit_mg)
    is_hidden = person.ceiling_note_hidden_on == day and ceiling is not CeilingState.EXCESS
    regimens = regimens_of(person)
    spaced = [regimen for regimen in regimens if regimen.spacing]
    return DaySafety(
        ceiling=ceiling,
        limit_mg=person.supplement_limit_mg,
        is_note_shown=ceiling is not CeilingState.UNDER and not is_hidden,
        regimens=regimens,
        spacing=day_spacing(day, person.zone, person.day_start, spaced) if spaced else None,
        fits_from=fits_from(spaced, now, person.zone) if spaced and day == today else None,
        close=[
            CloseDose(dose, intakes[0])
            for dose in magnesium.doses
            if (intakes := too_close(spaced, dose.taken_at, person.zone))
        ],
    )


def week_day_of(plan: Plan, journal: Journal, day: date, today: date) -> WeekDay:
    """What a strip or a calendar shows of a day."""
    target, band = plan.targets.on(day), plan.range_on(day)
    total_mg = journal.total_mg_on(day)
    is_future = day > today
    return WeekDay(
        day=day,
        total_mg=total_mg,
        target=target,
        band=band,
        verdict=band.verdict(total_mg) if band and not is_future else None,
        walks_counted=walks_counted(journal.walks.get(day, ()), target.walk_minutes) if target else 0,
        has_bedtime=journal.has_bedtime_dose_on(day),
        has_sprint=journal.sessions_on(day) > 0,
        is_future=is_future,
        is_paused=plan.is_paused(day),
        marks={}
        if is_future
        else {habit: unit.mark for habit, unit in day_units(plan, journal, day, today).items()},
    )


def _streaks(
    person: User, plan: Plan, journal: Journal, recent: date, today: date
) -> dict[HabitKey, HabitRecord]:
    """Each habit's record up to today; one query when the days before `recent` must be summed anew."""
    before = records_before(person, plan, recent)
    units = habit_units(plan, journal, recent, today, today)
    return {habit: before[habit].add_all(of_habit) for habit, of_habit in units.items()}


def _intention(person: User, plan: Plan, journal: Journal, first: date, today: date) -> WeekIntention | None:
    """What is meant to be done in the week from `first`; one query."""
    intention = intention_for(person, first)
    if intention is None:
        return None
    return WeekIntention(intention, week_review(plan, journal, {}, first, today).outcome_of(intention))


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
    supplements: Sequence[Supplement], doses: Sequence[Dose], clock: time | None, *, suggests: bool
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
