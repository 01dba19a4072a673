import pytest

from tests.day_page import NOW, TODAY
from tests.factories import PostMealWalkFactory
from tracker.forms.entries.walks import WalkEditForm, WalkForm

WALK = {"meal": "lunch", "minutes": "12", "minutes_after_meal": "20"}


@pytest.mark.parametrize(("after", "minutes"), [("20", 20), ("0", 0), ("180", 180), ("", None)])
def test_a_walk_is_read_as_it_is_stored(filled, after, minutes):
    form = filled(WalkForm, WALK | {"minutes_after_meal": after})
    assert form.is_valid()
    figures = {name: form.cleaned_data[name] for name in WALK}
    assert figures == {"meal": "lunch", "minutes": 12, "minutes_after_meal": minutes}


@pytest.mark.parametrize("minutes", ["1", "240"])
def test_a_walk_takes_from_a_minute_to_four_hours(filled, minutes):
    assert filled(WalkForm, WALK | {"minutes": minutes}).is_valid()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("meal", "", "Choose breakfast, lunch, dinner or another time."),
        ("meal", "supper", "Choose breakfast, lunch, dinner or another time."),
        ("minutes", "", "Enter the minutes."),
        ("minutes", "0", "Enter 1 or more."),
        ("minutes", "241", "Enter 240 or less."),
        ("minutes", "10.5", "Enter a whole number."),
        ("minutes_after_meal", "-1", "Enter 0 or more."),
        ("minutes_after_meal", "181", "Enter 180 or less."),
    ],
)
def test_what_no_walk_can_be_is_refused_at_its_field(filled, field, value, words):
    assert filled(WalkForm, WALK | {field: value}).errors == {field: [words]}


def test_a_walk_is_shown_as_it_was(filled, person):
    walk = PostMealWalkFactory.build(
        person=person, day=TODAY, started_at=NOW, meal="dinner", minutes=12, minutes_after_meal=20
    )
    form = filled(WalkEditForm, None, entry=walk)
    assert [form[name].value() for name in WALK] == ["dinner", 12, 20]
    assert list(form.fields) == [*WALK, "on", "time", "note", "entry_id"]
