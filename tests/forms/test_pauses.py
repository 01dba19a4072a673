from datetime import date

import pytest

from tracker.forms.pauses import PauseForm
from tracker.models import Pause

TODAY = date(2026, 11, 22)
ILL = {"first_day": "2026-11-20", "last_day": "2026-11-24", "reason": "a cold"}


def test_a_pause_is_proposed_for_today_alone():
    form = PauseForm(today=TODAY)
    assert (form["first_day"].value(), form["last_day"].value()) == (TODAY, TODAY)


def test_a_pause_that_exists_is_shown_as_it_is():
    form = PauseForm(
        today=TODAY, pause=Pause(first_day=date(2026, 1, 1), last_day=date(2026, 1, 3), reason="Sea")
    )
    shown = [form[name].value() for name in ILL]
    assert shown == [date(2026, 1, 1), date(2026, 1, 3), "Sea"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-11-22", "2026-11-22"),
        # Two years, the second of which has 366 days.
        ("2023-03-01", "2025-02-28"),
        ("2022-01-01", "2024-01-01"),
        ("2006-11-27", "2006-11-28"),
        ("2028-11-22", "2028-11-22"),
    ],
)
def test_a_pause_may_be_long_ago_or_ahead_and_lasts_two_years_at_most(first, last):
    form = PauseForm({"first_day": first, "last_day": last}, today=TODAY)
    assert form.is_valid()
    assert form.cleaned_data == {
        "first_day": date.fromisoformat(first),
        "last_day": date.fromisoformat(last),
        "reason": "",
    }


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"first_day": ""}, "first_day", "Choose a day."),
        ({"last_day": "24 November"}, "last_day", "Enter a date, such as 2026-03-14."),
        ({"first_day": "2006-11-26"}, "first_day", "Choose 27 November 2006 or a later day."),
        ({"last_day": "2028-11-23"}, "last_day", "Choose 22 November 2028 or an earlier day."),
        ({"last_day": "2026-11-19"}, "last_day", "The last day is before the first."),
        (
            {"first_day": "2022-01-01", "last_day": "2024-01-02"},
            "last_day",
            "A pause lasts two years at most. If your plan has changed for good, change your targets.",
        ),
        ({"reason": "x" * 201}, "reason", "Keep it to 200 characters; this has 201."),
    ],
)
def test_what_no_pause_can_be_is_refused_at_its_field(changed, field, words):
    assert PauseForm(ILL | changed, today=TODAY).errors == {field: [words]}


@pytest.mark.parametrize(
    ("first", "field"),
    [("2026-11-18", "last_day"), ("2026-11-19", "first_day"), ("2026-11-20", "first_day")],
)
def test_the_day_that_reaches_into_another_pause_is_the_one_to_change(first, field):
    form = PauseForm(ILL | {"first_day": first}, today=TODAY)
    assert form.is_valid()
    form.refuse_overlap(Pause(first_day=date(2026, 11, 19), last_day=date(2026, 11, 21)))
    words = "You have a pause from 19 November 2026 to 21 November 2026. Edit that one, or choose other days."
    assert form.errors == {field: [words]}


def test_a_pause_made_at_this_very_moment_has_no_name_yet():
    form = PauseForm(ILL, today=TODAY)
    assert form.is_valid()
    form.refuse_overlap(None)
    words = "Another pause was just made on these days. Look at your pauses."
    assert form.errors == {"first_day": [words]}
