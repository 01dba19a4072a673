"""The numbers of the charts as tables, newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tracker.domain.habits import Habit, HabitKey
from tracker.domain.journal import Meal
from tracker.domain.summary import NO_AVERAGE, Average, DayFacts, Summary, Tally
from tracker.domain.targets import Verdict
from tracker.domain.trends import Trends
from tracker.vocabulary.clocks import clock_after_noon
from tracker.vocabulary.formats import mg, percent, written_day
from tracker.vocabulary.habit_styles import habit_styles
from tracker.vocabulary.names import FAMILY_NAMES, MEAL_NAMES, VERDICT_NAMES


@dataclass(frozen=True)
class Row:
    """One row: what it is of, its cells, where its head leads; an empty cell says why in `nothing`."""

    head: str
    cells: Sequence[object]
    href: str = ""
    note: str = ""
    nothing: str = ""

    @property
    def shown(self) -> list[object]:
        """The cells with a dash for each empty one, and its reason for those who hear the table."""
        if "" not in self.cells:
            return list(self.cells)
        empty = format_html('<span aria-hidden="true">–</span><span class="vh">{}</span>', self.nothing)
        return [empty if cell == "" else cell for cell in self.cells]


@dataclass(frozen=True)
class Table:
    """A table for its template; the first column is the head of each row."""

    caption: str
    columns: Sequence[str | Promise]
    rows: Sequence[Row]


def magnesium_table(page: Trends) -> Table:
    """By day, or by bar when the chart is."""
    families = page.families
    names = [str(FAMILY_NAMES[family]) for family in families]
    if page.span.by_day:
        rows = [
            Row(
                written_day(day.day, "D j M"),
                [
                    *(
                        _known_mg(day.mg_by_family.get(family, Decimal(0)), day.mg_by_family)
                        for family in families
                    ),
                    mg(day.total_mg),
                    "" if day.mean_mg is None else mg(round(day.mean_mg)),
                    _verdict_words(day),
                ],
                href=day_path(day.day),
                note=_("not counted") if day.is_open else "",
                nothing=_("Nothing"),
            )
            for day in reversed(page.days)
        ]
        columns = [_("Day"), *names, _("Total"), _("7-day mean"), _("Range")]
        return Table(_("Daily magnesium in mg, by form, newest first"), columns, rows)
    columns = [*names, _("Mean a day"), _("Days in range")]
    return _by_period(
        page,
        _("Mean magnesium a day in mg, by form, newest first"),
        columns,
        lambda p: [
            *(
                _known_mg(p.magnesium.mean_mg_by_family.get(family, Decimal(0)), p.magnesium.days)
                for family in families
            ),
            mg(p.magnesium.mean_mg),
            _kept_of_due(Tally(p.magnesium.verdicts.get(Verdict.WITHIN, 0), p.magnesium.days)),
        ],
    )


def adherence_table(page: Trends) -> Table:
    """Kept of due for each habit, with the score."""
    habits = _with_days_due(page, page.habits)
    return _by_period(
        page,
        _("Habits kept, of those due, newest first"),
        [*_names(page, habits), _("Score")],
        lambda p: [
            *(_kept_of_due(p.tally(habit)) for habit in habits),
            # The score of a week is that of all its days, as its review says it.
            _percent_words(p.score) if _is_whole(page, p) else "",
        ],
    )


def walks_table(page: Trends) -> Table:
    """Walks by meal, of those asked for."""
    return _by_period(
        page,
        _("Walks that counted, by meal, newest first"),
        [*MEAL_NAMES.values(), _("Total"), _("Asked for")],
        lambda p: [
            *(p.walks.by_meal.get(meal, 0) for meal in Meal),
            p.walks.counted.kept,
            p.walks.counted.due or "",
        ],
    )


def minutes_after_meal_table(page: Trends) -> Table:
    """Mean minutes from meal to walk."""
    return _by_period(
        page,
        _("Mean minutes from meal to walk, newest first"),
        [_("Minutes"), _("Walks with minutes")],
        lambda p: _minutes_cells(p.walks.minutes_after_meal),
    )


def _minutes_cells(waited: Average) -> list[object]:
    return ["" if waited.mean is None else round(waited.mean), waited.count]


def sprints_table(page: Trends, weeks: Sequence[Summary]) -> Table:
    """Sessions of those needed, volume and effort, of these whole weeks and of the open one."""
    return _by_period(
        page,
        _("Sprint sessions, newest first"),
        [_("Sessions"), _("Needed"), _("Seconds of work"), _("Mean effort")],
        lambda p: [
            p.sprints.sessions.kept,
            p.sprints.sessions.due or "",
            p.sprints.work_seconds or "",
            mg(p.sprints.effort.mean) if p.sprints.effort.count else "",
        ],
        weeks,
    )


def bedtime_table(page: Trends) -> Table:
    """Nights kept, clock time, sleep."""
    return _by_period(
        page,
        _("Bedtime dose and sleep from 1 to 5, newest first"),
        [
            _("Nights kept"),
            _("Mean time"),
            _("Sleep with dose"),
            _("Sleep without"),
            _("Nights rated"),
        ],
        lambda p: [
            _kept_of_due(p.tally(Habit.BEDTIME)),
            clock_after_noon(p.nights.clock.mean) if p.nights.clock.mean is not None else "",
            *(mg(p.nights.sleep.get(taken, NO_AVERAGE).mean) for taken in (True, False)),
            p.nights.rated.count or "",
        ],
    )


def strength_table(page: Trends) -> Table:
    """Strength of each of the protocol's habits at the end of each bar."""
    return _strengths_table(page, list(Habit), _("Strength of each habit, newest first"))


