"""A week as a table of habits and days: cells with a text or an icon, and words for those who hear it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tracker.domain.custom_habits import CustomHabit, HabitKind
from tracker.domain.days import days_between
from tracker.domain.habits import Habit, HabitUnit
from tracker.domain.journal import MEALS, Meal
from tracker.domain.review import WeekReview
from tracker.domain.summary import DayFacts
from tracker.domain.targets import Verdict
from tracker.vocabulary.formats import mg
from tracker.vocabulary.names import WALK_TITLES

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class DayHead:
    """The head of a column; a day to come has no page yet."""

    day: date
    short: str | Promise
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One habit on one day: a text or an icon and words; `mg` colours a total of magnesium."""

    text: str = ""
    icon: str = ""
    words: str = ""
    mg: Verdict | None = None
    is_on: bool = False
    is_paused: bool = False
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One habit, its cells in the order of the days; `habit` names its colours."""

    name: str | Promise
    cells: Sequence[Cell]
    habit: str = ""
    is_sleep: bool = False


def day_heads(week: WeekReview) -> list[DayHead]:
    """All seven days."""
    days = days_between(week.first_day, week.last_day)
    return [
        DayHead(day, WEEKDAYS_ABBR[day.weekday()], is_ahead=place >= len(week.days))
        for place, day in enumerate(days)
    ]


def matrix(week: WeekReview) -> list[Row]:
    """A row for each habit that was asked for or done, with a cell for each of the seven days."""
    return [
        Row(_("Magnesium, mg"), _cells(week, [_total_cell(day) for day in week.days])),
        *_walk_rows(week),
        *_sprint_rows(week),
        *_night_rows(week),
        *_custom_rows(week),
    ]


def _walk_rows(week: WeekReview) -> list[Row]:
    if not any(day.walked or day.units[Habit.WALKS].due for day in week.days):
        return []
    rows = [
        Row(
            WALK_TITLES[meal],
            _cells(week, [_tick_cell(meal in day.walked, "check", day) for day in week.days]),
            habit="walk",
        )
        for meal in MEALS
    ]
    if any(Meal.OTHER in day.walked for day in week.days):
        counts = [_count_cell(list(day.walked).count(Meal.OTHER), day) for day in week.days]
        rows.append(Row(WALK_TITLES[Meal.OTHER], _cells(week, counts), habit="walk"))
    return rows


def _sprint_rows(week: WeekReview) -> list[Row]:
    if not week.weekly[Habit.SPRINTS].due and not any(day.sprints for day in week.days):
        return []
    ticks = [_tick_cell(bool(day.sprints), "bolt", day) for day in week.days]
    return [Row(_("Sprint"), _cells(week, ticks), habit="sprint")]


def _night_rows(week: WeekReview) -> list[Row]:
    rows = []
    if any(day.night or day.units[Habit.BEDTIME].due for day in week.days):
        ticks = [_tick_cell(bool(day.night and day.night.taken), "moon", day) for day in week.days]
        rows.append(Row(_("Bedtime dose"), _cells(week, ticks), habit="bed"))
    if any(day.night and day.night.quality for day in week.days):
        moons = [_sleep_cell(day.night.quality if day.night else None) for day in week.days]
        rows.append(Row(_("Sleep, 1 to 5"), _cells(week, moons), is_sleep=True))
    return rows


def _custom_rows(week: WeekReview) -> list[Row]:
    return [
        Row(
            habit.name,
            _cells(week, [_amount_cell(habit, day, week.weekly.get(habit.key)) for day in week.days]),
            habit="own",
        )
        for habit in week.custom
        if habit.key in week.summary.habits or any(habit.key in day.custom for day in week.days)
    ]


def _cells(week: WeekReview, cells: Sequence[Cell]) -> list[Cell]:
    """The cells of the days so far, and of those to come."""
    return [*cells, *[Cell(words=_("To come"), is_ahead=True)] * (DAYS_A_WEEK - len(week.days))]


def _total_cell(day: DayFacts) -> Cell:
    if day.total_mg is None:
        nothing = _("paused") if day.is_paused else _("nothing logged")
        return Cell(text="–" if day.is_paused else "·", words=nothing, is_paused=day.is_paused)
    return Cell(
        text=mg(round(day.total_mg)),
        words=_("paused") if day.is_paused else _verdict_words(day),
        mg=day.verdict,
        is_paused=day.is_paused,
    )


def _verdict_words(day: DayFacts) -> str:
    if day.verdict is None:
        return ""
    return {
        Verdict.BELOW: _("so far") if day.is_open else _("below"),
        Verdict.WITHIN: _("in range"),
        Verdict.ABOVE: _("above"),
    }[day.verdict]


def _tick_cell(is_done: bool, icon: str, day: DayFacts) -> Cell:
    return Cell(icon=icon, words=_("Yes"), is_on=True) if is_done else _undone_cell(day)


def _undone_cell(day: DayFacts) -> Cell:
    if day.is_paused:
        return Cell(text="–", words=_("paused"), is_paused=True)
    return Cell(text="·", words=_("Not yet") if day.is_open else _("No"))


def _count_cell(count: int, day: DayFacts) -> Cell:
    return Cell(text=str(count), is_on=True) if count else _undone_cell(day)


def _sleep_cell(quality: int | None) -> Cell:
    if not quality:
        return Cell(text="·", words=_("not rated"))
    return Cell(text=str(quality), icon=f"moon-{quality}")


def _amount_cell(habit: CustomHabit, day: DayFacts, weekly: HabitUnit | None) -> Cell:
    """What was logged of a custom habit; `weekly` is the unit of one that is counted by the week."""
    amount: Decimal | None = day.custom.get(habit.key)
    unit = day.units.get(habit.key)
    if amount is None:
        if not weekly and unit and unit.due is None and not day.is_paused:
            return Cell(words=_("nothing due"))
        return _undone_cell(day)
    target = habit.on(day.day)
    is_kept = target.is_met(amount) if target else bool(amount)
    if habit.kind is HabitKind.CHECK:
        return _tick_cell(is_kept, "check", day)
    return Cell(text=mg(amount), words=habit.unit, is_on=is_kept)
