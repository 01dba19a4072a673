"""What the day page says and shows beside its entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.charts.gauge import Gauge, gauge
from tracker.domain.habits import Habit, HabitKey, HabitRecord, Mark
from tracker.domain.journal import Meal
from tracker.domain.targets import Target, TargetRange, Verdict
from tracker.models import Dose, User
from tracker.queries.day import DayPage, DayWalks, WeekDay
from tracker.vocabulary.clocks import clock_words
from tracker.vocabulary.formats import bare_number, mg
from tracker.vocabulary.habit_styles import HabitStyle, habit_styles
from tracker.vocabulary.names import MEAL_NAMES, VERDICT_NAMES, SleepQuality

from .custom_habits import CustomRow, custom_row
from .entries import EntryRow, dose_words, entry_row
from .review.intentions import intention_words, kept_words
from .safety import SpacingCard, spacing_card

MEAL_ICONS = {Meal.BREAKFAST: "sunrise", Meal.LUNCH: "sun", Meal.DINNER: "sunset"}


@dataclass(frozen=True, slots=True)
class Question:
    """Whether what is logged already was taken a second time; `twin` is what is logged.

    `sent` and `others` are the fields of the forms that say yes, and that log the others alone; None where
    there are no others.
    """

    twin: Dose
    path: str
    sent: Sequence[tuple[str, object]]
    others: Sequence[tuple[str, object]] | None = None


@dataclass(frozen=True, slots=True)
class GaugeCard:
    """The gauge of a day and what is said beside it; `value_words` are for who cannot see it."""

    drawing: Gauge
    state: Verdict
    value_words: str
    headline: str
    is_within: bool
    note: str


@dataclass(frozen=True, slots=True)
class BedtimeQuestion:
    """Whether a dose of the evening was the one for the night; `entry_id` is the dose's."""

    entry_id: UUID
    lead: str
    yes: str


@dataclass(frozen=True, slots=True)
class Moon:
    """One of the answers to how a night was."""

    value: int
    label: str
    icon: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class WeekDayRing:
    """One day of the week strip or the calendar: its ring, its dots and all of it in words.

    `share_percent` is how far the ring is closed, `walk_dots` one for each walk asked for, on for those that
    counted.
    """

    day: date
    sentence: str
    verdict: str
    share_percent: int
    walk_dots: Sequence[bool]
    has_bedtime: bool
    has_sprint: bool
    is_future: bool
    is_paused: bool


@dataclass(frozen=True, slots=True)
class MealCard:
    """A meal with the walk after it, or to log one; `entry_id` is the walk's, None while there is none."""

    meal: Meal
    label: str
    icon: str
    minutes: int
    entry_id: UUID | None


@dataclass(frozen=True, slots=True)
class StreakRow:
    """A habit's streak and the best one; `percent` is the share of the best, for the bar."""

    tone: str
    icon: str
    label: str
    unit: str
    current: int
    percent: int
    best_words: str


@dataclass(frozen=True, slots=True)
class DayCards:
    """All that the page of a day says and shows beyond plain facts."""

    gauge: GaugeCard
    week: Sequence[WeekDayRing]
    meals: Sequence[MealCard]
    bedtime: BedtimeQuestion | None
    moons: Sequence[Moon]
    custom: Sequence[CustomRow]
    entries: Sequence[EntryRow]
    streaks: Sequence[StreakRow]
    intention: str
    intention_kept: str
    spacing: SpacingCard | None
    limit_words: str


def day_cards(person: User, page: DayPage) -> DayCards:
    """Put a day into words and pictures."""
    intended = page.intention
    kept = intended.kept if intended else None
    return DayCards(
        gauge=_gauge_card(page),
        week=[week_day_ring(week_day, page.today) for week_day in page.week],
        meals=_meal_cards(page.walks),
        bedtime=_bedtime_question(page.night.dose),
        moons=_moons(page.night.quality),
        custom=[custom_row(slot) for slot in page.custom.slots],
        entries=[entry_row(entry, page.custom.habits) for entry in page.entries],
        streaks=_streak_rows(page),
        intention=intention_words(intended.intention) if intended else "",
        intention_kept=kept_words(kept) if kept and kept.due else "",
        spacing=spacing_card(person, page),
        limit_words=limit_words(person),
    )


