"""Trends never contradicts itself: each figure of a page is of the same days, whichever day it is.

The pages are read as a person reads them, from what stands on them, and held against each other and against
the entries themselves.
"""

import re
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.db import transaction

from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)
from tracker.domain.spans import TrendRange
from tracker.models import BedtimeLog, CustomHabitEntry, Dose, PostMealWalk, SprintSession

# What is said of the pages is the same on both databases; what is added up is proved in tests/queries.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
A_DAY = timedelta(days=1)
MONDAY, SUNDAY, SATURDAY = 0, 6, 5
MOMENTS = {
    "Monday": (date(2026, 11, 23), MONDAY),
    "Tuesday": (date(2026, 11, 24), MONDAY),
    "Wednesday": (date(2026, 11, 25), MONDAY),
    "Thursday": (date(2026, 11, 26), MONDAY),
    "Friday": (date(2026, 11, 27), MONDAY),
    "Saturday": (date(2026, 11, 28), MONDAY),
    "Sunday": (date(2026, 11, 29), MONDAY),
    "Sunday that begins a week": (date(2026, 11, 29), SUNDAY),
    "Saturday that begins a week": (date(2026, 11, 28), SATURDAY),
    "first of a month": (date(2026, 12, 1), MONDAY),
    "first of a year": (date(2027, 1, 1), SUNDAY),
    "leap day": (date(2028, 2, 29), MONDAY),
    "day after the leap day": (date(2028, 3, 1), SUNDAY),
    "clocks go forward": (date(2026, 3, 29), MONDAY),
    "clocks go back": (date(2026, 10, 25), SUNDAY),
}


@transaction.atomic
def logger(today, days, week_start=MONDAY, every=1):
    """Somebody who has logged for so many days up to today, with gaps, nights of all kinds and a pause."""
    person = PersonFactory(time_zone="Europe/Berlin", week_start=week_start)
    first = today - days * A_DAY
    TargetFactory(person=person, starts_on=first)
    if days > 20:
        PauseFactory(person=person, first_day=today - 12 * A_DAY, last_day=today - 10 * A_DAY)
    reading = CustomHabitFactory(person=person, name="Reading", kind="check")
    CustomHabitTargetFactory(habit=reading, starts_on=first, schedule="weekly", times_a_week=3)
    entries = defaultdict(list)
    for n in range(0, days + 1, every):
        on = {"person": person, "day": first + n * A_DAY}
        if n % 5:
            entries[Dose].append(DoseFactory.build(**on, elemental_mg=Decimal(350 + 40 * (n % 6))))
        for meal in ("breakfast", "lunch", "dinner")[n % 3 :]:
            walk = PostMealWalkFactory.build(**on, meal=meal, minutes_after_meal=10 + n % 30)
            entries[PostMealWalk].append(walk)
        if n % 3 == 0:
            entries[SprintSession].append(SprintSessionFactory.build(**on, effort=5 + n % 5))
        if n % 2:
            entries[CustomHabitEntry].append(CustomHabitEntryFactory.build(**on, habit=reading))
        # The night of today cannot have been rated yet.
        quality = None if n in (3, days) else 1 + (n * 7) % 5
        night = BedtimeLogFactory.build(**on, taken=n % 4 > 0, sleep_quality=quality)
        entries[BedtimeLog].append(night)
    for model, rows in entries.items():
        model.objects.bulk_create(rows)
    return person


class Page:
    """What one page of Trends says."""

    def __init__(self, client, **asked):
        response = client.get("/trends/", asked)
        assert response.status_code == 200
        self.html = response.content.decode()
        self.figures = {
            text(name): (text(value), text(of), text(below))
            for name, value, of, below in re.findall(
                r'<div class="fig">\s*<dt>(.*?)</dt>\s*<dd>(.*?)<small>(.*?)</small></dd>(.*?)</div>',
                self.html,
                re.DOTALL,
            )
        }

    @property
    def without_comparison(self):
        """The key figures alone: what they are compared with has another name by own dates."""
        return {name: (value, of) for name, (value, of, _below) in self.figures.items()}

    def card(self, name):
        """The HTML of one card."""
        start = self.html.index(f'<h2 id="{name}-title">')
        return self.html[start : self.html.index("</section>", start)]

    def has_chart(self, name):
        return "chart__table" in self.card(name)

    def says(self, name, pattern):
        """The figures that a card's sentence says in these words, as numbers; None where it does not."""
        sentence = text(re.search(r'<p class="chart__say">(.*?)</p>', self.card(name), re.DOTALL)[1])
        found = re.search(pattern, sentence)
        return tuple(float(each) for each in found.groups()) if found else None

    def rows(self, name):
        """The rows of a card's table by the name of their column, without those that are not counted."""
        card = self.card(name)
        columns = [text(each) for each in re.findall(r'<th scope="col">(.*?)</th>', card)][1:]
        rows = re.findall(r'<tr>\s*<th scope="row">(.*?)</th>(.*?)</tr>', card, re.DOTALL)
        return [
            dict(zip(columns, map(text, re.findall(r"<td>(.*?)</td>", cells)), strict=True))
            for head, cells in rows
            if "not counted" not in head
        ]

    def sum_of(self, name, column):
        """What the cells of a column add up to, as "3 of 7" do."""
        cells = [row[column] for row in self.rows(name) if " of " in row[column]]
        return tuple(sum(int(cell.split(" of ")[side]) for cell in cells) for side in (0, 1))

    def figure(self, name):
        """A key figure as (value, of)."""
        value, of, _below = self.figures[name]
        return float(value.replace(",", "")), float(re.search(r"[\d.]+", of)[0])


