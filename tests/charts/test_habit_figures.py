"""Rows, bars and lines of habits: the domain's numbers, with gaps where there are none."""

from decimal import Decimal
from itertools import pairwise

import pytest

from tests.charts.conftest import day, look
from tracker.charts import adherence, bedtime, sprints, walks
from tracker.charts.strength import strength_by_period
from tracker.charts.traces import plotted
from tracker.charts.weekdays import by_weekday
from tracker.charts.weekdays import heights as weekday_heights
from tracker.domain.habits import Habit, HabitRecord
from tracker.domain.journal import Journal, Meal, Night
from tracker.domain.summary import Average, NightSum, SprintSum, Summary, Tally, WalkSum, added_up
from tracker.vocabulary.habit_styles import HABIT_STYLES
from tracker.vocabulary.names import MEAL_NAMES


def titles(figure):
    return [note["text"] for note in figure["layout"]["annotations"]]


def row(figure, title):
    """The traces of one row of a chart."""
    place = titles(figure).index(title)
    return [trace for trace in figure["data"] if trace["yaxis"] == (f"y{place + 1}" if place else "y")]


def points(trace):
    return dict(zip(trace["x"], trace["y"], strict=True))


def said(traces):
    """What pointing at a chart says, by place."""
    speaking = [trace for trace in traces if "customdata" in trace]
    return {x: text for trace in speaking for x, text in zip(trace["x"], trace["customdata"], strict=True)}


def bars(traces):
    """Solid bars by place, those of one place added up."""
    tops = {}
    for trace in traces:
        if trace["type"] == "bar" and "pattern" not in trace["marker"]:
            for x, y in points(trace).items():
                tops[x] = tops.get(x, 0) + y
    return tops


def hatched(traces):
    return [x for trace in traces if trace.get("name") == "Paused" for x in trace["x"]]


def rings(traces):
    small = [
        trace for trace in traces if trace.get("mode") == "markers" and trace["marker"]["size"] in (4, 6)
    ]
    return [x for trace in small for x in trace["x"] if not any(trace["y"])]


def by_week(seen, value):
    """What each period has of something, those without it left out."""
    values = {period.first_day.isoformat(): value(period) for period in seen.periods}
    return {x: found for x, found in values.items() if found}


def steps(figure, yref):
    lines = [shape for shape in figure["layout"]["shapes"] if shape["yref"] == yref]
    return [(line["x0"], line["x1"], line["y0"]) for line in lines]


def test_each_habit_has_a_row_of_what_was_kept(seen):
    figure = adherence.adherence_by_period(seen.periods, {habit: habit.title() for habit in Habit}, [])
    assert titles(figure) == ["Magnesium", "Walks", "Sprints", "Bedtime"]
    for habit in Habit:
        traces = row(figure, habit.title())
        due = {p.first_day.isoformat(): p.adherence(habit) for p in seen.periods if p.tally(habit).due}
        assert bars(traces) == {x: round(100 * ratio, 1) for x, ratio in due.items()}
        assert rings(traces) == [x for x, ratio in due.items() if not ratio]
        assert hatched(traces) == ["2026-03-09"]
    assert said(row(figure, "Bedtime"))["2026-03-02"] == "Bedtime dose on 6 of 7 nights"
    assert said(row(figure, "Sprints"))["2026-03-02"] == "Sprint target met"
    assert adherence.heights(4) == (328, 328)


def test_the_sprints_of_several_weeks_are_counted_in_weeks(seen):
    both = added_up([seen.periods[0], seen.periods[2]])
    figure = adherence.adherence_by_period([both], {Habit.SPRINTS: "Sprints"}, [])
    assert list(said(figure["data"]).values()) == ["Sprint target met in 1 of 2 weeks"]


def test_walks_stack_by_meal_under_what_was_asked_for(seen):
    figure = walks.walks_by_period(seen.periods, [])
    assert bars(figure["data"]) == by_week(seen, lambda period: period.walks.counted.kept)
    for meal in (Meal.BREAKFAST, Meal.DINNER, Meal.OTHER):
        trace = next(trace for trace in figure["data"] if trace.get("name") == MEAL_NAMES[meal])
        assert points(trace) == by_week(seen, lambda period, meal=meal: period.walks.by_meal.get(meal))
        assert trace["marker"]["opacity"] == walks.OPACITY[meal]
    assert "Lunch" not in [trace.get("name") for trace in figure["data"]]
    assert said(figure["data"])["2026-03-02"] == "12 of 21 asked for"
    # The week of the pause asked for none.
    assert hatched(figure["data"]) == ["2026-03-09"]
    assert "2026-03-09" not in rings(figure["data"])
    assert rings(figure["data"])[0] == "2026-03-16"
    assert steps(figure, "y") == [
        ("2026-02-26 12:00", "2026-03-05 12:00", 21),
        ("2026-03-12 12:00", "2026-04-16 12:00", 14),
        # So far, in the week that is not over.
        ("2026-04-16 12:00", "2026-04-23 12:00", 8),
    ]
    assert titles(figure) == ["14"]


