from dataclasses import replace

import pytest

from tracker.domain.observations import Comparison, Observation
from tracker.presenters.observations import Side, comparison_words, needed_nights

WINDOW = "1 January to 25 March 2026"
FOUND = Observation(Comparison.BEDTIME_DOSE, 10, 12, with_mean=4.5, without_mean=3.0, low=0.9, high=2.1)


def test_a_comparison_says_both_means_and_how_sure_it_is():
    words = comparison_words(FOUND, WINDOW)
    assert words.says == "Sleep is rated 4.5 after a bedtime dose, 3.0 without."
    assert words.note == (
        "1 January to 25 March 2026: 10 nights against 12. The difference is likely between +0.9 and +2.1."
    )
    assert words.sides == (Side("With the dose", "4.5", 90.0), Side("Without", "3.0", 60.0))
    assert (words.about, words.needed) == ("Sleep: with the dose against without", "")


def test_an_interval_around_nought_may_be_chance():
    words = comparison_words(replace(FOUND, low=-0.2, high=0.0), WINDOW)
    assert words.note.endswith("The difference may be chance: likely between −0.2 and 0.")


def test_nights_that_are_all_alike_say_nothing_of_chance():
    words = comparison_words(replace(FOUND, low=None, high=None), WINDOW)
    assert words.note.endswith("so how sure the difference is cannot be said.")


def test_with_too_few_nights_it_is_said_how_many_are_needed():
    words = comparison_words(Observation(Comparison.SPRINT_DAY, 7, 2), WINDOW)
    assert (words.says, words.note, words.sides) == ("", "", ())
    assert words.about == "Sleep: sprint days against other days"
    assert words.needed == "1 more rated night: sprint days and 6 more rated nights: other days"


@pytest.mark.parametrize("comparison", Comparison)
def test_every_comparison_has_words(comparison):
    assert comparison_words(replace(FOUND, comparison=comparison), WINDOW).says
    assert needed_nights(Observation(comparison, 0, 8))