def custom_table(page: Trends) -> Table:
    """Strength of each custom habit at the end of each bar."""
    custom = _with_days_due(page, [habit.key for habit in page.custom])
    return _strengths_table(page, custom, _("Strength of your own habits, newest first"))


def _strengths_table(page: Trends, habits: Sequence[HabitKey], caption: str) -> Table:
    return _by_period(
        page,
        caption,
        _names(page, habits),
        lambda p: [
            _percent_words(record.strength) if record and (record.kept or record.missed) else ""
            for record in (p.records.get(habit) for habit in habits)
        ],
    )


def _with_days_due(page: Trends, habits: Sequence[HabitKey]) -> list[HabitKey]:
    """The protocol's habits among these, and own ones that were due."""
    return [habit for habit in habits if habit in Habit or page.total.tally(habit).due]


def _names(page: Trends, habits: Sequence[HabitKey]) -> list[str | Promise]:
    styles = habit_styles(page.custom)
    return [styles[habit].name for habit in habits]


def weekdays_table(page: Trends) -> Table:
    """Kept of due by weekday, in the order of the person's week."""
    rows = []
    habits = _with_days_due(page, page.daily_habits)
    for number in range(7):
        weekday = (page.week_start + number) % 7
        cells = [_kept_of_due(page.total.weekdays.get((habit, weekday), Tally())) for habit in habits]
        rows.append(Row(str(WEEKDAYS[weekday]), cells, nothing=_("Nothing due")))
    return Table(_("Habits kept, by weekday"), [_("Weekday"), *_names(page, habits)], rows)


def _by_period(
    page: Trends,
    caption: str,
    columns: Sequence[str | Promise],
    cells: Callable[[Summary], Sequence[object]],
    periods: Sequence[Summary] | None = None,
) -> Table:
    """A table with a row for each bar; `cells` gives those of one."""
    step = page.span.weeks_in_a_bar
    head = _("Week of") if step == 1 else _("%(weeks)d weeks") % {"weeks": step}
    # Asked for once: looking up a word takes longer than all else of a row.
    paused, nothing, language = _("Paused"), _("Nothing"), get_language()
    rows = [
        Row(
            _bar_words(period.first_day, period.last_day, language),
            cells(period),
            href=day_path(min(period.first_day, page.today)),
            note=_part_words(page, period),
            nothing=paused if period.is_paused else nothing,
        )
        for period in reversed(page.periods if periods is None else periods)
    ]
    return Table(caption, [head, *columns], rows)


def _is_whole(page: Trends, period: Summary) -> bool:
    """Whether a bar holds as many days as it has room for."""
    return period.days == 7 * page.span.weeks_in_a_bar


def _part_words(page: Trends, period: Summary) -> str:
    """How many days of a week lie in the window; nothing where all do."""
    if period.is_open:
        return _("so far, not counted")
    if page.span.weeks_in_a_bar > 1 or _is_whole(page, period):
        return ""
    return ngettext("%(count)d day", "%(count)d days", period.days) % {"count": period.days}


# The same bars and days stand in seven tables, and ten years have many.
@lru_cache(maxsize=1000)
def _bar_words(first_day: date, last_day: date, _language: str | None) -> str:
    """What one bar stands for: its first day, and its last where it is more than a week."""
    first = date_format(first_day, "j M Y")
    if last_day - first_day < timedelta(weeks=1):
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": date_format(last_day, "j M Y")}


@lru_cache(maxsize=4000)
def day_path(day: date) -> str:
    """The address of a day."""
    return reverse("tracker:day", args=[day])


def _kept_of_due(tally: Tally) -> str:
    return _kept_words(tally, get_language()) if tally.due else ""


@lru_cache(maxsize=2000)
def _kept_words(tally: Tally, _language: str | None) -> str:
    return _("%(kept)d of %(due)d") % {"kept": tally.kept, "due": tally.due}


def _percent_words(ratio: float | None) -> str:
    return "" if ratio is None else _percent_of(percent(ratio), get_language())


@lru_cache(maxsize=400)
def _percent_of(number: str, _language: str | None) -> str:
    return _("%(percent)s %%") % {"percent": number}


def _known_mg(value: Decimal, is_known: object) -> str:
    return mg(value) if is_known else ""


def _verdict_words(day: DayFacts) -> str:
    if day.is_paused:
        return _("Paused")
    if day.total_mg is None:
        return _("Nothing logged yet") if day.is_open else _("Nothing logged")
    if day.is_open and day.verdict is Verdict.BELOW:
        return _("So far")
    return capfirst(str(VERDICT_NAMES[day.verdict])) if day.verdict else _("No target")
