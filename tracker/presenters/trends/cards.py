"""The cards of Trends: a chart each, with its sentence, its legend and the same numbers as a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tracker.charts import adherence, bedtime, magnesium, sprints, strength, walks, weekdays
from tracker.charts.chart import Chart, chart
from tracker.charts.periods import TODAY_TRACE
from tracker.charts.traces import FAINT, NONE_TRACE, PALE
from tracker.domain.habits import Habit
from tracker.domain.journal import Meal
from tracker.domain.summary import Summary
from tracker.domain.trends import Trends
from tracker.vocabulary.formats import mg
from tracker.vocabulary.habit_styles import habit_styles
from tracker.vocabulary.names import FAMILY_NAMES, MEAL_NAMES

from . import sentences, tables
from .calendar import MAX_NARROW_WEEKS
from .spans import span_ends
from .tables import Table


@dataclass(frozen=True)
class Key:
    """An entry of a legend: its swatch's class, its name, and its colour for pictures."""

    swatch: str
    name: str
    colour: str
    form: str = ""
    opacity: float = 1


@dataclass(frozen=True)
class Card:
    """One chart with all that stands around it; without a figure its `empty` words say what would appear."""

    name: str
    title: str
    empty: str
    sentence: str = ""
    label: str = ""
    figure: Mapping[str, Any] | None = None
    heights: tuple[int, int] = (190, 220)
    keys: Sequence[Key] = ()
    table: Table | None = None
    note: str = ""
    is_wide: bool = False

    @property
    def chart(self) -> Chart | None:
        """The posters and the figure, ready for the template."""
        if self.figure is None:
            return None
        return chart(self.figure, chart_id=self.name, label=self.label, heights=self.heights)


def cards(page: Trends) -> list[Card]:
    """All cards of the page, in its order."""
    built = [build(page) for build in BUILDERS.values()]
    return [card for card in built if card]


def card(page: Trends, name: str) -> Card | None:
    """One card by its name, None when there is no such card."""
    build = BUILDERS.get(name)
    return build(page) if build else None


def _magnesium_card(page: Trends) -> Card:
    by_day = page.span.by_day
    title = _("Magnesium each day, by form") if by_day else _("Magnesium by form, mean a day")
    empty = _("Each day becomes a bar, stacked by form, against your range and with the 7-day mean.")
    if not page.has_doses:
        return Card("magnesium", title, empty, is_wide=True)
    if by_day:
        figure = magnesium.magnesium_by_day(page.days, page.bands, _tick_days(page), page.limit_mg)
        label = _("Stacked bars of daily magnesium by form, %(first)s to %(last)s, with range and 7-day mean")
    else:
        figure = magnesium.magnesium_by_period(page.periods, page.bands, _tick_days(page), page.limit_mg)
        label = _("Stacked bars of the mean magnesium a day by form, %(first)s to %(last)s, with your range")
    return Card(
        "magnesium",
        title,
        empty,
        sentence=sentences.magnesium_sentence(page),
        label=_label(page, label),
        figure=figure,
        heights=(230, 270),
        keys=_magnesium_keys(page, figure),
        table=tables.magnesium_table(page),
        is_wide=True,
    )


def _magnesium_keys(page: Trends, figure: Mapping[str, Any]) -> list[Key]:
    keys = [Key("", str(FAMILY_NAMES[family]), f"var(--f-{family})", form=family) for family in page.families]
    if page.span.by_day and any(day.mean_mg is not None for day in page.days):
        keys.append(Key("line swatch--mean", _("7-day mean"), "var(--ink)"))
    if page.bands:
        keys.append(Key("band", _("Your range"), "var(--leaf)"))
    limit = _("%(mg)s mg, ceiling for supplements") % {"mg": mg(page.limit_mg)}
    keys.append(Key("limit", limit, "var(--note)"))
    if page.span.by_day and page.today_facts and page.today_facts.mg_by_family:
        keys.append(Key("pale", _("Today, not counted"), "var(--ink-2)", opacity=PALE))
    return keys + _keys_of(figure, page, () if page.span.by_day else page.periods)


