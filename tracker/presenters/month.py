"""A month as a calendar: its days by week, and what they add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.days import weeks_between
from tracker.domain.habits import Habit, Mark
from tracker.domain.targets import Verdict
from tracker.queries.day import WeekDay
from tracker.queries.month import MonthPage
from tracker.vocabulary.formats import mg

from .day import WeekDayRing, week_day_ring

NOTHING = "–"
# A total is written without its tenth, yet never as an end of the range that it did not reach.
ROUNDING = {Verdict.BELOW: ROUND_FLOOR, Verdict.ABOVE: ROUND_CEILING}


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One day: its marks and its total; `state` is the verdict, or that it was paused."""

    ring: WeekDayRing
    total: str
    state: str
    is_today: bool
    shows_moon: bool


@dataclass(frozen=True, slots=True)
class Weekday:
    """The head of a column."""

    name: str | Promise
    short: str | Promise


@dataclass(frozen=True, slots=True)
class MonthFact:
    """Something that a month adds up to: a figure, and what it is of."""

    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class MonthCard:
    """A month by its weeks; places before its first and after its last day hold None."""

    title: str
    weekdays: Sequence[Weekday]
    weeks: Sequence[Sequence[MonthCell | None]]
    facts: Sequence[MonthFact]


def month_card(page: MonthPage) -> MonthCard:
    """Lay out a month."""
    cells = {each.day: _cell(each, page) for each in page.days}
    weeks = weeks_between(page.days[0].day, page.days[-1].day, page.week_start)
    numbers = [(page.week_start + place) % 7 for place in range(7)]
    return MonthCard(
        title=date_format(page.first_day, "F Y"),
        weekdays=[Weekday(WEEKDAYS[number], WEEKDAYS_ABBR[number]) for number in numbers],
        weeks=[[cells.get(week + timedelta(days=place)) for place in range(7)] for week in weeks],
        facts=_facts(page),
    )


def _cell(day: WeekDay, page: MonthPage) -> MonthCell:
    return MonthCell(
        ring=week_day_ring(day, page.today),
        total=_total(day),
        state="paused" if day.is_paused else day.verdict or "",
        is_today=day.day == page.today,
        shows_moon=day.has_bedtime or day.marks.get(Habit.BEDTIME, Mark.NOT_DUE) is not Mark.NOT_DUE,
    )


def _total(day: WeekDay) -> str:
    if not day.total_mg:
        return "" if day.is_future else NOTHING
    rounding = ROUNDING.get(day.verdict, ROUND_HALF_UP) if day.verdict else ROUND_HALF_UP
    return mg(day.total_mg.quantize(Decimal(1), rounding))


def _facts(page: MonthPage) -> list[MonthFact]:
    """How many days were in range, the mean of a day, and how many days were paused."""
    if page.total is None:
        return []
    facts, kept = [], page.total.tally(Habit.MAGNESIUM)
    if kept.due:
        words = ngettext("day in range", "days in range", kept.due)
        facts.append(MonthFact(_("%(kept)d of %(due)d") % {"kept": kept.kept, "due": kept.due}, words))
    if page.total.magnesium.mean_mg is not None:
        mean = {"mg": mg(round(page.total.magnesium.mean_mg))}
        facts.append(MonthFact(_("%(mg)s mg") % mean, _("a day")))
    if paused := page.total.paused_days:
        words = ngettext("%(count)d day paused", "%(count)d days paused", paused) % {"count": paused}
        facts.append(MonthFact("", words))
    return facts
