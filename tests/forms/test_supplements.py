from decimal import Decimal

import pytest

from tracker.forms.supplements import SupplementForm

LABEL = {
    "name": "Evening capsules",
    "magnesium_form": "l_threonate",
    "basis": "compound",
    "amount": "667",
    "units_per_serving": "3",
    "usual_moment": "bedtime",
}


def test_a_compound_is_converted_to_the_magnesium_in_it():
    form = SupplementForm(LABEL)
    assert form.is_valid()
    assert form.label() == {
        "name": "Evening capsules",
        "magnesium_form": "l_threonate",
        "elemental_mg_per_unit": Decimal("48.0"),
        "units_per_serving": Decimal(3),
        "usual_moment": "bedtime",
        "in_evening_stack": False,
    }
    assert form.conversion.highest_mg == 667 * Decimal("0.0825")


def test_an_elemental_figure_is_kept_as_it_is():
    form = SupplementForm(LABEL | {"basis": "elemental", "amount": "48,5"})
    assert form.is_valid()
    assert form.cleaned_data["elemental_mg_per_unit"] == Decimal("48.5")
    assert form.conversion is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 61),
        ("name", "a\x00b"),
        ("magnesium_form", "stearate"),
        ("amount", ""),
        ("amount", "0"),
        ("amount", "-1"),
        ("amount", "1e9"),
        ("amount", "Infinity"),
        ("units_per_serving", "0"),
        ("units_per_serving", "51"),
        ("usual_moment", "never"),
        ("basis", "both"),
    ],
)
def test_what_no_label_says_is_refused_at_its_field(field, value):
    assert list(SupplementForm(LABEL | {field: value}).errors) == [field]


def test_another_form_has_no_fraction_to_convert_with():
    form = SupplementForm(LABEL | {"magnesium_form": "other"})
    assert list(form.errors) == ["basis"]


@pytest.mark.parametrize(
    ("basis", "amount"), [("elemental", "2000.1"), ("compound", "20000"), ("compound", "0.1")]
)
def test_a_unit_holds_from_a_tenth_of_a_mg_to_2000_mg_of_magnesium(basis, amount):
    magnesium_form = "l_threonate" if amount == "0.1" else "oxide"
    values = LABEL | {"basis": basis, "amount": amount, "magnesium_form": magnesium_form}
    assert list(SupplementForm(values).errors) == ["amount"]


def test_a_name_that_is_taken_is_refused_and_any_other_is_free():
    assert SupplementForm(LABEL, taken_names={"Evening capsules"}).errors == {
        "name": ["You have a supplement of this name already."]
    }
    assert SupplementForm(LABEL, taken_names={"Evening capsules 2"}).is_valid()


def test_the_options_carry_the_fractions_for_the_live_conversion():
    select = str(SupplementForm()["magnesium_form"])
    assert 'data-fraction="0.072" data-lowest="0.072" data-highest="0.0825"' in select
    assert '<option value="other">' in select
