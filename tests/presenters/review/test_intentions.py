import pytest

from tests.presenters.review.pages import journal, page
from tracker.domain.review import Intention, IntentionKind
from tracker.domain.summary import Tally
from tracker.models import Review
from tracker.presenters.review.intentions import (
    IntentionChoice,
    intended_words,
    intention_choices,
    intention_words,
    kept_words,
    outcome_words,
    stored_choice,
    weekday_names,
)


@pytest.mark.parametrize(
    ("intention", "said"),
    [
        (Intention(IntentionKind.IN_RANGE), "Stay in your range every day"),
        (Intention(IntentionKind.LUNCH), "Walk after lunch every day"),
        (
            Intention(IntentionKind.DINNER, frozenset({3, 1})),
            "Walk after dinner on Tuesday and Thursday",
        ),
        (Intention(IntentionKind.SPRINTS), "Do every sprint session"),
        (Intention(IntentionKind.BEDTIME), "Take the bedtime dose every night"),
        (Intention(IntentionKind.OWN, words="Lunch outside"), "Lunch outside"),
    ],
)
def test_an_intention_is_said_in_words(intention, said):
    assert intention_words(intention) == said


def test_weekdays_are_said_in_their_order():
    assert weekday_names([6, 0, 2]) == "Monday, Wednesday and Sunday"


@pytest.mark.parametrize(("due", "said"), [(1, "Kept 1 of 1 time."), (5, "Kept 1 of 5 times.")])
def test_how_often_one_was_kept_is_said(due, said):
    assert kept_words(Tally(1, due)) == said


def test_what_the_week_suggests_can_be_chosen():
    seen = page(journal("450 " * 7))
    assert IntentionChoice("sprints-127", "Do every sprint session") in intention_choices(seen)
    assert stored_choice(seen) == ""


def test_what_was_chosen_before_stands_first():
    written = Review(intention="dinner", weekdays={1, 3})
    seen = page(written=written)
    assert intention_choices(seen)[0] == IntentionChoice(
        "dinner-10", "Walk after dinner on Tuesday and Thursday"
    )
    assert stored_choice(seen) == "dinner-10"


def test_own_words_are_no_choice_among_others():
    seen = page(written=Review(intention="own", own_words="Lunch outside"))
    assert "Lunch outside" not in [choice.words for choice in intention_choices(seen)]
    assert stored_choice(seen) == "own"


def test_the_intention_of_the_week_is_said_with_its_outcome():
    seen = page(journal("450 450"), last_written=Review(intention="in_range"))
    assert (intended_words(seen), outcome_words(seen)) == (
        "Stay in your range every day",
        "Kept 2 of 7 times.",
    )
    own = page(last_written=Review(intention="own", own_words="Lunch outside"))
    assert (intended_words(own), outcome_words(own)) == ("Lunch outside", "")
    assert (intended_words(page()), outcome_words(page())) == ("", "")