def text(html):
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def days_said(page):
    """How many days the page says it is of, and how many of these were paused."""
    heading = text(re.search(r"<h1>Trends</h1>\s*<p>(.*?)</p>", page.html, re.DOTALL)[1])
    days = re.search(r"([\d,]+) days?", heading)
    paused = re.search(r"(\d+) paused", heading)
    return (int(days[1].replace(",", "")) if days else 0), (int(paused[1]) if paused else 0)


def hold_together(page):
    """Hold each figure of a page against all others that speak of the same."""
    days, paused = days_said(page)
    in_range = page.figure("Days in range")
    nights = page.figure("Bedtime doses")
    for name in ("Days in range", "Bedtime doses"):
        assert page.figure(name)[1] == days - paused
    assert page.says("magnesium", r"In range on (\d+) of (\d+) day") == in_range
    assert page.says("bedtime", r"Kept on (\d+) of (\d+) night") == nights
    assert page.sum_of("adherence", "Magnesium") == in_range
    assert page.sum_of("adherence", "Bedtime") == page.sum_of("bedtime", "Nights kept") == nights
    assert page.sum_of("weekdays", "Magnesium") == in_range
    assert page.sum_of("weekdays", "Bedtime") == nights
    if "Total" in page.rows("magnesium")[0]:
        verdicts = [row["Range"] for row in page.rows("magnesium")]
        assert (verdicts.count("In range"), len(verdicts)) == (in_range[0], days)
        assert verdicts.count("Paused") == paused

    walks = page.rows("walks")
    kept, due = (
        sum(int(row[name]) for row in walks if row[name].isdigit()) for name in ("Total", "Asked for")
    )
    if days - paused >= 3:
        a_week = page.figure("Walks a week")
        assert a_week == (
            pytest.approx(7 * kept / (days - paused), abs=0.051),
            pytest.approx(7 * due / (days - paused), abs=0.051),
        )
    assert due == 3 * (days - paused)

    weeks = page.sum_of("adherence", "Sprints")
    assert (page.says("sprints", r"Target met in (\d+) of (\d+) week") or (0, 0)) == weeks
    sessions = sum(int(row["Sessions"]) for row in page.rows("sprints")) if page.has_chart("sprints") else 0
    assert (page.says("sprints", r"(\d+) sessions?,") or (0,)) == (sessions,) if sessions else True

    slept = page.says(
        "bedtime", r"rated ([\d.]+) with the dose and ([\d.]+) without it \((\d+) and (\d+) nights\)"
    )
    compared = re.search(
        r"rated ([\d.]+) after a bedtime dose, ([\d.]+) without\. .*?: (\d+) nights against (\d+)\.",
        text(page.card("observations")),
    )
    if compared:
        assert slept == tuple(map(float, compared.groups()))
    else:
        assert slept is None or min(slept[2:]) < 8


def in_range_by_hand(person, first, last):
    """Days in range of those that were due, from the entries."""
    days = [first + n * A_DAY for n in range((last - first).days + 1)]
    pauses = [(pause.first_day, pause.last_day) for pause in person.pauses.all()]
    due = [day for day in days if not any(start <= day <= end for start, end in pauses)]
    totals = {}
    for dose in person.doses.all():
        totals[dose.day] = totals.get(dose.day, 0) + dose.elemental_mg
    return sum(400 <= totals.get(day, 0) <= 500 for day in due), len(due)


