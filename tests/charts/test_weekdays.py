from decimal import Decimal

from tests.charts.conftest import day
from tests.charts.figures import bars, rings, row, said, titles
from tracker.charts.traces import plotted
from tracker.charts.weekdays import by_weekday
from tracker.charts.weekdays import heights as weekday_heights
from tracker.domain.habits import Habit
from tracker.domain.summary import Summary, Tally
from tracker.vocabulary.habit_styles import HABIT_STYLES


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
