import pytest

from tracker.domain.searching import MAX_WORDS, has_word, marked_pieces, search_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("   ", []),
        ("river", ["river"]),
        ("  along \t the\nriver ", ["along", "the", "river"]),
        # Once, whatever its case.
        ("River river RIVER rain", ["RIVER", "rain"]),
    ],
)
def test_what_is_typed_is_cut_into_words(text, words):
    assert search_words(text) == words


def test_a_search_has_so_many_words_and_no_more():
    assert len(search_words(" ".join(map(str, range(100))))) == MAX_WORDS


@pytest.mark.parametrize(
    ("text", "word", "has"),
    [
        ("Along the river", "RIVER", True),
        ("Along the river", "riv", True),
        ("Übelkeit am Morgen", "übel", True),
        ("Along the river", "rain", False),
        ("", "rain", False),
    ],
)
def test_a_text_has_a_word_whatever_its_case(text, word, has):
    assert has_word(text, word) is has


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("Along the river", [], [("Along the river", False)]),
        ("Along the river", ["rain"], [("Along the river", False)]),
        ("Along the River, windy", ["river"], [("Along the ", False), ("River", True), (", windy", False)]),
        ("river", ["river"], [("river", True)]),
        # Of two that begin alike, the longer one.
        ("walking", ["walk", "walking"], [("walking", True)]),
        # What means something to a pattern is a letter like any other.
        ("5 (of 5) <b>", ["(", "<b>"], [("5 ", False), ("(", True), ("of 5) ", False), ("<b>", True)]),
    ],
)
def test_a_text_is_cut_where_it_has_the_words(text, words, pieces):
    assert marked_pieces(text, words) == pieces
