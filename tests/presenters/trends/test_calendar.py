from tests.presenters.trends.pages import (
    NOTHING_ASKED,
    READING,
    WATER,
    day,
    full,
    plan,
    see,
    sprint,
    walked,
)
from tracker.domain.habits import Habit
from tracker.domain.journal import Meal
from tracker.domain.plan import Pause
from tracker.domain.targets import Target
from tracker.presenters.trends.calendar import (
    Cell,
    WeekHead,
    calendar,
    calendar_choices,
    calendar_sentence,
)
from tracker.presenters.trends.spans import Choice


def cell(page, number, habit=None):
    """The cell of a day."""
    cells = [cell for row in calendar(page, habit).rows for cell in row.cells]
    return next(cell for cell in cells if cell.day == day(number))


def test_weekdays_are_rows_and_weeks_are_columns():
    drawn = calendar(see(), None)
    assert [str(row.short) for row in drawn.rows] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert drawn.weeks == [
        WeekHead("2 Mar", is_labelled=True),
        WeekHead("9 Mar", is_labelled=False),
        WeekHead("16 Mar", is_labelled=False),
        WeekHead("23 Mar", is_labelled=True),
    ]
    assert (drawn.is_wide, drawn.is_cut, drawn.has_paused, drawn.most) == (False, False, False, 5)


def test_the_newest_year_is_shown_and_said_to_be_cut():
    drawn = calendar(see(first=day(-400)), None)
    assert (len(drawn.weeks), drawn.is_wide, drawn.is_cut) == (53, True, True)


def test_a_day_is_as_dark_as_much_of_it_was_kept():
    page = see({0: 450}, walks={0: walked(Meal.BREAKFAST, Meal.LUNCH)})
    assert cell(page, 0) == Cell(day(0), "3", "3", "2 March 2026: 3 of 5 kept")
    assert cell(page, 1) == Cell(day(1), "0", "0", "3 March 2026: 0 of 5 kept")
    assert cell(page, 0).href == "/days/2026-03-02/"


def test_paused_days_and_days_that_ask_for_nothing_say_so():
    assert cell(see(plan=plan(pauses=[Pause(day(1), day(1))])), 1) == Cell(
        day(1), "p", "–", "3 March 2026: paused"
    )
    assert cell(see(plan=NOTHING_ASKED), 1) == Cell(day(1), "n", "", "3 March 2026: nothing due")


def test_the_range_shows_the_mg_of_each_day():
    page = see({0: 450, 1: 300, 2: "600.5"})
    assert cell(page, 0, Habit.MAGNESIUM) == Cell(day(0), "5", "450", "2 March 2026: 450 mg")
    assert cell(page, 1, Habit.MAGNESIUM) == Cell(day(1), "3", "300", "3 March 2026: 300 mg")
    assert cell(page, 2, Habit.MAGNESIUM) == Cell(day(2), "a", "600", "4 March 2026: 600.5 mg")
    assert cell(page, 3, Habit.MAGNESIUM) == Cell(day(3), "0", "·", "5 March 2026: nothing logged")


def test_walks_sprints_and_nights_have_cells_of_their_own():
    page = see(walks={0: walked(Meal.LUNCH)}, sprints={0: sprint()})
    assert cell(page, 0, Habit.WALKS) == Cell(day(0), "1", "1", "2 March 2026: 1 of 3 walks")
    assert cell(page, 0, Habit.SPRINTS) == Cell(day(0), "5", "1", "2 March 2026: 1 session")
    assert cell(page, 1, Habit.SPRINTS) == Cell(day(1), "0", "·", "3 March 2026: 0 sessions")
    assert cell(page, 0, Habit.BEDTIME) == Cell(day(0), "0", "·", "2 March 2026: not taken")


def test_custom_habits_show_how_much_or_that_it_was_done():
    page = full()
    assert cell(page, 0, WATER.key) == Cell(day(0), "5", "8", "2 March 2026: 8 glasses")
    assert cell(page, 1, WATER.key) == Cell(day(1), "1", "2.5", "3 March 2026: 2.5 glasses")
    assert cell(page, 2, WATER.key) == Cell(day(2), "0", "·", "4 March 2026: nothing logged")
    assert cell(page, 2, READING.key) == Cell(day(2), "5", "✓", "4 March 2026: done")


def test_the_fullest_week_is_named():
    page = see({7: 450, 8: 450})
    assert calendar_sentence(page, None) == "The week of 9 March is your fullest: 2 of 35 kept."
    assert calendar_sentence(see(), None) == "Each day that is over gets the number of things you kept."


def test_full_weeks_are_counted():
    asking = plan(Target(day(-70), walks_per_day=0, bedtime=False))
    assert calendar_sentence(see(dict.fromkeys(range(14), 450), plan=asking), None) == "2 full weeks."


def test_a_week_that_the_window_cuts_is_never_called_full():
    asking = plan(Target(day(-70), walks_per_day=0, bedtime=False))
    page = see(dict.fromkeys((*range(5, 8), *range(21, 27)), 450), plan=asking, first=day(5))
    assert calendar_sentence(page, None) == "The week of 9 March is your fullest: 1 of 7 kept."


def test_of_years_the_fullest_week_is_said_to_be_of_the_newest():
    asking = plan(Target(day(-70), walks_per_day=0, bedtime=False))
    page = see({0: 450}, plan=asking, first=day(-400))
    assert calendar_sentence(page, None) == (
        "The newest year: The week of 2 March is your fullest: 1 of 7 kept."
    )


def test_one_habit_is_counted_by_what_it_is_counted_in():
    page = full()
    assert calendar_sentence(page, Habit.SPRINTS) == "Kept in 1 of 3 weeks."
    assert calendar_sentence(page, Habit.MAGNESIUM) == "Kept on 26 of 27 days."
    assert calendar_sentence(page, READING.key) == "Kept in 0 of 3 weeks."
    assert calendar_sentence(see(plan=NOTHING_ASKED), Habit.WALKS) == "Nothing was due on these days."


def test_it_can_be_of_all_habits_or_of_one():
    choices = calendar_choices(full(), READING.key)
    assert choices[0] == Choice("", "All", is_current=False)
    assert [choice.value for choice in choices[1:]] == [*Habit, WATER.key, READING.key]
    assert [choice.name for choice in choices if choice.is_current] == ["Reading"]