@pytest.mark.parametrize(("today", "week_start"), MOMENTS.values(), ids=MOMENTS)
def test_each_figure_of_a_page_is_of_the_same_days_on_any_day(client_of, today, week_start):
    person = logger(today, 200, week_start)
    now = datetime(today.year, today.month, today.day, 11, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        client = client_of(person)
        yesterday = today - A_DAY
        for days, each in ((28, "4w"), (84, "12w"), (200, "1y"), (200, "all")):
            first = today - days * A_DAY
            page = Page(client, range=each)
            assert days_said(page) == (days, 3)
            hold_together(page)
            assert page.figure("Days in range") == in_range_by_hand(person, first, yesterday)
            # The same days by own dates have the same figures, with today and without it.
            for last in (yesterday, today) if days == 28 else ():
                own = Page(client, **{"from": first.isoformat(), "to": last.isoformat()})
                assert days_said(own) == (days, 3)
                hold_together(own)
                assert own.without_comparison == page.without_comparison
            if days > 84:
                assert not any("before" in below for _value, _of, below in page.figures.values())
                continue
            # What the comparison says of the days before is what their own page says.
            before = Page(
                client, **{"from": (first - days * A_DAY).isoformat(), "to": (first - A_DAY).isoformat()}
            )
            hold_together(before)
            for name in ("Days in range", "Bedtime doses"):
                kept, due = re.match(r"(\d+) of (\d+) in the ", page.figures[name][2]).groups()
                assert (float(kept), float(due)) == before.figure(name)


@pytest.mark.parametrize(
    "today", [date(2026, 11, 23), date(2026, 12, 31), date(2028, 3, 1), date(2026, 3, 2), date(2027, 1, 1)]
)
def test_months_are_of_their_own_days_without_today(client_of, today):
    person = logger(today, 130)
    last_of_last = today.replace(day=1) - A_DAY
    with time_machine.travel(datetime(today.year, today.month, today.day, 11, tzinfo=UTC), tick=False):
        client = client_of(person)
        last_month = Page(client, range="last-month")
        assert days_said(last_month)[0] == last_of_last.day
        hold_together(last_month)
        assert last_month.figure("Days in range") == in_range_by_hand(
            person, last_of_last.replace(day=1), last_of_last
        )
        this_month = Page(client, range="month")
        assert days_said(this_month)[0] == today.day - 1
        if today.day > 1:
            hold_together(this_month)
        else:
            assert "is not over yet. Figures begin tomorrow." in this_month.html
            assert this_month.figures == {}


@pytest.mark.parametrize("days", [1, 2, 3, 6, 7, 8, 13, 29])
@pytest.mark.parametrize("weekday", [0, 3, 6])
def test_a_young_log_says_how_young_it_is_and_holds_together(client_of, days, weekday):
    today = date(2026, 11, 23) + weekday * A_DAY
    person = logger(today, days)
    with time_machine.travel(datetime(2026, 11, 23, 11, tzinfo=UTC) + weekday * A_DAY, tick=False):
        client = client_of(person)
        for each in ("12w", "1y", "all"):
            page = Page(client, range=each)
            assert days_said(page)[0] == days
            hold_together(page)
            assert ("Your log began on" in page.html) is (each != "all")


@pytest.mark.parametrize("trend_range", TrendRange)
def test_without_any_entry_there_is_no_figure(client_of, trend_range):
    person = PersonFactory(time_zone="Europe/Berlin")
    with time_machine.travel(datetime(2026, 11, 23, 11, tzinfo=UTC), tick=False):
        page = Page(client_of(person), range=trend_range.value)
    assert page.figures == {}
    assert not any(page.has_chart(name) for name in ("magnesium", "walks", "sprints", "bedtime", "adherence"))


def test_ten_years_hold_together_too(client_of):
    today = date(2026, 11, 25)
    person = logger(today, 3653, every=4)
    with time_machine.travel(datetime(2026, 11, 25, 11, tzinfo=UTC), tick=False):
        client = client_of(person)
        for each, days in (("all", 3653), ("1y", 365)):
            page = Page(client, range=each)
            assert days_said(page)[0] == days
            hold_together(page)


@pytest.mark.parametrize(
    "asked", [{"range": "4w"}, {"range": "month"}, {"from": "2026-10-28", "to": "2026-11-20"}]
)
def test_a_picture_says_what_its_card_says(client_of, asked):
    person = logger(date(2026, 11, 23), 100)
    with time_machine.travel(datetime(2026, 11, 23, 11, tzinfo=UTC), tick=False):
        client = client_of(person)
        page = Page(client, **asked)
        for name in ("magnesium", "walks", "bedtime", "sprints"):
            picture = client.get(f"/trends/{name}.svg", asked)
            drawn = text(picture.content.decode())
            said = text(re.search(r'<p class="chart__say">(.*?)</p>', page.card(name), re.DOTALL)[1])
            assert said.split()[:6] == [word for word in said.split()[:6] if word in drawn]
            assert picture.status_code == 200
