from datetime import timedelta
from decimal import Decimal

import pytest

from tracker.charts.traces import bar_width, bars, hover_points, paused_bars, plotted, zero_markers

DAY_MS = timedelta(days=1) / timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("value", "figure"), [("399.94", 399.9), ("399.95", 400.0), ("0.05", 0.1), ("0.04", 0.0)]
)
def test_a_figure_is_plotted_as_it_is_written(value, figure):
    assert plotted(Decimal(value)) == figure


def test_an_opacity_is_said_once_where_all_bars_are_alike():
    opacities = [
        bars(["2026-03-02", "2026-03-03"], [1, 2], colour="red", width=1, opacity=each)["marker"]["opacity"]
        for each in ((), (0.5, 0.5), (1, 0.5))
    ]
    assert opacities == [1, 0.5, [1, 0.5]]


def test_bars_are_silent_and_rounded_unless_told_otherwise():
    trace = bars(["2026-03-02"], [1], colour="red", width=1)
    assert (trace["hoverinfo"], trace["marker"]["cornerradius"]) == ("skip", 4)
    stacked = bars(
        ["2026-03-02"], [1], colour="red", width=1, marker={"line": {"width": 0.7}}, hoverinfo="all"
    )
    assert (stacked["hoverinfo"], "cornerradius" in stacked["marker"]) == ("all", False)


def test_bars_leave_a_gap_and_hatches_of_pauses_do_not():
    assert bar_width(7) == round(0.8 * 7 * DAY_MS)
    assert paused_bars(["2026-03-02"], [5], width_days=7)["width"] == 7 * DAY_MS


def test_rings_stand_on_the_ground_line_and_are_smaller_in_a_crowd():
    rings = [zero_markers(["a", "b"], colour="red", is_small=small) for small in (False, True)]
    assert [ring["y"] for ring in rings] == [[0, 0], [0, 0]]
    assert [ring["marker"]["size"] for ring in rings] == [6, 4]


def test_points_that_only_speak_are_not_seen():
    trace = hover_points(["a"], [1], ["Said"])
    assert (trace["customdata"], trace["marker"]["opacity"]) == (["Said"], 0)
