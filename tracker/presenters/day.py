"""What the day page says and shows beside its entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.habits import Habit, HabitKey, HabitRecord, Mark
from tracker.domain.journal import Meal
from tracker.domain.targets import Target, Verdict
from tracker.models import User
from tracker.queries.day import DayPage, DayWalks, WeekDay
from tracker.vocabulary.formats import mg, mg_words
from tracker.vocabulary.habit_styles import HabitStyle, habit_styles
from tracker.vocabulary.names import MEAL_CHOICES

MEAL_ICONS = {Meal.BREAKFAST: "sunrise", Meal.LUNCH: "sun", Meal.DINNER: "sunset"}


@dataclass(frozen=True, slots=True)
class WeekDayRing:
    """One day of the week strip: its ring, its dots and all of it in words.

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


def week_day_ring(week_day: WeekDay, today: date) -> WeekDayRing:
    """A day of the week strip as it is drawn and read out."""
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
    words = {
        Verdict.BELOW: _("below range"),
        Verdict.WITHIN: _("in range"),
        Verdict.ABOVE: _("above range"),
    }
    return ", " + words[week_day.verdict]


def meal_cards(walks: DayWalks) -> list[MealCard]:
    """The meals of a day with what is logged, or would be by one tap."""
    names = dict(MEAL_CHOICES)
    return [
        MealCard(
            meal=slot.meal,
            label=str(names[slot.meal.value]),
            icon=MEAL_ICONS[slot.meal],
            minutes=slot.walk.minutes if slot.walk else walks.minutes,
            entry_id=slot.walk.entry_id if slot.walk else None,
        )
        for slot in walks.meals
    ]


def limit_words(person: User) -> str:
    """Whose advice the ceiling is, with the figure."""
    figures = {"mg": mg_words(person.supplement_limit_mg)}
    return {
        "us": _("The US National Academies set %(mg)s mg a day as the upper level for supplements."),
        "eu": _("The EU’s food safety authority advises at most %(mg)s mg a day from supplements."),
        "uk": _(
            "The UK’s expert group on vitamins and minerals advises at most %(mg)s mg a day from supplements."
        ),
        "jp": _("Japan’s dietary reference intakes set %(mg)s mg a day as the upper level for supplements."),
        "own": _("Your own ceiling is %(mg)s mg a day from supplements."),
    }[person.limit_region] % figures


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


def streak_rows(page: DayPage) -> list[StreakRow]:
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
