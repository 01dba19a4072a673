from datetime import timedelta

from tests.charts.conftest import LIMIT, day, look
from tests.charts.figures import said
from tracker.charts import walks
from tracker.charts.magnesium import magnesium_by_period
from tracker.charts.walks import walks_by_period
from tracker.domain.journal import Meal
from tracker.domain.summary import Summary, Tally, WalkSum, added_up


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


def test_four_weeks_can_stand_behind_one_bar(journal, plan):
    seen = look(journal, plan)
    whole = [added_up(seen.periods[:4]), added_up(seen.periods[4:])]
    figure = walks_by_period(whole, [period.first_day for period in whole])
    axis = figure["layout"]["xaxis"]
    assert axis["range"] == ["2026-02-16 00:00", "2026-04-13 00:00"]
    assert axis["unifiedhovertitle"]["text"].startswith("4 weeks from ")
    widths = {trace["width"] for trace in figure["data"] if trace["type"] == "bar"}
    assert widths == {round(timedelta(days=28) / timedelta(milliseconds=1) * 0.8)}
    band = magnesium_by_period(whole, seen.bands, [], LIMIT)["layout"]["shapes"][0]
    # The bar stands on its first day, its band half its width before and behind it.
    assert band["x0"] == "2026-02-16 00:00"