def test_numbers_stand_above_bars_only_while_there_is_room(seen):
    few = walks.walks_by_period(seen.periods, [])
    numbers = [trace for trace in few["data"] if trace.get("mode") == "text"]
    assert [(trace["x"], trace["text"]) for trace in numbers] == [(["2026-03-02", "2026-03-23"], ["12", "3"])]
    many = [
        Summary(day(7 * n), day(7 * n + 6), walks=WalkSum(7, Tally(3, 21), {Meal.LUNCH: 3}))
        for n in range(21)
    ]
    figure = walks.walks_by_period(many, [])
    assert [trace for trace in figure["data"] if trace.get("mode") == "text"] == []
    assert len(said(figure["data"])) == 21


def test_the_open_week_is_pale():
    weeks = [Summary(day(0), day(6), walks=WalkSum(7, Tally(3, 21), {Meal.LUNCH: 3}))]
    weeks.append(Summary(day(7), day(8), is_open=True, walks=WalkSum(2, Tally(2, 6), {Meal.LUNCH: 2})))
    lunch = walks.walks_by_period(weeks, [])["data"][0]
    assert lunch["marker"]["opacity"] == [0.78, 0.43]


def test_walks_without_a_plan_are_shown_without_a_goal():
    figure = walks.walks_by_period(
        [Summary(day(0), day(6), walks=WalkSum(7, Tally(1, 0), {Meal.OTHER: 1}))], []
    )
    assert list(said(figure["data"]).values()) == ["1 walk"]
    assert figure["layout"]["shapes"] == []


def test_minutes_after_the_meal_have_gaps_where_none_was_noted(seen):
    figure = walks.minutes_after_meal(seen.periods, [])
    (line,) = figure["data"]
    assert line["y"] == [20, None, None, 20, None, None, None, None]
    assert said([line])["2026-03-02"] == "20 min after the meal, 4 walks"
    assert line["connectgaps"] is False
    assert titles(figure) == ["90"]


def test_no_minutes_make_no_chart():
    assert walks.minutes_after_meal([Summary(day(0), day(6))], []) is None


def test_the_axis_of_minutes_reaches_those_of_walks_that_came_late():
    figure = walks.minutes_after_meal(
        [Summary(day(0), day(6), walks=WalkSum(minutes_after_meal=Average(Decimal(131), 1)))], []
    )
    assert figure["layout"]["yaxis"]["range"][1] > 150


def test_sprints_have_a_row_each_for_sessions_volume_and_effort(seen):
    figure = sprints.sprints_by_period(seen.periods, [])
    assert titles(figure) == ["Sessions", "Volume, seconds", "Mean effort, 1 to 10"]
    sessions = row(figure, "Sessions")
    assert bars(sessions) == {"2026-03-02": 2, "2026-03-23": 1}
    assert rings(sessions) == ["2026-03-16", "2026-03-30", "2026-04-06", "2026-04-13", "2026-04-20"]
    assert hatched(sessions) == ["2026-03-09"]
    assert said(sessions)["2026-03-23"] == "1 of 2 sessions"
    assert steps(figure, "y")[0] == ("2026-02-26 12:00", "2026-03-05 12:00", 2)
    assert bars(row(figure, "Volume, seconds")) == {"2026-03-02": 160, "2026-03-23": 180}
    (effort,) = row(figure, "Mean effort, 1 to 10")
    assert effort["y"] == [7.5, None, None, None, None, None, None, None]
    assert sprints.heights(seen.periods) == (328, 328)


def test_rows_without_data_are_left_out():
    weeks = [
        Summary(day(0), day(6), sprints=SprintSum(Tally(0, 2))),
        Summary(day(7), day(13), sprints=SprintSum(Tally(1, 2))),
    ]
    assert titles(sprints.sprints_by_period(weeks, [])) == ["Sessions"]
    assert sprints.heights(weeks) == (136, 136)
    nights = [Summary(day(0), day(6), nights=NightSum(sleep={False: Average(Decimal(6), 2)}))]
    assert titles(bedtime.nights_by_period(nights, [])) == ["Mean sleep, 1 to 5"]
    assert bedtime.heights(nights) == (136, 136)


