from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.presenters.review.pages import MONDAY, NOTHING_ASKED, day, journal, page, plan
from tracker.domain.habits import Habit, HabitRecord
from tracker.domain.journal import MEALS, Meal
from tracker.domain.plan import Pause
from tracker.domain.summary import SprintSum, Summary, Tally
from tracker.domain.targets import Target
from tracker.presenters.review import sentences
from tracker.presenters.review.sentences import Finding, FormTaken, Score, ScoreRow, StreakOfWeek

TARGET = Target(MONDAY)
WALKED = {Meal.BREAKFAST: range(7), Meal.LUNCH: range(7), Meal.DINNER: (0, 4, 5, 6)}


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "Monday 16 to Sunday 22 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "Monday 30 November to Sunday 6 December 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "Monday 28 December 2026 to Sunday 3 January 2027"),
    ],
)
def test_each_month_and_year_of_a_week_is_said_where_it_differs(first, last, said):
    assert sentences.week_words(first, last) == said


# ── The headline ────────────────────────────────────────────────────────────────────────────────
def test_the_headline_of_a_week_in_which_nothing_was_logged():
    assert sentences.headline(page()) == "Nothing was logged."
    assert sentences.headline(page(today=MONDAY)) == "Nothing is logged yet."


def test_the_headline_of_a_paused_week():
    resting = plan(TARGET, pauses=[Pause(day(0), day(6))])
    assert sentences.headline(page(plan=resting)) == "A week of rest."
    assert sentences.headline(page(journal("- 200"), plan=resting)) == "A week of rest."


def test_the_headline_of_a_week_before_the_first_target():
    assert sentences.headline(page(journal("- 200"), plan=NOTHING_ASKED)) == "A week without a target."


@pytest.mark.parametrize(
    ("mg", "said"), [("100", "The week has just begun."), ("450", "One day in range so far.")]
)
def test_the_headline_of_the_first_day_of_a_week(mg, said):
    assert sentences.headline(page(journal(mg), today=MONDAY)) == said


@pytest.mark.parametrize(
    ("in_range", "sprints", "asked", "said"),
    [
        (0, 0, 2, "No day in range, and no sprint done."),
        (1, 1, 2, "One day in range, and one of two sprints done."),
        (7, 3, 2, "Seven days in range, and both sprints done."),
        (2, 1, 1, "Two days in range, and the sprint done."),
        (2, 3, 3, "Two days in range, and all three sprints done."),
        (3, 0, 0, "Three days in range."),
    ],
)
def test_the_headline_counts_days_and_sprints(in_range, sprints, asked, said):
    asking = plan(replace(TARGET, sprints_per_week=asked))
    logged = journal("450 " * in_range, walks={Meal.BREAKFAST: [0]}, sprints=range(sprints))
    assert sentences.headline(page(logged, plan=asking)) == said


# ── What stands below it ────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("450 450", "450", "One more day in range than the week before."),
        ("450 450 450", "450", "Two more days in range than the week before."),
        ("450", "450 450", "One day less in range than the week before."),
        ("450", "450", "As many days in range as the week before."),
    ],
)
def test_the_week_is_compared_with_the_one_before(now, before, said):
    assert sentences.notes(page(journal(now), previous=journal(before, first=-7))) == said


def test_weeks_of_which_not_as_much_was_asked_are_not_subtracted():
    seen = page(journal("450"), plan=plan(Target(day(-3))), previous=journal("450 450", first=-3))
    assert sentences.notes(seen) == "The week before it was 2 of 3 days."


def test_an_open_week_is_not_compared():
    seen = page(journal("450"), previous=journal("450 450", first=-7), today=day(1))
    assert sentences.notes(seen) == ""


def test_a_day_above_and_a_night_without_the_dose_are_named_while_they_are_few():
    nights = dict.fromkeys(range(5), True)
    assert sentences.notes(page(journal("552 450 450", nights=nights))) == (
        "Monday went above, with 552 mg. The bedtime dose is missing on Saturday and Sunday."
    )
    assert sentences.notes(page(journal("552 552 552", nights=dict.fromkeys(range(4), True)))) == ""


