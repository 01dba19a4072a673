"""The numbers of the charts as tables, newest first."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tracker.charts import magnesium, walks
from tracker.charts.bedtime import clock_words
from tracker.charts.habits import NAMES
from tracker.domain.habits import Habit
from tracker.domain.protocol import DAILY_HABITS, Meal
from tracker.domain.summary import NO_AVERAGE, Tally
from tracker.domain.targets import Verdict
from tracker.templatetags.twelve import mg, percent


@dataclass(frozen=True)
class Row:
    """One row: what it is of, the day its head leads to, its cells; an empty cell says why in `nothing`."""

    head: str
    cells: list
    day: date | None = None
    note: str = ""
    nothing: str = ""


@dataclass(frozen=True)
class Table:
    """A table for its template; the first column is the head of each row."""

    caption: str
    columns: list
    rows: list[Row] = field(default_factory=list)


def magnesium_table(page):
    """By day, or by bar when the chart is."""
    names = [magnesium.FORM_GROUPS[colour] for colour in page.colours]
    if page.span.by_day:
        rows = [
            Row(
                date_format(day.day, "D j M"),
                [
                    *(_mg_cell(day.mg_by_colour.get(colour, 0), day.mg_by_colour) for colour in page.colours),
                    mg(day.total_mg),
                    "" if day.mean_mg is None else mg(round(day.mean_mg)),
                    _verdict(day),
                ],
                day=day.day,
                nothing=_("Nothing"),
            )
            for day in reversed(page.days)
        ]
        columns = [_("Day"), *names, _("Total"), _("7-day mean"), _("Range")]
        return Table(_("Daily magnesium in mg, by form, newest first"), columns, rows)
    rows = [
        _period_row(
            page,
            period,
            [
                *(
                    _mg_cell(period.mean_mg_by_colour.get(colour, 0), period.counted_days)
                    for colour in page.colours
                ),
                mg(period.mean_mg),
                _of(Tally(period.verdicts.get(Verdict.WITHIN, 0), period.counted_days)),
            ],
        )
        for period in reversed(page.periods)
    ]
    columns = [_period_head(page), *names, _("Mean a day"), _("Days in range")]
    return Table(_("Mean magnesium a day in mg, by form, newest first"), columns, rows)


def adherence_table(page):
    """Kept of due for each habit, with the score."""
    rows = [
        _period_row(page, period, [*(_of(period.tally(habit)) for habit in Habit), _percent(period.score)])
        for period in reversed(page.periods)
    ]
    columns = [_period_head(page), *(NAMES[habit] for habit in Habit), _("Score")]
    return Table(_("Habits kept, of those due, newest first"), columns, rows)


def walks_table(page):
    """Walks by meal, of those asked for."""
    rows = [
        _period_row(page, p, [*(p.walked.get(meal, 0) for meal in Meal), p.walks.kept, p.walks.due or ""])
        for p in reversed(page.periods)
    ]
    columns = [_period_head(page), *walks.NAMES.values(), _("Total"), _("Asked for")]
    return Table(_("Walks that counted, by meal, newest first"), columns, rows)


def waited_table(page):
    """Mean minutes from meal to walk."""
    rows = [
        _period_row(page, p, ["" if p.waited.mean is None else round(p.waited.mean), p.waited.count])
        for p in reversed(page.periods)
    ]
    columns = [_period_head(page), _("Minutes"), _("Walks with minutes")]
    return Table(_("Mean minutes from meal to walk, newest first"), columns, rows)


def sprints_table(page):
    """Sessions of those needed, volume and effort."""
    rows = [
        _period_row(
            page,
            p,
            [
                p.sessions.kept,
                p.sessions.due or "",
                p.sprint_seconds or "",
                mg(p.effort.mean) if p.effort.count else "",
            ],
        )
        for p in reversed(page.periods)
    ]
    columns = [_period_head(page), _("Sessions"), _("Needed"), _("Seconds of work"), _("Mean effort")]
    return Table(_("Sprint sessions, newest first"), columns, rows)


def bedtime_table(page):
    """Nights kept, clock time, sleep."""
    rows = [
        _period_row(
            page,
            p,
            [
                _of(p.tally(Habit.BEDTIME)),
                clock_words(p.clock.mean) if p.clock.count else "",
                *(mg(p.sleep.get(taken, NO_AVERAGE).mean) for taken in (True, False)),
                p.rated.count or "",
            ],
        )
        for p in reversed(page.periods)
    ]
    columns = [
        _period_head(page),
        _("Nights kept"),
        _("Mean time"),
        _("Sleep with dose"),
        _("Sleep without"),
        _("Nights rated"),
    ]
    return Table(_("Bedtime dose and sleep from 1 to 5, newest first"), columns, rows)


def strength_table(page):
    """Strength of each habit at the end of each bar."""
    rows = [
        _period_row(
            page,
            p,
            [
                _percent(p.records[habit].strength)
                if p.records and (p.records[habit].kept or p.records[habit].missed)
                else ""
                for habit in Habit
            ],
        )
        for p in reversed(page.periods)
    ]
    columns = [_period_head(page), *(NAMES[habit] for habit in Habit)]
    return Table(_("Strength of each habit, newest first"), columns, rows)


def weekdays_table(page):
    """Kept of due by weekday, in the order of the person's week."""
    rows = []
    for number in range(7):
        weekday = (page.week_start + number) % 7
        cells = [_of(page.total.weekdays.get((habit, weekday), Tally())) for habit in DAILY_HABITS]
        rows.append(Row(str(WEEKDAYS[weekday]), cells, nothing=_("Nothing due")))
    return Table(_("Habits kept, by weekday"), [_("Weekday"), *(NAMES[h] for h in DAILY_HABITS)], rows)


def period_words(period):
    """What one bar stands for: its first day, and its last where it is more than a week."""
    first = date_format(period.first_day, "j M Y")
    if period.days <= 7:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": date_format(period.last_day, "j M Y")}


def _period_head(page):
    return _("Week of") if page.span.weeks_in_a_bar == 1 else _("Four weeks")


def _period_row(page, period, cells):
    is_open = period.is_open and period is page.periods[-1]
    return Row(
        period_words(period),
        cells,
        day=min(period.first_day, page.today),
        note=_("so far") if is_open else "",
        nothing=_("Paused") if period.is_paused else _("Nothing"),
    )


def _of(tally):
    return _("%(kept)d of %(due)d") % {"kept": tally.kept, "due": tally.due} if tally.due else ""


def _percent(ratio):
    return "" if ratio is None else _("%(percent)s %%") % {"percent": percent(ratio)}


def _mg_cell(value, is_known):
    return mg(value) if is_known else ""


def _verdict(day):
    if day.is_paused:
        return _("Paused")
    if day.total_mg is None:
        return _("Nothing logged yet") if day.is_open else _("Nothing logged")
    if day.is_open and day.verdict is Verdict.BELOW:
        return _("So far")
    return capfirst(magnesium.VERDICTS[day.verdict]) if day.verdict else _("No target")