def _gauge_card(page: DayPage) -> GaugeCard:
    magnesium, band = page.magnesium, page.magnesium.band
    # A paused day shows its band and is not judged by it.
    asked = None if page.is_paused else band
    verdict = magnesium.verdict if asked else None
    total = mg(magnesium.total_mg)
    if asked and verdict:
        figures = {"mg": total, "low": mg(asked.low_mg), "high": mg(asked.high_mg)}
        value_words = _("%(mg)s milligrams, your range is %(low)s to %(high)s") % figures
        headline, note = _verdict_sentences(page, asked, verdict)
    else:
        value_words = _("%(mg)s milligrams, no target") % {"mg": total}
        headline, note = _("%(mg)s mg logged") % {"mg": total}, _no_target_sentence(page)
    return GaugeCard(
        drawing=gauge(
            [dose.elemental_mg for dose in magnesium.doses],
            low_mg=band.low_mg if band else None,
            high_mg=band.high_mg if band else None,
            limit_mg=page.safety.limit_mg,
            planned_mg=magnesium.planned_mg,
        ),
        state=verdict or Verdict.BELOW,
        value_words=value_words,
        headline=headline,
        is_within=verdict is Verdict.WITHIN,
        note=note,
    )


def _verdict_sentences(page: DayPage, band: TargetRange, verdict: Verdict) -> tuple[str, str]:
    """How far the day is from its range, and what to make of that."""
    total_mg = page.magnesium.total_mg
    if verdict is Verdict.WITHIN:
        left = {"mg": mg(band.high_mg - total_mg)}
        return _("In range"), _("%(mg)s mg to the top of it.") % left
    if verdict is Verdict.ABOVE:
        over = {"mg": mg(total_mg - band.high_mg)}
        return _("%(mg)s mg above your range") % over, _("One day over is not an emergency.")
    left = {"mg": mg(band.low_mg - total_mg)}
    if not page.is_today:
        return _("%(mg)s mg below your range") % left, ""
    return _("%(mg)s mg to your range") % left, _still_to_take_sentence(page)


def _still_to_take_sentence(page: DayPage) -> str:
    magnesium, planned = page.magnesium, page.night.supplement
    if not magnesium.doses:
        return _("Tap a supplement when you take it.")
    if not magnesium.planned_mg or planned is None:
        return ""
    reached_mg = magnesium.total_mg + magnesium.planned_mg
    return _("Tonight’s %(name)s takes you to %(mg)s.") % {"name": planned.name, "mg": mg(reached_mg)}


def _no_target_sentence(page: DayPage) -> str:
    if not page.magnesium.is_asked_for:
        return _("How much is for your clinic to say.")
    return _("No target today.") if page.is_today else _("No target on this day.")


def _bedtime_question(dose: Dose | None) -> BedtimeQuestion | None:
    if dose is None:
        return None
    words = {"dose": dose_words(dose), "time": clock_words(dose.local_moment.time())}
    return BedtimeQuestion(
        entry_id=dose.entry_id,
        lead=_("You took %(dose)s at %(time)s.") % words,
        yes=_("Count the %(time)s dose") % words,
    )


def _moons(quality: int | None) -> list[Moon]:
    return [
        Moon(value, str(label), f"moon-{value}", is_checked=value == quality)
        for value, label in SleepQuality.choices
    ]


def week_day_ring(week_day: WeekDay, today: date) -> WeekDayRing:
    """Put a day of the strip or the calendar into marks and words."""
    asked = week_day.target.walks_per_day if week_day.target else 0
    share = week_day.total_mg / week_day.band.low_mg if week_day.band else 0
    return WeekDayRing(
        day=week_day.day,
        sentence=_week_day_sentence(week_day, asked, today),
        verdict=week_day.verdict or "",
        # The ring closes at the lower end of the target.
        share_percent=min(100, int(100 * share)),
        walk_dots=[number < week_day.walks_counted for number in range(asked)],
        has_bedtime=week_day.has_bedtime,
        has_sprint=week_day.has_sprint,
        is_future=week_day.is_future,
        is_paused=week_day.is_paused,
    )


