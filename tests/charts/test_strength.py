from itertools import pairwise

import pytest

from tests.charts.conftest import day
from tests.charts.figures import points
from tracker.charts.strength import strength_by_period
from tracker.domain.habits import Habit, HabitRecord
from tracker.domain.summary import Summary


def test_strength_begins_with_the_first_week_that_was_kept_or_missed(seen):
    figure = strength_by_period(seen.periods, [])
    assert [trace["name"] for trace in figure["data"]] == ["Magnesium", "Walks", "Sprints", "Bedtime"]
    for habit, trace in zip(Habit, figure["data"], strict=True):
        assert points(trace) == {
            period.first_day.isoformat(): round(100 * period.records[habit].strength, 1)
            for period in seen.periods
            if period.records[habit].kept + period.records[habit].missed
        }
    assert len({trace["line"]["dash"] for trace in figure["data"]}) == 4


def test_a_habit_that_was_never_due_has_no_strength():
    weeks = [
        Summary(day(0), day(6)),
        Summary(
            day(7), day(13), records={Habit.WALKS: HabitRecord(1, 1, 1, 0, 0.5), Habit.SPRINTS: HabitRecord()}
        ),
    ]
    (line,) = strength_by_period(weeks, [])["data"]
    assert (line["name"], line["x"], line["y"]) == ("Walks", ["2026-03-09"], [50])
    # A single point is no line.
    assert line["mode"] == "markers"


@pytest.mark.parametrize(
    "strengths", [(0, 0, 0, 0), (1, 1, 1, 1), (0.5, 0.52, 0.9, 0.05), (0.03, 0.01, 0.99, 1)]
)
def test_names_at_the_end_of_lines_are_kept_apart_and_in_order(strengths):
    records = {
        habit: HabitRecord(1, 1, 1, 0, strength) for habit, strength in zip(Habit, strengths, strict=True)
    }
    figure = strength_by_period([Summary(day(0), day(6), records=records)], [])
    places = [note["y"] for note in figure["layout"]["annotations"]]
    assert min(places) >= 0
    assert max(places) <= 100
    assert min(upper - lower for upper, lower in pairwise(places)) >= 8
    at = {note["text"]: note["y"] for note in figure["layout"]["annotations"]}
    ordered = sorted(figure["data"], key=lambda trace: at[trace["name"]])
    ends = [trace["y"][-1] for trace in ordered]
    assert ends == sorted(ends)
