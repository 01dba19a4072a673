from datetime import date
from decimal import Decimal

import pytest

from tracker.forms.targets import TargetChangeForm, TargetEditForm, TargetForm

TARGET = {
    "low_mg": "400",
    "high_mg": "500",
    "walks_per_day": "3",
    "walk_minutes": "10",
    "sprints_per_week": "2",
}
# A Sunday.
TODAY = date(2026, 11, 22)
TAKEN = "A target starts on this day already. Correct that one, or choose another day."


def changed(week_start=0, **sent):
    return TargetChangeForm(TARGET | sent, today=TODAY, week_start=week_start)


def edited(**sent):
    return TargetEditForm(TARGET | sent, initial={}, today=TODAY)


def test_a_target_understands_a_comma_and_a_point():
    form = TargetForm(TARGET | {"low_mg": "400,5", "high_mg": "500.5"})
    assert form.is_valid()
    assert form.cleaned_data == {
        "low_mg": Decimal("400.5"),
        "high_mg": Decimal("500.5"),
        "walks_per_day": 3,
        "walk_minutes": 10,
        "sprints_per_week": 2,
        "bedtime": False,
    }


@pytest.mark.parametrize(
    "low", ["", "abc", "-400", "0", "49.9", "1000.1", "1e9", "NaN", "400.55", "9" * 10_000]
)
def test_a_lower_end_that_is_no_mass_from_50_to_1000_is_refused_at_its_field(low):
    form = TargetForm(TARGET | {"low_mg": low, "high_mg": "1000"})
    assert list(form.errors) == ["low_mg"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("walks_per_day", "7"), ("walk_minutes", "0"), ("walk_minutes", "2.5"), ("sprints_per_week", "8")],
)
def test_counts_outside_their_bounds_are_refused_at_their_field(field, value):
    assert list(TargetForm(TARGET | {field: value}).errors) == [field]


def test_a_band_with_its_ends_swapped_is_refused():
    form = TargetForm(TARGET | {"low_mg": "500", "high_mg": "400"})
    assert form.errors == {"low_mg": ["The lower end is above the upper end."]}


def test_both_ends_of_a_band_may_be_the_same():
    assert TargetForm(TARGET | {"low_mg": "450", "high_mg": "450"}).is_valid()


def test_the_band_is_drawn_against_600_mg_or_more():
    assert TargetForm().band(Decimal(300)) == {
        "start": Decimal("66.67"),
        "width": Decimal("16.67"),
        "at": Decimal("50.00"),
    }
    assert TargetForm(TARGET | {"low_mg": "abc"}).band(Decimal(300)) is None


@pytest.mark.parametrize(
    ("week_start", "sent", "starts"),
    [
        (0, {}, TODAY),
        (0, {"when": "today", "starts_on": "2026-12-24"}, TODAY),
        (0, {"when": "week"}, date(2026, 11, 23)),
        (5, {"when": "week"}, date(2026, 11, 28)),
        (6, {"when": "week"}, date(2026, 11, 29)),
        (0, {"when": "day", "starts_on": "2026-12-24"}, date(2026, 12, 24)),
    ],
)
def test_a_new_target_starts_today_with_the_persons_next_week_or_on_another_day(week_start, sent, starts):
    form = changed(week_start, **sent)
    assert form.is_valid()
    assert form.starts == starts
    assert form.values == {
        "low_mg": Decimal(400),
        "high_mg": Decimal(500),
        "walks_per_day": 3,
        "walk_minutes": 10,
        "sprints_per_week": 2,
        "bedtime": False,
    }


def test_the_choice_names_the_first_day_of_the_next_week():
    words = [str(words) for _key, words in changed().fields["when"].choices]
    assert words == ["Today", "Next week, Monday 23 November", "Another day"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("", "Choose a day."),
        ("24 December", "Enter a date, such as 2026-03-14."),
        # Twenty years ago, and a year ahead.
        ("2006-11-26", "Choose 27 November 2006 or a later day."),
        ("2027-11-24", "Choose 23 November 2027 or an earlier day."),
    ],
)
def test_a_day_that_can_only_be_a_slip_is_refused(day, words):
    assert changed(when="day", starts_on=day).errors == {"starts_on": [words]}
    assert edited(starts_on=day).errors == {"starts_on": [words]}


@pytest.mark.parametrize("day", ["2006-11-27", "2027-11-23"])
def test_the_days_at_both_bounds_are_taken(day):
    for form in (changed(when="day", starts_on=day), edited(starts_on=day)):
        assert form.is_valid()
        assert form.starts == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("sent", "field"),
    [({}, "when"), ({"when": "week"}, "when"), ({"when": "day", "starts_on": "2026-12-24"}, "starts_on")],
)
def test_a_day_that_is_taken_is_said_where_it_was_chosen(sent, field):
    new, old = changed(**sent), edited(starts_on="2026-12-24")
    assert new.is_valid()
    new.refuse_day()
    assert new.errors == {field: [TAKEN]}
    assert old.is_valid()
    old.refuse_day()
    assert old.errors == {"starts_on": [TAKEN]}


def test_the_protocols_figures_are_proposed_and_a_target_that_exists_as_it_is():
    names = ("low_mg", "high_mg", "walks_per_day", "walk_minutes", "sprints_per_week", "bedtime")
    assert [TargetForm()[name].value() for name in names] == ["400", "500", 3, 10, 2, True]
    form = TargetEditForm(
        initial={"low_mg": Decimal("350.5"), "bedtime": False, "starts_on": TODAY}, today=TODAY
    )
    assert [form[name].value() for name in ("low_mg", "bedtime", "starts_on")] == ["350.5", False, TODAY]