def _week_day_sentence(week_day: WeekDay, walks_asked: int, today: date) -> str:
    """All that the ring and its marks show; of a day to come the date alone."""
    name = date_format(week_day.day, "l j F")
    if week_day.is_future:
        return name
    paused = _("paused") + ". " if week_day.is_paused else ""
    total = f"{mg(week_day.total_mg)} mg{_verdict_words(week_day, today)}"
    walks = bedtime = sprint = ""
    if walks_asked:
        figures = {"done": week_day.walks_counted, "asked": walks_asked}
        walks = _("%(done)s of %(asked)s walks.") % figures
    if week_day.has_bedtime:
        bedtime = _("Bedtime logged.")
    elif week_day.marks[Habit.BEDTIME] is Mark.MISSED:
        bedtime = _("Bedtime missed.")
    if week_day.has_sprint:
        sprint = _("Sprint session.")
    return " ".join((f"{name}: {paused}{total}.", walks, bedtime, sprint))


def _verdict_words(week_day: WeekDay, today: date) -> str:
    if week_day.verdict is None:
        return ""
    if week_day.verdict is Verdict.BELOW and week_day.day == today:
        return " " + _("so far")
    # A paused day is not judged.
    return "" if week_day.is_paused else f", {VERDICT_NAMES[week_day.verdict]}"


def _meal_cards(walks: DayWalks) -> list[MealCard]:
    return [
        MealCard(
            meal=slot.meal,
            label=str(MEAL_NAMES[slot.meal]),
            icon=MEAL_ICONS[slot.meal],
            minutes=slot.walk.minutes if slot.walk else walks.minutes,
            entry_id=slot.walk.entry_id if slot.walk else None,
        )
        for slot in walks.meals
    ]


def limit_words(person: User) -> str:
    """Whose advice the ceiling is, with the figure."""
    figures = {"mg": bare_number(person.supplement_limit_mg)}
    return {
        "us": _("The US National Academies set %(mg)s mg a day as the upper level for supplements."),
        "eu": _("The EU’s food safety authority advises at most %(mg)s mg a day from supplements."),
        "uk": _(
            "The UK’s expert group on vitamins and minerals advises at most %(mg)s mg a day from supplements."
        ),
        "jp": _("Japan’s dietary reference intakes set %(mg)s mg a day as the upper level for supplements."),
        "own": _("Your own ceiling is %(mg)s mg a day from supplements."),
    }[person.limit_region] % figures


def _streak_rows(page: DayPage) -> list[StreakRow]:
    """The streaks of all habits asked for, the magnesium first."""
    styles = habit_styles(page.custom.habits)
    labels = _streak_labels(page.target)
    if not page.magnesium.is_asked_for:
        # Nobody is to be drawn into a dose that only a clinic may set.
        del labels[Habit.MAGNESIUM], labels[Habit.BEDTIME]
    # Those that are asked for now; the others' days are in Trends.
    asked_for = {slot.habit.key for slot in page.custom.slots}
    labels |= {habit.key: habit.name for habit in page.custom.habits if habit.key in asked_for}
    return [_streak_row(habit, styles[habit], label, page.streaks[habit]) for habit, label in labels.items()]


def _streak_labels(target: Target | None) -> dict[HabitKey, str]:
    per_day = target.walks_per_day if target else 0
    per_week = target.sprints_per_week if target else 0
    return {
        Habit.MAGNESIUM: _("Magnesium in range"),
        Habit.WALKS: ngettext("%(count)d walk a day", "%(count)d walks a day", per_day) % {"count": per_day},
        Habit.BEDTIME: _("Bedtime dose"),
        Habit.SPRINTS: ngettext(
            "%(count)d sprint session a week", "%(count)d sprint sessions a week", per_week
        )
        % {"count": per_week},
    }


def _streak_row(habit: HabitKey, style: HabitStyle, label: str, record: HabitRecord) -> StreakRow:
    is_best = record.current and record.current == record.best
    return StreakRow(
        tone=style.tone,
        icon=style.icon,
        label=label,
        unit=_streak_unit(habit, style, record.current),
        current=record.current,
        percent=100 * record.current // (record.best or 1),
        best_words=_("best yet") if is_best else _("best %(n)s") % {"n": record.best},
    )


def _streak_unit(habit: HabitKey, style: HabitStyle, count: int) -> str:
    if style.is_weekly:
        return ngettext("week", "weeks", count)
    return ngettext("night", "nights", count) if habit == Habit.BEDTIME else ngettext("day", "days", count)
