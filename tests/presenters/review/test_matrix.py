from datetime import date
from decimal import Decimal

from tests.presenters.review.pages import MONDAY, NOTHING_ASKED, day, journal, page, plan
from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule
from tracker.domain.journal import Meal, Night
from tracker.domain.plan import Pause
from tracker.domain.targets import Target, Verdict
from tracker.presenters.review.matrix import Cell, day_heads, matrix


def row(seen, name):
    return next(row for row in matrix(seen.week) if str(row.name) == name)


def words(seen, name):
    """The cells of a row as they are read out: the text without dots, and the words."""
    return [
        ", ".join(filter(None, (cell.text.strip("·–"), str(cell.words)))) for cell in row(seen, name).cells
    ]


def test_totals_are_coloured_and_said_by_their_verdict():
    seen = page(journal("456 360 552"))
    assert row(seen, "Magnesium, mg").cells[:4] == [
        Cell("456", words="in range", mg=Verdict.WITHIN),
        Cell("360", words="below", mg=Verdict.BELOW),
        Cell("552", words="above", mg=Verdict.ABOVE),
        Cell("·", words="nothing logged"),
    ]


def test_without_a_target_no_total_is_judged():
    assert row(page(journal("456"), plan=NOTHING_ASKED), "Magnesium, mg").cells[0] == Cell("456")


def test_a_day_without_a_dose_is_not_nought_and_a_paused_one_says_so():
    seen = page(journal("- - 450"), plan=plan(Target(MONDAY), pauses=[Pause(day(1), day(2))]))
    assert words(seen, "Magnesium, mg")[:4] == ["nothing logged", "paused", "450, paused", "nothing logged"]
    assert words(seen, "Bedtime dose")[:3] == ["No", "paused", "paused"]
    assert [cell.is_paused for cell in row(seen, "Bedtime dose").cells[:3]] == [False, True, True]


def test_days_to_come_are_neither_kept_nor_missed():
    seen = page(journal("100"), today=MONDAY)
    assert words(seen, "Magnesium, mg") == ["100, so far", *["To come"] * 6]
    assert words(seen, "Bedtime dose") == ["Not yet", *["To come"] * 6]
    assert [head.is_ahead for head in day_heads(seen.week)] == [False, *[True] * 6]


def test_each_walk_sprint_and_night_has_its_cell():
    walks = {Meal.BREAKFAST: [0], Meal.DINNER: [1, 2], Meal.OTHER: [3]}
    nights = {0: Night(taken=True, quality=4), 1: Night(taken=False)}
    seen = page(journal(walks=walks, sprints=[2], nights=nights))
    assert words(seen, "Dinner walk") == ["No", "Yes", "Yes", "No", "No", "No", "No"]
    assert words(seen, "Other walks")[2:5] == ["No", "1", "No"]
    assert row(seen, "Sprint").cells[2] == Cell(icon="bolt", words="Yes", is_on=True)
    assert words(seen, "Bedtime dose")[:2] == ["Yes", "No"]
    assert row(seen, "Sleep, 1 to 5").cells[:2] == [Cell("4", icon="moon-4"), Cell("·", words="not rated")]


def test_what_was_neither_asked_for_nor_done_has_no_row():
    assert [str(row.name) for row in matrix(page(plan=NOTHING_ASKED).week)] == ["Magnesium, mg"]


def test_custom_habits_show_a_tick_or_how_much():
    water = CustomHabit(
        "custom-1",
        "Water",
        HabitKind.NUMBER,
        "glasses",
        [CustomTarget(date(2026, 1, 1), Schedule.DAILY, at_least=Decimal(8))],
    )
    reading = CustomHabit(
        "custom-2",
        "Reading",
        HabitKind.CHECK,
        "",
        [CustomTarget(date(2026, 1, 1), Schedule.WEEKDAYS, weekdays=frozenset({0}))],
    )
    amounts = {"custom-1": {day(0): Decimal(8), day(1): Decimal("2.5")}, "custom-2": {day(0): Decimal(1)}}
    seen = page(journal(custom=amounts), plan=plan(custom=[water, reading]))
    assert row(seen, "Water").cells[:3] == [
        Cell("8", words="glasses", is_on=True),
        Cell("2.5", words="glasses"),
        Cell("·", words="No"),
    ]
    assert row(seen, "Reading").cells[:2] == [
        Cell(icon="check", words="Yes", is_on=True),
        Cell(words="nothing due"),
    ]
