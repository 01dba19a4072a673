"""What holds for every figure: Plotly knows it, it is lean, honest about gaps, and its poster draws it."""

import json
from datetime import timedelta
from html import unescape

import plotly.graph_objects as go
import pytest

from tests.charts.conftest import LIMIT, TODAY, day, look
from tests.charts.svg import elements
from tracker.charts.adherence import adherence_by_period
from tracker.charts.bedtime import nights_by_period
from tracker.charts.chart import POSTER_WIDTHS, chart
from tracker.charts.magnesium import magnesium_by_day, magnesium_by_period
from tracker.charts.sprints import sprints_by_period
from tracker.charts.strength import strength_by_period
from tracker.charts.walks import minutes_after_meal, walks_by_period
from tracker.charts.weekdays import by_weekday
from tracker.domain.habits import Habit
from tracker.domain.journal import Journal
from tracker.vocabulary.habit_styles import HABIT_STYLES

TITLES = {habit: habit.title() for habit in Habit}


def draw(seen):
    ticks = [period.first_day for period in seen.periods]
    return {
        "magnesium by day": magnesium_by_day(seen.days, seen.bands, ticks, LIMIT),
        "magnesium by period": magnesium_by_period(seen.periods, seen.bands, ticks, LIMIT),
        "adherence": adherence_by_period(seen.periods, TITLES, ticks),
        "walks": walks_by_period(seen.periods, ticks),
        "minutes": minutes_after_meal(seen.periods, ticks),
        "sprints": sprints_by_period(seen.periods, ticks),
        "bedtime": nights_by_period(seen.periods, ticks),
        "strength": strength_by_period(seen.periods, ticks),
        "weekdays": by_weekday(seen.total, HABIT_STYLES, seen.week_start),
    }


@pytest.fixture(scope="module")
def figures(seen):
    return draw(seen)


NAMES = pytest.mark.parametrize(
    "name",
    [
        "magnesium by day",
        "magnesium by period",
        "adherence",
        "walks",
        "minutes",
        "sprints",
        "bedtime",
        "strength",
        "weekdays",
    ],
)


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
def test_a_figure_is_lean(figures, name):
    assert "template" not in figures[name]["layout"]
    for trace in figures[name]["data"]:
        assert [y for y in trace["y"] if y is not None and y != round(y, 1)] == []


@NAMES
def test_all_colours_are_tokens(figures, name):
    colours = [text for text in texts(figures[name]) if text.startswith(("#", "rgb", "hsl"))]
    assert set(colours) <= {"rgba(0,0,0,0)"}


@NAMES
def test_a_chart_comes_in_three_sizes_with_its_figure_beside_it(figures, name):
    drawn = chart(figures[name], chart_id="it", label="What it shows", heights=(230, 270))
    posters = [elements(poster)[0] for poster in drawn.posters]
    assert [poster.get("class") for poster in posters] == list(POSTER_WIDTHS)
    assert [poster.get("viewbox") for poster in posters] == ["0 0 340 230", "0 0 540 270", "0 0 860 270"]
    assert "<" not in drawn.figure
    assert json.loads(unescape(drawn.figure)) == json.loads(json.dumps(figures[name]))
    assert "nan" not in "".join(drawn.posters).lower()


@NAMES
def test_each_trace_has_as_many_values_as_places(figures, name):
    for trace in figures[name]["data"]:
        sizes = {len(trace[part]) for part in ("x", "y", "customdata", "text") if part in trace}
        assert len(sizes) == 1, trace


@NAMES
def test_bars_do_not_overlap_where_own_dates_cut_the_first_week(journal, plan, name):
    figure = draw(look(journal, plan, first=day(3)))[name]
    if "period" in name or name in ("adherence", "walks", "sprints", "bedtime"):
        first = sorted({x for trace in figure["data"] for x in trace["x"]})[:2]
        assert first == ["2026-03-02", "2026-03-09"]
        assert figure["layout"]["xaxis"]["tickvals"][:2] == first
        # The words say from which day on there is something behind the bar.
        assert figure["layout"]["xaxis"]["ticktext"][:2] == ["5 Mar", "9 Mar"]


@pytest.mark.parametrize("name", ["adherence", "walks", "sprints", "bedtime", "strength", "magnesium by day"])
def test_a_log_of_one_day_can_be_drawn(plan, name):
    seen = look(Journal({}, {}, {}, {}), plan, first=TODAY - timedelta(days=1), today=TODAY)
    ticks = [period.first_day for period in seen.periods]
    drawers = {
        "adherence": lambda: adherence_by_period(seen.periods, TITLES, ticks),
        "walks": lambda: walks_by_period(seen.periods, ticks),
        "sprints": lambda: sprints_by_period(seen.periods, ticks),
        "bedtime": lambda: nights_by_period(seen.periods, ticks),
        "strength": lambda: strength_by_period(seen.periods, ticks),
        "magnesium by day": lambda: magnesium_by_day(seen.days, seen.bands, ticks, LIMIT),
    }
    figure = drawers[name]()
    go.Figure(figure)
    chart(figure, chart_id="it", label="It", heights=(200, 200))
