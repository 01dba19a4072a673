import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import plotly.graph_objects as go
import pytest

from tracker.charts.adherence import adherence_by_week
from tracker.charts.chart import POSTER_WIDTHS, chart
from tracker.charts.magnesium import magnesium_by_day, magnesium_by_week
from tracker.domain.habits import Habit
from tracker.domain.protocol import Log, Pause, Plan
from tracker.domain.targets import Target, Targets
from tracker.domain.trends import TrendRange, trends

from .svg import elements

MONDAY = date(2026, 3, 2)
TODAY = MONDAY + timedelta(days=27)
LIMIT = Decimal(350)
TITLES = {habit: habit.title() for habit in Habit}


def day(number):
    return MONDAY + timedelta(days=number)


@pytest.fixture(scope="module")
def seen():
    """Four weeks: a step in the band, a pause of a week with one dose in it, days without entries, today."""
    mg = {day(n): {"gly": Decimal(200), "oxi": Decimal("150.25")} for n in range(0, 28, 2)}
    mg[day(9)] = {"thr": Decimal(700)}
    totals = {each: sum(forms.values(), Decimal(0)) for each, forms in mg.items()}
    targets = Targets([Target(MONDAY, Decimal(300), Decimal(400)), Target(day(14))])
    plan = Plan(targets, [Pause(day(7), day(13))], 0)
    log = Log(totals, {}, Counter(), {day(n) for n in range(3)})
    return trends(TrendRange.FOUR_WEEKS, MONDAY, TODAY, plan, log, mg, LIMIT)


@pytest.fixture(scope="module")
def figures(seen):
    ticks = [week.first_day for week in seen.weeks]
    return {
        "by day": magnesium_by_day(seen.days, ticks, LIMIT),
        "by week": magnesium_by_week(seen.weeks, seen.days, ticks, LIMIT),
        "adherence": adherence_by_week(seen.weeks, TITLES, ticks),
    }


NAMES = pytest.mark.parametrize("name", ["by day", "by week", "adherence"])


def trace(figure, name):
    return next(trace for trace in figure["data"] if trace.get("name") == name)


def texts(part):
    """Every string in a figure."""
    if isinstance(part, str):
        return [part]
    values = part.values() if isinstance(part, dict) else part if isinstance(part, list | tuple) else []
    return [text for value in values for text in texts(value)]


@NAMES
def test_plotly_knows_every_word_of_a_figure(figures, name):
    go.Figure(figures[name])


@NAMES
def test_no_text_holds_markup_that_plotly_would_turn_into_styles(figures, name):
    assert [text for text in texts(figures[name]) if "<" in text.replace("<extra></extra>", "")] == []


@NAMES
def test_a_chart_comes_in_three_sizes_with_its_figure_beside_it(figures, name):
    drawn = chart(figures[name], chart_id="it", label="What it shows", heights=(230, 270))
    posters = [elements(poster)[0] for poster in drawn.posters]
    assert [poster.get("class") for poster in posters] == list(POSTER_WIDTHS)
    assert [poster.get("viewbox") for poster in posters] == ["0 0 340 230", "0 0 540 270", "0 0 860 270"]
    assert "<" not in drawn.figure
    assert json.loads(unescape(drawn.figure)) == json.loads(json.dumps(figures[name]))


def test_forms_are_stacked_in_the_order_of_the_design_and_rounded_as_in_the_table(figures):
    bars = [trace for trace in figures["by day"]["data"] if trace["type"] == "bar"]
    assert [trace["name"] for trace in bars] == ["Glycinate", "Threonate", "Oxide", "Paused"]
    assert trace(figures["by day"], "Oxide")["y"][0] == 150.3
    assert trace(figures["by day"], "Oxide")["marker"]["color"] == "var(--f-oxi)"


def test_a_day_without_an_entry_has_no_bar(figures):
    assert day(1).isoformat() not in trace(figures["by day"], "Glycinate")["x"]
    assert day(1).isoformat() not in trace(figures["by day"], "Total")["x"]


def test_what_is_pointed_at_says_total_and_verdict(figures):
    total = trace(figures["by day"], "Total")
    assert dict(zip(total["x"], zip(total["y"], total["customdata"], strict=True), strict=True))[
        day(0).isoformat()
    ] == (350.3, "in range")
    assert total["customdata"][total["x"].index(day(9).isoformat())] == "above range"


def test_the_hatch_of_a_pause_stands_above_what_was_logged(figures):
    paused = trace(figures["by day"], "Paused")
    assert paused["x"] == [day(n).isoformat() for n in range(7, 14)]
    top = paused["y"][0]
    assert top == 800
    assert paused["y"][2] == 100


def test_the_band_steps_where_the_target_changed(figures):
    bands = [shape for shape in figures["by day"]["layout"]["shapes"] if shape["type"] == "rect"]
    assert [(band["x0"], band["x1"], band["y0"], band["y1"]) for band in bands] == [
        ("2026-03-01 12:00", "2026-03-15 12:00", 300, 400),
        ("2026-03-15 12:00", "2026-03-29 12:00", 400, 500),
    ]


def test_today_is_pale_until_it_is_over():
    mg = {TODAY: {"gly": Decimal(200)}, day(26): {"gly": Decimal(300)}}
    log = Log({each: sum(forms.values()) for each, forms in mg.items()}, {}, Counter(), set())
    seen = trends(TrendRange.FOUR_WEEKS, MONDAY, TODAY, Plan(Targets([]), [], 0), log, mg, LIMIT)
    assert trace(magnesium_by_day(seen.days, [], LIMIT), "Glycinate")["marker"]["opacity"] == [1, 0.55]


def test_a_weeks_bars_stand_in_the_middle_of_the_bands_of_their_days(figures):
    layout = figures["by week"]["layout"]
    assert layout["xaxis"]["range"] == ["2026-02-26 12:00", "2026-03-26 12:00"]
    assert layout["shapes"][0]["x0"] == "2026-02-26 12:00"
    # The week with a pause has a dose, but no day that counts.
    assert trace(figures["by week"], "Mean a day")["x"] == ["2026-03-02", "2026-03-16", "2026-03-23"]


def test_the_ceilings_label_gives_way_to_the_bands(seen):
    def labels(limit):
        layout = magnesium_by_day(seen.days, [], Decimal(limit))["layout"]
        return [note["text"] for note in layout["annotations"]]

    assert labels(250) == ["500", "400", "250"]
    assert labels(400) == ["500", "400"]


def test_each_habit_has_a_row_with_rings_for_weeks_of_nothing(figures):
    figure = figures["adherence"]
    assert [note["text"] for note in figure["layout"]["annotations"]] == list(TITLES.values())
    rows = [trace for trace in figure["data"] if trace["type"] == "bar" and "customdata" in trace]
    assert [row["yaxis"] for row in rows] == ["y", "y2", "y3", "y4"]
    nights = rows[3]
    assert nights["x"] == ["2026-03-02", "2026-03-16", "2026-03-23"]
    assert nights["y"] == [42.9, 0, 0]
    rings = [trace for trace in figure["data"] if trace["type"] == "scatter" and trace["yaxis"] == "y4"]
    assert [ring["x"] for ring in rings] == [["2026-03-16", "2026-03-23"]]
    hatched = [trace for trace in figure["data"] if trace.get("name") == "Paused"]
    assert [trace["x"] for trace in hatched] == [["2026-03-09"]] * 4
