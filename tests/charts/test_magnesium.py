from decimal import Decimal

import pytest

from tests.charts.conftest import LIMIT, TODAY, day, look
from tracker.charts.magnesium import magnesium_by_day, magnesium_by_period
from tracker.charts.traces import plotted
from tracker.domain.journal import Journal
from tracker.domain.plan import Plan
from tracker.domain.targets import Targets, Verdict


def trace(figure, name):
    return next(trace for trace in figure["data"] if trace.get("name") == name)


@pytest.fixture(scope="module")
def by_day(seen):
    return magnesium_by_day(seen.days, seen.bands, [], LIMIT)


@pytest.fixture(scope="module")
def by_week(seen):
    return magnesium_by_period(seen.periods, seen.bands, [], LIMIT)


def test_forms_are_stacked_in_the_order_of_the_design_and_rounded_as_in_the_table(by_day):
    bars = [trace for trace in by_day["data"] if trace["type"] == "bar"]
    assert [trace["name"] for trace in bars] == ["Glycinate", "Threonate", "Oxide", "Paused"]
    assert trace(by_day, "Oxide")["y"][0] == 150.3
    assert trace(by_day, "Oxide")["marker"]["color"] == "var(--f-oxi)"


def test_a_day_without_an_entry_has_no_bar(by_day):
    assert day(1).isoformat() not in trace(by_day, "Glycinate")["x"]
    assert day(1).isoformat() not in trace(by_day, "Total")["x"]


def test_what_is_pointed_at_says_total_and_verdict(by_day):
    total = trace(by_day, "Total")
    said = dict(zip(total["x"], zip(total["y"], total["customdata"], strict=True), strict=True))
    assert said[day(0).isoformat()] == (350.3, "in range")
    assert said[day(9).isoformat()] == (700, "above range")


def test_the_mean_has_gaps_where_too_few_days_count(seen, by_day):
    mean = trace(by_day, "7-day mean")
    assert mean["y"] == [None if each.mean_mg is None else plotted(each.mean_mg) for each in seen.days]
    assert None in mean["y"]


def test_the_hatch_of_a_pause_stands_above_what_was_logged(by_day):
    paused = trace(by_day, "Paused")
    assert paused["x"] == [day(n).isoformat() for n in range(7, 14)]
    # Nothing on the Monday, 350.25 mg on the Tuesday, 700 mg on the Wednesday.
    assert paused["y"][:3] == [800, 449.8, 100]


def test_the_band_steps_where_the_target_changed(by_day):
    bands = [shape for shape in by_day["layout"]["shapes"] if shape["type"] == "rect"]
    assert [(band["x0"], band["x1"], band["y0"], band["y1"]) for band in bands] == [
        ("2026-03-01 12:00", "2026-03-15 12:00", 300, 400),
        ("2026-03-15 12:00", "2026-04-23 12:00", 400, 500),
    ]


def test_today_is_pale_until_it_is_over(by_day):
    assert trace(by_day, "Glycinate")["x"][-1] == TODAY.isoformat()
    assert trace(by_day, "Glycinate")["marker"]["opacity"][-2:] == [1, 0.55]


def test_a_weeks_bars_add_up_to_its_mean_and_stand_in_the_middle_of_its_band(seen, by_week):
    assert by_week["layout"]["xaxis"]["range"] == ["2026-02-26 12:00", "2026-04-23 12:00"]
    assert by_week["layout"]["shapes"][0]["x0"] == "2026-02-26 12:00"
    mean = trace(by_week, "Mean a day")
    counted = [week for week in seen.periods if week.magnesium.days]
    # The week of the pause has doses, but no day that counts.
    assert day(7).isoformat() not in mean["x"]
    assert mean["x"] == [week.first_day.isoformat() for week in counted]
    assert mean["y"] == [plotted(week.magnesium.mean_mg) for week in counted]
    assert mean["customdata"] == [
        f"in range on {week.magnesium.verdicts.get(Verdict.WITHIN, 0)} of {week.magnesium.days} days"
        for week in counted
    ]
    tops = dict.fromkeys(mean["x"], 0)
    for name in ("Glycinate", "Oxide"):
        for x, y in zip(trace(by_week, name)["x"], trace(by_week, name)["y"], strict=True):
            tops[x] += y
    assert list(tops.values()) == pytest.approx(mean["y"], abs=0.1)


def test_the_ceilings_label_gives_way_to_the_bands(seen):
    def labels(limit):
        layout = magnesium_by_day(seen.days, seen.bands, [], Decimal(limit))["layout"]
        return [note["text"] for note in layout["annotations"]]

    assert labels(250) == ["500", "400", "250"]
    assert labels(400) == ["500", "400"]


def test_without_a_target_there_is_no_band_and_no_verdict():
    journal = Journal({day(50): {"gly": Decimal(200)}}, {}, {}, {})
    seen = look(journal, Plan(Targets([]), [], 0))
    figure = magnesium_by_day(seen.days, seen.bands, [], LIMIT)
    assert trace(figure, "Total")["customdata"] == ["no target"]
    assert [shape["type"] for shape in figure["layout"]["shapes"]] == ["line"]
