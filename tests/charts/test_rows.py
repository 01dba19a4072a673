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
    assert titles(sprints.sprints_by_period(weeks, [])) == ["Sessions"]
    assert sprints.heights(weeks) == (136, 136)
    nights = [Summary(day(0), day(6), nights=NightSum(ratings={(Comparison.BEDTIME_DOSE, False, 3): 2}))]
    assert titles(bedtime.nights_by_period(nights, [])) == ["Mean sleep, 1 to 5"]
    assert bedtime.heights(nights) == (136, 136)
