from decimal import Decimal

import pytest

from tracker.forms.targets import TargetForm

TARGET = {
    "low_mg": "400",
    "high_mg": "500",
    "walks_per_day": "3",
    "walk_minutes": "10",
    "sprints_per_week": "2",
}


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
