"""What the form of every kind of entry does, whatever else it asks."""

from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

import pytest

from tests.day_page import LAST_NIGHT, NOW, TODAY
from tests.factories import PostMealWalkFactory
from tracker.forms.entries.base import EntryEditForm, EntryForm

# 07:45 in Berlin and 42 seconds.
AT = datetime(2026, 3, 12, 6, 45, 42, tzinfo=UTC)


@pytest.fixture
def walk(person):
    return PostMealWalkFactory.build(person=person, day=TODAY, started_at=AT, note="uphill")


@pytest.fixture
def edited(filled, walk):
    def edit(**sent):
        return filled(EntryEditForm, {"time": "07:45", "on": "2026-03-12"} | sent, entry=walk)

    return edit


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (TODAY, "", NOW),
        (TODAY, "07:45", datetime(2026, 3, 12, 6, 45, tzinfo=UTC)),
        # Five minutes ahead: a clock may drift that far.
        (TODAY, "14:05", datetime(2026, 3, 12, 13, 5, tzinfo=UTC)),
        (LAST_NIGHT, "", datetime(2026, 3, 11, 11, tzinfo=UTC)),
        (LAST_NIGHT, "23:30", datetime(2026, 3, 11, 22, 30, tzinfo=UTC)),
        # Past midnight, and still of the evening before.
        (LAST_NIGHT, "02:59", datetime(2026, 3, 12, 1, 59, tzinfo=UTC)),
    ],
)
def test_an_entry_is_of_the_page_s_day_at_the_time_that_is_said(filled, day, clock, moment):
    form = filled(EntryForm, {"time": clock}, day=day)
    assert form.is_valid()
    assert (form.cleaned_data["moment"], form.cleaned_data["day"]) == (moment, day)


@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        (TODAY, "14:06", "14:06 has not happened yet. Pick a time up to 14:00."),
        (TODAY, "02:59", "Times before 03:00 belong to the day before. Open it to log this."),
        (date(2026, 3, 13), "", "12:00 has not happened yet. Pick a time up to 14:00."),
        (TODAY, "25:00", "Enter a time, such as 07:45."),
    ],
)
def test_a_time_that_has_not_come_is_refused_in_words(filled, day, clock, words):
    assert filled(EntryForm, {"time": clock}, day=day).errors == {"time": [words]}


def test_an_entry_keeps_the_id_that_its_page_made_for_it(filled):
    proposed = filled(EntryForm, None)["entry_id"].value()
    form = filled(EntryForm, {"entry_id": proposed})
    assert form.is_valid()
    assert form.cleaned_data["entry_id"] == UUID(proposed)


def test_without_an_id_each_is_an_entry_of_its_own(filled):
    first, second = (filled(EntryForm, {}) for _time in range(2))
    assert first.is_valid()
    assert second.is_valid()
    assert first.cleaned_data["entry_id"] != second.cleaned_data["entry_id"]


def test_a_damaged_id_is_no_fault_of_who_types_and_comes_back_whole(filled):
    form = filled(EntryForm, {"entry_id": "damaged", "note": "with water"})
    assert form.errors == {"__all__": ["This form was damaged on its way. Please send it again."]}
    assert form["note"].value() == "with water"
    assert UUID(form["entry_id"].value())


def test_an_entry_is_shown_by_the_minute_on_its_day(filled, walk):
    form = filled(EntryEditForm, None, entry=walk)
    shown = {name: form[name].value() for name in ("time", "on", "note")}
    assert shown == {"time": time(7, 45), "on": TODAY, "note": "uphill"}


def test_an_unchanged_time_keeps_its_seconds_and_a_changed_one_has_none(edited):
    kept, moved = edited(note="downhill"), edited(time="07:46")
    assert kept.is_valid()
    assert kept.cleaned_data["moment"] == AT
    assert moved.is_valid()
    assert moved.cleaned_data["moment"] == datetime(2026, 3, 12, 6, 46, tzinfo=UTC)


def test_a_day_once_settled_stays_though_days_begin_later_now(person, edited):
    person.day_start = time(8)
    form = edited()
    assert form.is_valid()
    assert form.cleaned_data["day"] == TODAY


def test_an_entry_moves_to_another_day(edited):
    form = edited(on="2026-03-10", time="01:30")
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 10)
    assert form.cleaned_data["moment"] == datetime(2026, 3, 11, 0, 30, tzinfo=UTC)


def test_the_first_day_of_the_calendar_is_one_of_it(edited):
    form = edited(on="1970-01-01")
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(1970, 1, 1)


def test_a_time_is_one_of_the_zone_in_which_the_entry_was_logged(filled, walk):
    walk.time_zone = "Asia/Tokyo"
    assert filled(EntryEditForm, None, entry=walk)["time"].value() == time(15, 45)
    form = filled(EntryEditForm, {"time": "08:00", "on": "2026-03-12"}, entry=walk)
    assert form.is_valid()
    assert form.cleaned_data["moment"] == datetime(2026, 3, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("on", "", "Choose a day."),
        ("on", "2026-03-32", "Enter a date, such as 2026-03-14."),
        ("on", "2026-03-13", "This day has not come yet."),
        ("on", "1969-12-31", "Choose a day after 1970-01-01."),
        ("time", "", "This field is required."),
        ("time", "14:06", "14:06 has not happened yet. Pick a time up to 14:00."),
    ],
)
def test_what_no_entry_can_become_is_refused_at_its_field(edited, field, value, words):
    assert edited(**{field: value}).errors == {field: [words]}


def test_an_entry_keeps_its_id_whatever_is_sent(walk, edited):
    form = edited(entry_id=str(uuid4()))
    assert form.is_valid()
    assert form.cleaned_data["entry_id"] == walk.entry_id