# ── Figures ─────────────────────────────────────────────────────────────────────────────────────
def test_scores_are_compared_with_the_week_before():
    seen = page(
        journal("450 450", sprints=[0, 1], walks=WALKED, nights={0: True}),
        previous=journal(
            "450", sprints=[-7, -6], walks={Meal.LUNCH: [-7]}, nights={-7: True, -6: True}, first=-7
        ),
    )
    scores = sentences.scores(seen)
    assert scores[0] == Score("leaf", "Magnesium", 2, "of 7 days", 1, "up-s", "up")
    assert [(score.kept, score.of, score.was, score.trend_words) for score in scores[1:]] == [
        (18, "of 21", 1, "up"),
        (2, "of 2 sessions", 2, "the same"),
        (1, "of 7 nights", 2, "down"),
    ]


def test_scores_of_an_open_week_are_not_compared():
    seen = page(journal("450"), previous=journal("450 450", first=-7), today=day(1))
    assert {(score.was, score.trend, score.trend_words) for score in sentences.scores(seen)} == {
        (None, "", "")
    }


def test_the_score_is_said_with_its_parts():
    seen = page(journal("450 450"), previous=journal("450", first=-7))
    assert sentences.score_words(seen) == (
        "Week score 7 %: the mean of magnesium in range on 2 of 7 days, all walks on 0 of 7 days,"
        " sprint sessions in 0 of 1 week and bedtime dose on 0 of 7 nights. The week before: 4 %."
    )
    assert sentences.score_words(page(plan=NOTHING_ASKED)) == ""
    assert sentences.score_table(page(plan=NOTHING_ASKED)) is None


def test_the_table_of_the_score_adds_up_and_says_what_became_of_the_cards_figures():
    logged = journal("450 " * 5, sprints=[0, 1], walks=WALKED, nights=dict.fromkeys(range(6), True))
    table = sentences.score_table(page(logged))
    assert table.rows == [
        ScoreRow("Magnesium in range on 5 of 7 days", "71.4"),
        ScoreRow("All walks on 4 of 7 days", "57.1"),
        ScoreRow("Sprint sessions in 1 of 1 week", "100.0"),
        ScoreRow("Bedtime dose on 6 of 7 nights", "85.7"),
    ]
    shares = [Decimal(row.percent) for row in table.rows]
    assert table.percent == str(round(sum(shares) / len(shares)))
    assert table.note == (
        "The score is the average of these shares."
        " Walks count by full days here: 18 of 21 walks made 4 full days."
        " Sprints count by the week: 2 of 2 sessions were done."
    )


def test_magnesium_is_said_by_mean_spread_and_range():
    assert sentences.magnesium_sentences(page(journal("360 456 552"))) == [
        "Mean 456 mg a day.",
        "From 360 to 552 mg, standard deviation 96 mg.",
        "Of the days logged, 1 below, 1 in and 1 above your range.",
    ]
    assert sentences.magnesium_sentences(page(journal("450"), plan=NOTHING_ASKED)) == ["Mean 450 mg a day."]
    assert sentences.magnesium_sentences(page()) == []


def test_the_forms_taken_are_said_in_the_order_of_the_charts():
    assert sentences.forms_taken(page(journal("450 450"))) == [FormTaken("gly", "Glycinate", Decimal(900))]


# ── Findings ────────────────────────────────────────────────────────────────────────────────────
def test_the_best_and_the_weakest_habit_are_named():
    logged = journal("450 " * 5, sprints=[0, 1], walks=WALKED, nights=dict.fromkeys(range(6), True))
    recent = Summary(day(-14), day(6), habits={Habit.MAGNESIUM: Tally(9, 21)}, sprints=SprintSum(Tally(5, 6)))
    assert sentences.findings(page(logged, recent=recent)) == [
        Finding("Steadiest", "sprint", "bolt", "Sprint sessions, 2 of 2", "5 of 6 in the last three weeks."),
        Finding(
            "Most room", "mg", "leaf", "Magnesium in range, 5 of 7 days", "9 of 21 in the last three weeks."
        ),
    ]


