from datetime import date, timedelta

import pytest

from tracker.domain import targets as domain
from tracker.domain.custom_habits import custom_key
from tracker.domain.habits import Habit, HabitRecord, Mark
from tracker.domain.plan_changes import HabitChange
from tracker.domain.targets import StartRefusal
from tracker.models import Target
from tracker.presenters.targets import (
    BEST_STREAK,
    CURRENT_STREAK,
    NEW_MARKS,
    ChangeRow,
    change_rows,
    moved_sentence,
    removal_sentence,
    start_card,
    validity_sentence,
)
from tracker.queries.targets import EarlierStart, TargetPreview

TODAY = date(2026, 3, 12)
BEFORE, FOLLOWING = domain.Target(date(2026, 1, 1)), domain.Target(date(2026, 4, 1))


def preview(*, before=None, following=None, **changes):
    return TargetPreview({Habit(name): change for name, change in changes.items()}, before, following)


@pytest.mark.parametrize(
    ("days", "following", "said"),
    [
        (0, None, "It counts from today; earlier days keep their target."),
        (-2, None, "It counts from Tuesday 10 March 2026; earlier days keep their target."),
        (2, None, "It counts from Saturday 14 March 2026; until then nothing changes."),
        (0, FOLLOWING, "It counts from today until the target of Wednesday 1 April 2026 takes over."),
        (
            2,
            FOLLOWING,
            "It counts from Saturday 14 March 2026 until the target of Wednesday 1 April 2026 takes over.",
        ),
    ],
)
def test_a_target_says_from_when_to_when_it_counts(days, following, said):
    assert validity_sentence(TODAY + timedelta(days=days), TODAY, following) == said


@pytest.mark.parametrize(
    ("before", "following", "said"),
    [
        (
            BEFORE,
            FOLLOWING,
            (
                "The days from Thursday 12 March 2026 to Tuesday 31 March 2026 get the target of"
                " Thursday 1 January 2026."
            ),
        ),
        (
            BEFORE,
            None,
            "All days from Thursday 12 March 2026 on get the target of Thursday 1 January 2026.",
        ),
        (
            None,
            FOLLOWING,
            (
                "The days from Thursday 12 March 2026 to Tuesday 31 March 2026 are left without a target:"
                " nothing is asked of them."
            ),
        ),
        (None, None, "No target is left: nothing is asked of any day until you set one."),
    ],
)
def test_a_removal_says_what_becomes_of_the_days(before, following, said):
    removed = Target(starts_on=TODAY)
    assert removal_sentence(removed, preview(before=before, following=following)) == said


def test_each_habit_that_changes_has_a_row_with_all_that_changes():
    changes = preview(
        magnesium=HabitChange(
            HabitRecord(current=5, best=9), HabitRecord(current=1, best=9), {Mark.MISSED: 4, Mark.KEPT: 1}
        ),
        walks=HabitChange(HabitRecord(current=2, best=2), HabitRecord(current=2, best=2)),
        sprints=HabitChange(
            HabitRecord(current=2, best=2), HabitRecord(current=2, best=3), {Mark.PENDING: 1, Mark.NOT_DUE: 2}
        ),
    )
    assert change_rows(changes) == [
        ChangeRow(
            "mg",
            "leaf",
            "Magnesium",
            [
                "Your current streak becomes 1 day instead of 5.",
                "1 day becomes kept.",
                "4 days become missed.",
            ],
        ),
        ChangeRow(
            "sprint",
            "bolt",
            "Sprints",
            [
                "Your best streak becomes 3 weeks instead of 2.",
                "This week is open again.",
                "2 weeks ask for nothing.",
            ],
        ),
    ]


@pytest.mark.parametrize("is_weekly", [False, True])
def test_every_mark_and_streak_has_words(is_weekly):
    assert list(NEW_MARKS[is_weekly]) == list(Mark)
    figures = {"count": 3, "before": 2}
    unit = "weeks" if is_weekly else "days"
    assert f"3 {unit} instead of 2" in CURRENT_STREAK[is_weekly] % figures
    assert f"3 {unit} instead of 2" in BEST_STREAK[is_weekly] % figures


@pytest.mark.parametrize(
    ("days", "following", "said"),
    [
        (0, None, "It counts from today; nothing is asked of earlier days."),
        (-2, None, "It counts from Tuesday 10 March 2026; nothing is asked of earlier days."),
        (2, None, "It counts from Saturday 14 March 2026; nothing is asked of earlier days."),
        (0, FOLLOWING, "It counts from today until the target of Wednesday 1 April 2026 takes over."),
    ],
)
def test_before_the_first_target_no_day_keeps_one(days, following, said):
    assert validity_sentence(TODAY + timedelta(days=days), TODAY, following, is_first=True) == said


START, FIRST = date(2026, 3, 9), date(2026, 3, 12)
KEPT = HabitChange(HabitRecord(), HabitRecord(), {Mark.KEPT: 1})


def card(*, start=START, refusal=None, other=None, habits=None):
    found = None if refusal else TargetPreview(habits or {Habit.MAGNESIUM: KEPT}, None, None)
    return start_card(EarlierStart(start, FIRST, found, refusal, other))


def test_an_earlier_start_is_said_with_what_it_changes():
    said = card()
    assert said.sentence == (
        "Your first target then starts on Monday 9 March 2026 instead of Thursday 12 March 2026."
    )
    assert (said.is_possible, said.note, said.other_words) == (True, "", "")
    assert [row.sentences for row in said.changes] == [["1 day becomes kept."]]
    assert moved_sentence(START) == "Your days count from Monday 9 March 2026 on."


def test_habits_of_ones_own_are_said_to_stay():
    habits = {Habit.MAGNESIUM: KEPT, custom_key(1): HabitChange(HabitRecord(), HabitRecord())}
    assert card(habits=habits).note == "Habits of your own keep the day that they started on."


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (date(2026, 3, 8), "Start on Sunday 8 March instead, your first day with an entry"),
        (date(2026, 3, 10), "Start on Tuesday 10 March instead"),
    ],
)
def test_another_start_is_named(other, said):
    assert (card(other=other).other_start, card(other=other).other_words) == (other, said)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (StartRefusal.NO_TARGET, "You have no target yet. Set one, and earlier days can count too."),
        (
            StartRefusal.COUNTS_ALREADY,
            "This day counts already: your first target starts on Thursday 12 March 2026.",
        ),
        (StartRefusal.TOO_LONG_AGO, "Monday 9 March 2026 is too long ago for a target to start on."),
        (
            StartRefusal.NOTHING_LOGGED,
            "Nothing that a target counts is logged on Monday 9 March 2026. Fill it in first.",
        ),
    ],
)
def test_a_start_that_cannot_be_says_why(refusal, said):
    refused = card(refusal=refusal)
    assert (refused.sentence, refused.is_possible, list(refused.changes)) == (said, False, [])
    assert len(StartRefusal) == 4