def test_nights_have_a_row_each_for_kept_clock_time_and_sleep(seen):
    figure = bedtime.nights_by_period(seen.periods, [])
    assert titles(figure) == [
        "Nights with the bedtime dose",
        "Mean clock time of the dose",
        "Mean sleep, 1 to 5",
    ]
    kept = row(figure, "Nights with the bedtime dose")
    assert bars(kept) == by_week(seen, lambda period: period.tally(Habit.BEDTIME).kept)
    assert hatched(kept) == ["2026-03-09"]
    assert said(kept)["2026-03-02"] == "Bedtime dose on 6 of 7 nights"
    (clock,) = row(figure, "Mean clock time of the dose")
    assert clock["y"] == [675, *[None] * 6, 660]
    assert said([clock])["2026-03-02"] == "23:15, 6 nights"
    taken, without = row(figure, "Mean sleep, 1 to 5")
    assert taken["y"] == [4, *[None] * 7]
    assert without["y"] == [3, None, None, 3, *[None] * 4]
    assert said([taken])["2026-03-02"] == "Sleep with the dose 4, 6 nights"
    # Told apart by more than colour.
    assert taken["line"]["dash"] != without["line"]["dash"]


@pytest.mark.parametrize(
    ("minutes", "labels"),
    [
        ([630, 735], ["22:00", "23:00", "00:00", "01:00"]),
        ([660], ["22:00", "23:00", "00:00"]),
        ([600, 659], ["22:00", "23:00"]),
        ([400, 1000], ["18:00", "22:00", "02:00"]),
    ],
)
def test_the_clock_is_labelled_in_whole_hours_across_midnight(minutes, labels):
    weeks = [
        Summary(day(7 * n), day(7 * n + 6), nights=NightSum(Average(Decimal(each), 1)))
        for n, each in enumerate(minutes)
    ]
    axis = bedtime.nights_by_period(weeks, [])["layout"]["yaxis"]
    assert axis["ticktext"] == labels
    assert axis["range"][0] < min(minutes)
    assert axis["range"][1] > max(minutes)


def test_sleep_is_one_line_where_all_nights_are_alike(plan):
    nights = {day(n): Night(taken=True, minutes=600, quality=4 + n % 2) for n in range(4)}
    seen = look(Journal({}, {}, {}, nights), plan)
    (line,) = row(bedtime.nights_by_period(seen.periods, []), "Mean sleep, 1 to 5")
    assert line["y"][0] == 4.5
    assert said([line])["2026-03-02"] == "Sleep 4.5, 4 nights"


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


def test_weekdays_begin_with_the_first_day_of_the_week(seen):
    for week_start, names in ((0, ["Mon", "Tue"]), (6, ["Sun", "Mon"])):
        figure = by_weekday(seen.total, HABIT_STYLES, week_start)
        axis = figure["layout"]["xaxis"]
        assert (axis["type"], axis["tickvals"], axis["ticktext"][:2]) == ("linear", list(range(7)), names)
        assert titles(figure) == ["Magnesium", "Walks", "Bedtime"]
        for habit in (Habit.MAGNESIUM, Habit.WALKS, Habit.BEDTIME):
            tallies = {n: seen.total.weekdays[habit, (week_start + n) % 7] for n in range(7)}
            traces = row(figure, habit.title())
            percents = {n: plotted(Decimal(100 * each.kept) / each.due) for n, each in tallies.items()}
            assert bars(traces) == {n: percent for n, percent in percents.items() if percent}
            assert rings(traces) == [n for n, percent in percents.items() if not percent]
            assert said(traces)[0] == f"{habit.title()} kept on {tallies[0].kept} of {tallies[0].due}"


def test_a_weekday_that_was_never_due_has_no_bar_and_no_ring():
    total = Summary(day(0), day(6), weekdays={(Habit.WALKS, 2): Tally(5, 11), (Habit.WALKS, 3): Tally(0, 2)})
    traces = row(by_weekday(total, HABIT_STYLES, 0), "Walks")
    assert (bars(traces), rings(traces)) == ({2: 45.5}, [3])
    # 45.45…, rounded once.
    assert [trace["text"] for trace in traces if "text" in trace] == [["45"]]
    assert weekday_heights(1) == (136, 136)
