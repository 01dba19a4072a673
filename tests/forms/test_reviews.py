import pytest

from tracker.domain.review import IntentionKind
from tracker.domain.weekdays import EVERY_WEEKDAY
from tracker.forms.reviews import ReflectionForm, ReviewForm

UNKNOWN = "Choose one of these, or write your own."


def test_a_reflection_may_have_paragraphs_and_need_not_be_written():
    form = ReflectionForm({"reflection": " Late dinners.\r\n\r\nEarly nights. "})
    assert form.is_valid()
    assert form.cleaned_data == {"reflection": "Late dinners.\n\nEarly nights."}
    assert ReflectionForm({}).is_valid()


def test_a_reflection_of_two_thousand_characters_fits():
    # Each break is sent as two characters, and counts as one.
    assert ReflectionForm({"reflection": "x\r\n" * 999 + "xx"}).is_valid()
    assert ReflectionForm({"reflection": "x" * 2001}).errors == {
        "reflection": ["Keep it to 2000 characters; this has 2001."]
    }


@pytest.mark.parametrize(
    ("sent", "intention", "weekdays"),
    [
        ("", "", EVERY_WEEKDAY),
        ("none", "", EVERY_WEEKDAY),
        *((f"{kind}-127", kind.value, EVERY_WEEKDAY) for kind in IntentionKind if kind != "own"),
        ("bedtime", "bedtime", EVERY_WEEKDAY),
        ("dinner-1", "dinner", {0}),
        ("dinner-14", "dinner", {1, 2, 3}),
        ("lunch-64", "lunch", {6}),
    ],
)
def test_an_intention_is_what_it_is_about_and_its_weekdays_added_up(sent, intention, weekdays):
    form = ReviewForm({"intention": sent})
    assert form.is_valid()
    assert form.cleaned_data == {
        "reflection": "",
        "intention": intention,
        "weekdays": weekdays,
        "own_words": "",
        "outcome": "",
    }


@pytest.mark.parametrize(
    "sent",
    ["sleep-127", "dinner-0", "dinner-128", "dinner-x", "dinner--1", "dinner-²", "dinner-" + "9" * 5000],
)
def test_an_intention_that_is_not_offered_is_refused(sent):
    assert ReviewForm({"intention": sent}).errors == {"intention": [UNKNOWN]}


def test_an_own_intention_needs_words_and_any_other_drops_them():
    own = ReviewForm({"intention": "own", "own_words": "Lunch outside"})
    assert own.is_valid()
    assert (own.cleaned_data["intention"], own.cleaned_data["own_words"]) == ("own", "Lunch outside")
    other = ReviewForm({"intention": "bedtime-127", "own_words": "Lunch outside"})
    assert other.is_valid()
    assert (other.cleaned_data["intention"], other.cleaned_data["own_words"]) == ("bedtime", "")
    for words in ("", "  "):
        assert ReviewForm({"intention": "own", "own_words": words}).errors == {
            "own_words": ["Write what you intend, or choose another."]
        }


def test_words_that_are_too_long_are_not_said_to_be_missing_too():
    form = ReviewForm({"intention": "own", "own_words": "x" * 201})
    assert form.errors == {"own_words": ["Keep it to 200 characters; this has 201."]}


@pytest.mark.parametrize("outcome", ["", "kept", "partly", "missed"])
def test_how_it_went_may_be_left_unsaid(outcome):
    form = ReviewForm({"outcome": outcome})
    assert form.is_valid()
    assert form.cleaned_data["outcome"] == outcome


def test_an_outcome_that_is_not_offered_is_refused():
    words = "Say whether it was kept, partly kept or not."
    assert ReviewForm({"outcome": "splendid"}).errors == {"outcome": [words]}
