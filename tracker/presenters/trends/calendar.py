"""The calendar of Trends: a cell a day, for all habits or for one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.custom_habits import CustomHabit, HabitKind
from tracker.domain.days import week_first_day, weeks_between
from tracker.domain.habits import Habit, HabitKey, Mark
from tracker.domain.summary import DayFacts
from tracker.domain.trends import Trends
from tracker.vocabulary.formats import mg, written_day
from tracker.vocabulary.habit_styles import habit_styles

from .spans import Choice
from .tables import day_path

LEVELS, DAYS_A_WEEK = 5, 7
# More weeks than this need the whole width of the page.
MAX_NARROW_WEEKS = 14
# Each third column has its date above it.
LABEL_EVERY = 3


@dataclass(frozen=True)
class Cell:
    """One day; `level` runs from 0 to 5, "p" is paused, "n" asked for nothing, "f" is still to come."""

    day: date | None
    level: str
    text: str = ""
    words: str = ""
    is_today: bool = False

    @property
    def href(self) -> str:
        """Where it leads: its day, unless that cannot be opened."""
        return day_path(self.day) if self.day else ""


@dataclass(frozen=True)
class WeekHead:
    """The head of a column: the first day of its week, seen above some of them and read out above all."""

    words: str
    is_labelled: bool


@dataclass(frozen=True)
class WeekdayRow:
    """One weekday, its cells in the order of the weeks."""

    name: str | Promise
    short: str | Promise
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Calendar:
    """The weekdays as rows, the weeks as columns; `is_cut` where the page has older days than it shows."""

    habit: HabitKey | None
    weeks: Sequence[WeekHead]
    rows: Sequence[WeekdayRow]
    most: int
    has_paused: bool
    is_cut: bool

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width of the page."""
        return len(self.weeks) > MAX_NARROW_WEEKS


def calendar(page: Trends, habit: HabitKey | None) -> Calendar:
    """Lay out the newest days of the page, a year at most; `habit` None is all of them."""
    facts = {day.day: day for day in page.days}
    weeks = weeks_between(page.days[0].day, page.days[-1].day, page.week_start)
    rows = []
    for number in range(7):
        days = [week + timedelta(days=number) for week in weeks]
        weekday = days[0].weekday()
        rows.append(
            WeekdayRow(
                WEEKDAYS[weekday],
                WEEKDAYS_ABBR[weekday],
                [_cell(page, facts.get(day), day, habit) for day in days],
            )
        )
    heads = [
        WeekHead(written_day(week, "j M"), is_labelled=place % LABEL_EVERY == 0)
        for place, week in enumerate(weeks)
    ]
    most = max((_parts(day)[1] for day in page.days if not day.is_paused), default=0)
    return Calendar(
        habit,
        heads,
        rows,
        most,
        has_paused=any(day.is_paused for day in page.days),
        is_cut=_is_cut(page),
    )


def calendar_sentence(page: Trends, habit: HabitKey | None) -> str:
    """The fullest of the weeks drawn whole, or how often one habit was kept in the whole window."""
    if habit is not None:
        return _habit_sentence(page, habit)
    sentence = _fullest_sentence(page)
    return _("The newest year: %(sentence)s") % {"sentence": sentence} if _is_cut(page) else sentence


def _is_cut(page: Trends) -> bool:
    """Whether the window has older days than are drawn one by one."""
    return page.days[0].day > page.span.first_day


def _fullest_sentence(page: Trends) -> str:
    by_week: dict[date, list[DayFacts]] = {}
    for day in page.closed_days:
        by_week.setdefault(week_first_day(day.day, page.week_start), []).append(day)
    sums: dict[date, tuple[int, int]] = {}
    for week, days in by_week.items():
        # A week that the window cuts is not as full as it looks, or not as empty.
        if len(days) == DAYS_A_WEEK:
            parts = [_parts(day) for day in days if not day.is_paused]
            sums[week] = sum(done for done, _due in parts), sum(due for _done, due in parts)
    ratios = {week: kept / asked for week, (kept, asked) in sums.items() if asked}
    if not ratios or not max(ratios.values()):
        return _("Each day that is over gets the number of things you kept.")
    fullest = max(ratios.values())
    weeks = [week for week, ratio in ratios.items() if ratio == fullest]
    if len(weeks) > 1 and fullest == 1:
        return ngettext("%(count)d full week.", "%(count)d full weeks.", len(weeks)) % {"count": len(weeks)}
    kept, asked = sums[weeks[-1]]
    return _("The week of %(day)s is your fullest: %(kept)d of %(due)d kept.") % {
        "day": date_format(weeks[-1], "j F"),
        "kept": kept,
        "due": asked,
    }