def _adherence_card(page: Trends) -> Card:
    title = _("Habits kept, week by week") if page.span.weeks_in_a_bar == 1 else _("Habits kept")
    empty = _("Once a day is over, what you kept of each habit shows here, week by week.")
    if not page.shares:
        return Card("adherence", title, empty, is_wide=True)
    styles = habit_styles(page.custom)
    words = {share.habit: capfirst(sentences.share_words(share, styles)) for share in page.shares}
    titles = {habit: words[habit] for habit in page.habits if habit in words}
    figure = adherence.adherence_by_period(page.periods, titles, _tick_days(page), styles)
    return Card(
        "adherence",
        title,
        empty,
        sentence=sentences.adherence_sentence(page),
        label=_label(page, _("Bars of how much of each habit was kept, %(first)s to %(last)s")),
        figure=figure,
        heights=adherence.heights(len(titles)),
        keys=_keys_of(figure, page, page.periods),
        table=tables.adherence_table(page),
        note=_("What is kept by the week counts where its week ended, with all seven days."),
        is_wide=True,
    )


def _walks_card(page: Trends) -> Card:
    title, empty = _("Walks after meals"), _("Walks stack up here by meal, against the number you aim at.")
    if not page.total.walks.by_meal and not page.total.walks.days_by_meal:
        return Card("walks", title, empty)
    keys = [
        Key(f"walk-{number}", str(MEAL_NAMES[meal]), "var(--walk)", opacity=walks.OPACITY[meal])
        for number, meal in enumerate(Meal)
        if page.total.walks.by_meal.get(meal)
    ]
    if page.total.walks.counted.due:
        keys.append(Key("goal", _("Asked for"), "var(--ink-2)"))
    figure = walks.walks_by_period(page.periods, _tick_days(page), page.today_so_far)
    return Card(
        "walks",
        title,
        empty,
        sentence=sentences.walks_sentence(page),
        label=_label(page, _("Stacked bars of walks by meal, %(first)s to %(last)s")),
        figure=figure,
        keys=keys + _keys_of(figure, page, page.periods),
        table=tables.walks_table(page),
    )


def _minutes_card(page: Trends) -> Card:
    title = _("Minutes from meal to walk")
    empty = _("Where you note the minutes from meal to walk, their mean shows here.")
    if not page.total.walks.minutes_after_meal.count:
        return Card("minutes", title, empty)
    return Card(
        "minutes",
        title,
        empty,
        sentence=sentences.minutes_after_meal_sentence(page),
        label=_label(page, _("Line of the mean minutes from meal to walk, %(first)s to %(last)s")),
        figure=walks.minutes_after_meal(page.periods, _tick_days(page)),
        keys=[Key("goal", _("The latest that counts"), "var(--ink-2)")],
        table=tables.minutes_after_meal_table(page),
    )


def _sprints_card(page: Trends) -> Card:
    title = _("Sprint sessions")
    empty = _("Sessions, their volume and effort line up here, against your target.")
    # The open week stands beside the others; where several make a bar it has no place of its own.
    is_drawn = page.open_week and page.span.weeks_in_a_bar == 1
    shown = [*page.weeks, *([page.open_week] if page.open_week and is_drawn else [])]
    if not any(week.sprints.sessions.kept or week.tally(Habit.SPRINTS).due for week in shown):
        return Card("sprints", title, empty)
    figure = sprints.sprints_by_period(shown, [week.first_day for week in shown])
    keys = []
    if any(week.sprints.sessions.due for week in shown):
        keys.append(Key("goal", _("Needed"), "var(--ink-2)"))
    if is_drawn:
        keys.append(Key("pale", _("This week, not counted"), "var(--ink-2)", opacity=PALE))
    return Card(
        "sprints",
        title,
        empty,
        sentence=sentences.sprints_sentence(page),
        label=_label(page, _("Bars of sprint sessions, with volume and effort, %(first)s to %(last)s")),
        figure=figure,
        heights=sprints.heights(figure),
        keys=keys + _keys_of(figure, page, page.weeks),
        table=tables.sprints_table(page, shown),
        note=_("Sprints count by the week: all of each week that ended in these days, and no other."),
    )


def _bedtime_card(page: Trends) -> Card:
    title = _("Bedtime dose and sleep")
    empty = _("Nights with your bedtime dose, its clock time and your sleep line up here.")
    total = page.total
    if not total.tally(Habit.BEDTIME).kept and not total.nights.clock.count and not total.nights.rated.count:
        return Card("bedtime", title, empty, is_wide=True)
    keys = []
    if total.nights.sleep.get(True) and total.nights.sleep.get(False):
        form = "" if bedtime.are_points(page.periods) else "-line"
        keys = [
            Key(f"sleep-with{form}", _("Sleep with the dose"), "var(--bed)"),
            Key(f"sleep-without{form}", _("Sleep without it"), "var(--ink-2)"),
        ]
    figure = bedtime.nights_by_period(page.periods, _tick_days(page), page.today_so_far)
    return Card(
        "bedtime",
        title,
        empty,
        sentence=sentences.bedtime_sentence(page),
        label=_label(
            page, _("Nights with the bedtime dose, its clock time and sleep, %(first)s to %(last)s")
        ),
        figure=figure,
        heights=bedtime.heights(figure),
        keys=keys + _keys_of(figure, page, page.periods),
        table=tables.bedtime_table(page),
        is_wide=True,
    )


