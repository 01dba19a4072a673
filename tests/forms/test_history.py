from datetime import date

import pytest

from tests.bad_values import NO_CHOICES
from tracker.forms.history import NOTED, HistoryForm
from tracker.models import ENTRY_MODELS

TODAY = date(2026, 3, 14)


def asked(**sent):
    return HistoryForm(sent, today=TODAY)


def test_everything_may_be_left_out():
    form = asked()
    assert form.is_valid()
    assert (form.query, form.kind_wanted, form.wants_note, form.days) == ("", "", False, (None, None))
    assert form.asked == {}


def test_what_is_asked_for_is_said_without_what_is_left_out():
    form = asked(q="  along  the river ", kind="walks", **{"from": "2026-03-01", "to": ""})
    assert form.is_valid()
    assert form.query == "along  the river"
    assert form.kind_wanted == "walks"
    assert form.days == (date(2026, 3, 1), None)
    assert form.asked == {"q": "along  the river", "kind": "walks", "from": "2026-03-01"}


@pytest.mark.parametrize("kind", ENTRY_MODELS)
def test_every_kind_of_entry_can_be_asked_for(kind):
    form = asked(kind=kind)
    assert form.is_valid()
    assert form.kind_wanted == kind


def test_a_note_can_be_asked_for_and_is_no_kind():
    form = asked(kind=NOTED)
    assert form.is_valid()
    assert (form.kind_wanted, form.wants_note) == ("", True)
    assert form.asked == {"kind": NOTED}


@pytest.mark.parametrize("kind", NO_CHOICES)
def test_no_other_kind_can(kind):
    assert "kind" in asked(kind=kind).errors


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"from": "2026-03-10", "to": "2026-03-09"}, {"to": ["This day is before the first."]}),
        ({"to": "2026-03-15"}, {"to": ["That day has not come yet."]}),
        ({"from": "1969-12-31"}, {"from": ["Choose a day after 1969."]}),
        ({"from": "yesterday"}, {"from": ["Choose a day, such as 2026-03-14."]}),
        ({"q": "a\x07b"}, {"q": ["Leave out characters that cannot be seen."]}),
        ({"q": "n" * 101}, {"q": ["Keep it to 100 characters; this has 101."]}),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_not_asked_for(sent, errors):
    form = asked(**sent)
    assert form.errors == errors
    assert form.asked == {}
    assert form.days == (None, None)


def test_days_may_lie_as_far_apart_as_the_diary_is_long():
    assert asked(**{"from": "1970-01-01", "to": "2026-03-14"}).is_valid()