def test_of_walks_the_meal_with_most_room_is_named():
    walks = {Meal.BREAKFAST: range(7), Meal.LUNCH: range(7), Meal.DINNER: [0]}
    logged = journal("450 " * 7, sprints=[0, 1], walks=walks, nights=dict.fromkeys(range(7), True))
    weakest = sentences.findings(page(logged))[1]
    assert weakest.says == "Dinner walk, 1 of 7 days"
    assert weakest.note == "Missing on Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday."


@pytest.mark.parametrize(("days", "has_findings"), [(1, False), (3, False), (4, True), (7, True)])
def test_what_stands_out_of_an_open_week_is_said_from_its_fourth_day_on(days, has_findings):
    walks = dict.fromkeys(MEALS, range(7))
    logged = journal("450 150 150 150", walks=walks, nights=dict.fromkeys(range(4), True))
    seen = page(logged, today=day(days - 1))
    assert bool(sentences.findings(seen)) is has_findings
    assert bool(sentences.score_words(seen)) is has_findings
    assert (sentences.score_table(seen) is not None) is has_findings
    assert sentences.findings_to_come(seen) == (
        "" if has_findings else "What stands out comes on Thursday, when there is enough to compare."
    )
    assert bool(sentences.in_common_sentence(seen)) is (days > 4)


def test_nothing_stands_out_where_all_are_alike():
    assert sentences.findings(page()) == []


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ("nights", "the bedtime dose"),
        (Meal.BREAKFAST, "the walk after breakfast"),
        (Meal.LUNCH, "the walk after lunch"),
        (Meal.DINNER, "the walk after dinner"),
    ],
)
def test_what_low_days_have_in_common_is_said_with_its_counts(lacks, said):
    walks = {meal: range(3, 7) if meal == lacks else range(7) for meal in MEALS}
    nights = dict.fromkeys(range(3, 7) if lacks == "nights" else range(7), True)
    seen = page(journal("150 150 150 450 450 450 450", walks=walks, nights=nights))
    assert sentences.in_common_sentence(seen) == (
        f"On 3 of the 3 days below your range {said} is missing too; of the other days, on 0 of 4."
    )


def test_low_days_in_a_row_are_said_by_their_ends():
    walks, nights = dict.fromkeys(MEALS, range(7)), dict.fromkeys(range(7), True)
    seen = page(journal("450 150 150 150 450 450 450", walks=walks, nights=nights))
    assert sentences.in_common_sentence(seen) == (
        "All 3 days below your range came in a row, Tuesday to Thursday."
    )
    assert sentences.in_common_sentence(page(journal("450 " * 7))) == ""


@pytest.mark.parametrize(
    ("logged", "habit", "before", "row"),
    [
        (
            journal(nights={5: True, 6: True}),
            Habit.BEDTIME,
            HabitRecord(current=5, best=9),
            StreakOfWeek("bed", "moon", "Bedtime", "a run of 5 nights ended; 2 nights since"),
        ),
        (
            journal(),
            Habit.SPRINTS,
            HabitRecord(current=3, best=9),
            StreakOfWeek("sprint", "bolt", "Sprints", "a run of 3 weeks ended"),
        ),
        (
            journal(walks=dict.fromkeys(MEALS, range(7))),
            Habit.WALKS,
            HabitRecord(current=2, best=2),
            StreakOfWeek("walk", "walk", "Walks", "9 days, your longest so far"),
        ),
        (
            journal("- - - 450 450 450 450"),
            Habit.MAGNESIUM,
            HabitRecord(best=30),
            StreakOfWeek("mg", "leaf", "Magnesium", "4 days and counting"),
        ),
    ],
)
def test_what_the_week_did_to_a_streak_is_said(logged, habit, before, row):
    assert sentences.streaks_of_week(page(logged, before={habit: before})) == [row]
