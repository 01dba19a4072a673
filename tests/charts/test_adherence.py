from tests.charts.conftest import day, look
from tests.charts.figures import bars, hatched, rings, row, said, titles
from tracker.charts import adherence
from tracker.domain.habits import Habit
from tracker.domain.summary import added_up


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


def test_days_of_a_cut_week_are_pale_and_its_sprints_which_count_whole_are_not(journal, plan):
    cut = look(journal, plan, first=day(3))
    figure = adherence.adherence_by_period(cut.periods, {habit: habit.title() for habit in Habit}, [])
    walks, sprints = (row(figure, title)[0]["marker"]["opacity"] for title in ("Walks", "Sprints"))
    assert (walks[0], walks[1], sprints) == (0.55, 1, 1)


def test_the_sprints_of_several_weeks_are_counted_in_weeks(seen):
    both = added_up([seen.periods[0], seen.periods[2]])
    figure = adherence.adherence_by_period([both], {Habit.SPRINTS: "Sprints"}, [])
    assert list(said(figure["data"]).values()) == ["Sprint target met in 1 of 2 weeks"]
