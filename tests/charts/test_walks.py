from decimal import Decimal

from tests.charts.conftest import day, look
from tests.charts.figures import bars, by_week, hatched, points, rings, said, steps, titles
from tracker.charts import walks
from tracker.domain.journal import Journal, Meal, Walk
from tracker.domain.summary import Average, Summary, Tally, WalkSum
from tracker.vocabulary.names import MEAL_NAMES


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
        # Of the three days that are over in the last week.
        ("2026-04-16 12:00", "2026-04-23 12:00", 6),
    ]
    assert titles(figure) == ["14"]


def test_today_stands_faint_upon_its_bar_and_a_cut_week_is_pale(plan):
    walked = {day(n): [Walk(Meal.LUNCH, 15)] for n in (0, 1, 2)}
    seen = look(Journal({}, walked, {}, {}), plan, today=day(2))
    data = walks.walks_by_period(seen.periods, [], seen.today_so_far)["data"]
    lunch, today = (next(trace for trace in data if trace.get("name") == name) for name in ("Lunch", "today"))
    assert (points(lunch), lunch["marker"]["opacity"]) == ({"2026-03-02": 2}, 0.43)
    assert (points(today), today["marker"]["opacity"]) == ({"2026-03-02": 1}, 0.28)
    assert [words for trace in data for words in trace.get("customdata", [])] == [
        "Today so far: 1 walk",
        "2 of 6 asked for",
    ]


def test_today_begins_a_bar_of_its_own_with_its_week(plan):
    walked = {day(n): [Walk(Meal.LUNCH, 15)] for n in (20, 21)}
    seen = look(Journal({}, walked, {}, {}), plan, first=day(19), today=day(21))
    figure = walks.walks_by_period(seen.periods, [], seen.today_so_far)
    # Neither the week that the window cuts nor today lies on the other.
    assert bars(figure["data"]) == {"2026-03-16": 1, "2026-03-23": 1}


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