def _strength_card(page: Trends) -> Card:
    title = _("Strength of each habit")
    empty = _("Strength grows with each day kept and fades slowly with each one missed.")
    # Beside the calendar there is room for one more; where that is wide, this is too.
    is_wide = len(page.days) > 7 * MAX_NARROW_WEEKS
    if not any(page.total.tally(habit).due for habit in Habit):
        return Card("strength", title, empty, is_wide=is_wide)
    return Card(
        "strength",
        title,
        empty,
        sentence=sentences.strength_sentence(page),
        label=_label(page, _("Lines of the strength of each habit in percent, %(first)s to %(last)s")),
        figure=strength.strength_by_period(page.periods, _tick_days(page)),
        heights=(220, 250),
        table=tables.strength_table(page),
        is_wide=is_wide,
    )


def _weekdays_card(page: Trends) -> Card:
    title = _("By weekday")
    empty = _("Once days are over, this shows on which weekdays habits are kept.")
    if not page.total.weekdays:
        return Card("weekdays", title, empty)
    styles = habit_styles(page.custom)
    daily = {habit: style for habit, style in styles.items() if habit in page.daily_habits}
    figure = weekdays.by_weekday(page.total, daily, page.week_start)
    return Card(
        "weekdays",
        title,
        empty,
        sentence=sentences.weekdays_sentence(page),
        label=_label(page, _("Bars of how often each habit was kept by weekday, %(first)s to %(last)s")),
        figure=figure,
        heights=weekdays.heights(sum(bool(page.total.tally(habit).due) for habit in daily)),
        keys=_keys_of(figure, page, ()),
        table=tables.weekdays_table(page),
    )


def _custom_card(page: Trends) -> Card | None:
    """Only for those who have habits of their own: nobody is told to have some."""
    styles = habit_styles(page.custom)
    custom = {habit.key: styles[habit.key] for habit in page.custom if page.total.tally(habit.key).due}
    if not custom:
        return None
    return Card(
        "custom",
        _("Strength of your own habits"),
        empty="",
        sentence=sentences.custom_sentence(page),
        label=_label(page, _("Lines of the strength of your own habits in percent, %(first)s to %(last)s")),
        figure=strength.custom_strength_by_period(page.periods, custom, _tick_days(page)),
        heights=strength.custom_heights(len(custom)),
        table=tables.custom_table(page),
        is_wide=True,
    )


# In the order of the page; the calendar stands after the first.
BUILDERS: dict[str, Callable[[Trends], Card | None]] = {
    "magnesium": _magnesium_card,
    "walks": _walks_card,
    "sprints": _sprints_card,
    "minutes": _minutes_card,
    "weekdays": _weekdays_card,
    "strength": _strength_card,
    "adherence": _adherence_card,
    "bedtime": _bedtime_card,
    "custom": _custom_card,
}


def _tick_days(page: Trends) -> list[date]:
    """Where the x axis may be labelled: at each bar, or at each week of days."""
    days = [period.first_day for period in page.periods]
    # A week that the window cuts would crowd the next one's label; with nothing else, the first day.
    return days[1:] if page.span.by_day and len(days) > 2 else days or [page.days[0].day]


def _label(page: Trends, words: str) -> str:
    return words % span_ends(page)


def _keys_of(figure: Mapping[str, Any], page: Trends, periods: Sequence[Summary]) -> list[Key]:
    """What a chart draws beside its values: a legend names what is there and nothing else."""
    names = {trace.get("name") for trace in figure["data"]}
    step = page.span.weeks_in_a_bar
    keys = []
    if any(period.days < 7 * step for period in periods):
        words = _("Part of a week") if step == 1 else _("Fewer than %(weeks)d weeks") % {"weeks": step}
        keys.append(Key("pale", words, "var(--ink-2)", opacity=PALE))
    if TODAY_TRACE in names:
        keys.append(Key("faint", _("Today, not counted"), "var(--ink-2)", opacity=FAINT))
    if NONE_TRACE in names:
        keys.append(Key("ring", _("Due and not kept"), "var(--ink-2)"))
    if _("Paused") in names:
        keys.append(Key("hatch", _("Paused"), "var(--edge)"))
    return keys
