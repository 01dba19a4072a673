from tests.charts.figures import bars, hatched, rings, row, said, steps, titles
from tracker.charts import sprints


def test_sprints_have_a_row_each_for_sessions_volume_and_effort(seen):
    weeks = [*seen.weeks, seen.open_week]
    figure = sprints.sprints_by_period(weeks, [])
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
    assert sprints.heights(figure) == (328, 328)
