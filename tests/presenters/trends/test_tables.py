from tests.presenters.trends.pages import MEALS, READING, WATER, day, full, plan, see, walked
from tracker.domain.plan import Pause
from tracker.presenters.trends import tables
from tracker.presenters.trends.tables import Row


def columns(table):
    return [str(column) for column in table.columns]


def test_each_day_has_its_mg_mean_and_verdict_the_newest_first():
    table = tables.magnesium_table(see({0: 450, 1: 300, 2: "399.9", 27: 100}))
    assert columns(table) == ["Day", "Glycinate", "Total", "7-day mean", "Range"]
    assert len(table.rows) == 28
    assert table.rows[0] == Row(
        "Sun 29 Mar",
        ["100", "100", "", "So far"],
        href="/days/2026-03-29/",
        note="not counted",
        nothing="Nothing",
    )
    assert table.rows[25].cells == ["399.9", "399.9", "383", "Below range"]
    assert table.rows[-1].cells == ["450", "450", "", "In range"]
    assert table.rows[5].cells == ["", "", "", "Nothing logged"]


def test_a_longer_stretch_has_a_row_for_each_week():
    table = tables.magnesium_table(see(dict.fromkeys(range(-60, 27), 450), first=day(-98)))
    assert columns(table) == ["Week of", "Glycinate", "Mean a day", "Days in range"]
    assert table.rows[0] == Row(
        "23 Mar 2026", ["450", "450", "6 of 6"], "/days/2026-03-23/", note="6 days", nothing="Nothing"
    )


def test_weeks_are_told_paused_from_empty():
    table = tables.walks_table(see(plan=plan(pauses=[Pause(day(7), day(13))])))
    assert [row.nothing for row in table.rows] == ["Nothing", "Nothing", "Paused", "Nothing"]


def test_an_empty_cell_is_a_dash_with_its_reason():
    row = Row("Day", ["400", ""], nothing="Nothing")
    assert row.shown == ["400", '<span aria-hidden="true">–</span><span class="vh">Nothing</span>']


def test_habits_are_counted_by_week_with_the_score():
    table = tables.adherence_table(full())
    assert columns(table) == [
        "Week of",
        "Magnesium",
        "Walks",
        "Sprints",
        "Bedtime",
        "Water",
        "Reading",
        "Score",
    ]
    assert table.rows[-1].cells[0] == "7 of 7"
    # Of the week that is cut there is no score to be taken for that of its review.
    assert [row.cells[-1] != "" for row in table.rows] == [False, True, True, True]


def test_walks_are_counted_by_meal():
    table = tables.walks_table(see(walks={0: walked(*MEALS), 1: walked(MEALS[0])}))
    assert columns(table) == ["Week of", "Breakfast", "Lunch", "Dinner", "Another time", "Total", "Asked for"]
    assert table.rows[-1].cells == [2, 1, 1, 0, 4, 21]


def test_minutes_sprints_and_nights_have_tables_of_their_own():
    page = full()
    assert tables.minutes_after_meal_table(page).rows[-1].cells == [20, 14]
    sprints = tables.sprints_table(page, [*page.weeks, page.open_week]).rows
    assert [row.cells for row in sprints[-2:]] == [[1, 2, 80, ""], [2, 2, 160, "7.5"]]
    assert (sprints[0].head, sprints[0].note) == ("23 Mar 2026", "so far, not counted")
    assert tables.bedtime_table(page).rows[-1].cells == ["5 of 7", "22:00", "3.6", "3", 7]


def test_strength_is_in_percent_for_habits_that_were_due():
    page = full()
    assert columns(tables.strength_table(page)) == ["Week of", "Magnesium", "Walks", "Sprints", "Bedtime"]
    assert all(cell.endswith(" %") for cell in tables.strength_table(page).rows[0].cells)
    assert columns(tables.custom_table(page)) == ["Week of", WATER.name, READING.name]


def test_weekdays_stand_in_the_order_of_the_persons_week():
    table = tables.weekdays_table(full())
    assert [row.head for row in table.rows][:2] == ["Monday", "Tuesday"]
    assert columns(table) == ["Weekday", "Magnesium", "Walks", "Bedtime", "Water"]
    assert table.rows[0].cells[0] == "4 of 4"


def test_what_a_page_knows_nothing_of_has_no_column():
    assert columns(tables.magnesium_table(see()))[1:] == ["Total", "7-day mean", "Range"]
