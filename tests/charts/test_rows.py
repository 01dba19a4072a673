from tests.charts.conftest import day
from tests.charts.figures import titles
from tracker.charts import bedtime, sprints
from tracker.domain.observations import Comparison
from tracker.domain.summary import NightSum, SprintSum, Summary, Tally


def test_rows_without_data_are_left_out():
    weeks = [
        Summary(day(0), day(6), sprints=SprintSum(Tally(0, 2))),
        Summary(day(7), day(13), sprints=SprintSum(Tally(1, 2))),
    ]
    figure = sprints.sprints_by_period(weeks, [])
    assert titles(figure) == ["Sessions"]
    assert sprints.heights(figure) == (136, 136)
    nights = [Summary(day(0), day(6), nights=NightSum(ratings={(Comparison.BEDTIME_DOSE, False, 3): 2}))]
    figure = bedtime.nights_by_period(nights, [])
    assert titles(figure) == ["Mean sleep, 1 to 5"]
    assert bedtime.heights(figure) == (136, 136)