def _habit_sentence(page: Trends, habit: HabitKey) -> str:
    tally = page.total.tally(habit)
    if not tally.due:
        return _("Nothing was due on these days.")
    if habit in page.daily_habits:
        words = ngettext("Kept on %(kept)d of %(due)d day.", "Kept on %(kept)d of %(due)d days.", tally.due)
    else:
        words = ngettext("Kept in %(kept)d of %(due)d week.", "Kept in %(kept)d of %(due)d weeks.", tally.due)
    return words % {"kept": tally.kept, "due": tally.due}


def _cell(page: Trends, fact: DayFacts | None, day: date, habit: HabitKey | None) -> Cell:
    if fact is None:
        return Cell(None, "f" if day > page.today else "n")
    words = written_day(day, "j F Y")
    is_today = day == page.today
    if fact.is_paused:
        return Cell(day, "p", "–", _("%(day)s: paused") % {"day": words}, is_today)
    if habit == Habit.SPRINTS:
        count = len(fact.sprints)
        says = ngettext("%(count)d session", "%(count)d sessions", count) % {"count": count}
        return Cell(day, str(LEVELS if count else 0), str(count or "·"), f"{words}: {says}", is_today)
    custom = next((custom for custom in page.custom if custom.key == habit), None)
    if custom:
        return _custom_cell(fact, custom, words, is_today)
    if habit is not None:
        return _habit_cell(fact, habit, words, is_today)
    done, due = _parts(fact)
    if not due:
        return Cell(day, "n", "", _("%(day)s: nothing due") % {"day": words}, is_today)
    says = _("%(day)s: %(kept)d of %(due)d kept") % {"day": words, "kept": done, "due": due}
    return Cell(day, str(LEVELS * done // due), str(done), says, is_today)


def _habit_cell(fact: DayFacts, habit: HabitKey, words: str, is_today: bool) -> Cell:
    unit = fact.units[habit]
    if unit.due is None:
        return Cell(fact.day, "n", "", _("%(day)s: nothing due") % {"day": words}, is_today)
    kept = unit.mark is Mark.KEPT
    # The darkest is for kept days alone.
    level = str(LEVELS if kept else min(LEVELS - 1, int(LEVELS * unit.share)))
    if habit == Habit.MAGNESIUM:
        text = "·" if fact.total_mg is None else mg(round(fact.total_mg))
        says = _("nothing logged") if fact.total_mg is None else f"{mg(fact.total_mg)} mg"
        if unit.due.at_most is not None and unit.done > unit.due.at_most:
            level = "a"
    elif habit == Habit.WALKS:
        text = str(int(unit.done))
        says = _("%(count)d of %(due)d walks") % {"count": unit.done, "due": unit.due.at_least}
    else:
        text = "✓" if kept else "·"
        says = _("taken") if kept else _("not taken")
    return Cell(fact.day, level, text, f"{words}: {says}", is_today)


def _custom_cell(fact: DayFacts, custom: CustomHabit, words: str, is_today: bool) -> Cell:
    """What was logged of a custom habit; days of one that is counted by the week are all alike."""
    amount = fact.custom.get(custom.key)
    unit = fact.units.get(custom.key)
    if unit is not None and unit.due is None and amount is None:
        return Cell(fact.day, "n", "", _("%(day)s: nothing due") % {"day": words}, is_today)
    kept = bool(amount) if unit is None or unit.due is None else unit.mark is Mark.KEPT
    share = unit.share if unit and unit.due else float(bool(amount))
    level = str(LEVELS if kept else min(LEVELS - 1, int(LEVELS * share)))
    if amount is None:
        return Cell(fact.day, level, "·", _("%(day)s: nothing logged") % {"day": words}, is_today)
    if custom.kind is HabitKind.CHECK:
        return Cell(fact.day, level, "✓" if amount else "·", f"{words}: {_('done')}", is_today)
    return Cell(fact.day, level, mg(amount), f"{words}: {mg(amount)} {custom.unit}".rstrip(), is_today)


def _parts(fact: DayFacts) -> tuple[int, int]:
    """How much of a day was kept, of how much: each walk asked for is one, and every other habit."""
    done = due = 0
    for habit, unit in fact.units.items():
        if unit.due is None:
            continue
        asked = int(unit.due.at_least) if habit == Habit.WALKS else 1
        due += asked
        done += min(asked, int(unit.done)) if habit == Habit.WALKS else unit.mark is Mark.KEPT
    return done, due


def calendar_choices(page: Trends, habit: HabitKey | None) -> list[Choice]:
    """What the calendar can be of."""
    everything = Choice("", _("All"), is_current=habit is None)
    styles = habit_styles(page.custom)
    return [
        everything,
        *(Choice(key, style.name, is_current=key == habit) for key, style in styles.items()),
    ]
