from datetime import date
from decimal import Decimal

import pytest

from tracker.forms.supplements import CorrectionForm, SupplementForm
from tracker.models import Supplement

LABEL = {
    "name": "Evening capsules",
    "magnesium_form": "l_threonate",
    "basis": "compound",
    "amount": "667",
    "units_per_serving": "3",
    "usual_moment": "bedtime",
}
# More magnesium than pure glycinate of this mass holds, but no more than buffered glycinate does.
ODD = LABEL | {"basis": "elemental", "magnesium_form": "glycinate", "amount": "200", "compound": "1000"}


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


@pytest.mark.parametrize(
    ("amount", "units", "mg"), [("0.4", "2", "0.8"), ("1500", "2", "3,000.0"), ("2000", "1.1", "2,200.0")]
)
def test_a_serving_that_no_dose_can_hold_is_refused(amount, units, mg):
    form = SupplementForm(LABEL | {"basis": "elemental", "amount": amount, "units_per_serving": units})
    words = f"That makes {mg} mg of magnesium at once. A dose holds 1 to 2,000 mg."
    assert form.errors == {"units_per_serving": [words]}


def test_a_supplement_that_exists_is_shown_by_its_elemental_figure():
    supplement = Supplement(
        name="Capsules", magnesium_form="malate", elemental_mg_per_unit=Decimal("60.0"), in_evening_stack=True
    )
    form = SupplementForm(supplement=supplement)
    names = ("name", "magnesium_form", "basis", "amount", "units_per_serving", "in_evening_stack")
    assert [form[name].value() for name in names] == ["Capsules", "malate", "elemental", "60", "1", True]


def test_while_only_the_figure_is_wanted_nothing_else_is_missing():
    asked = LABEL | {"name": "", "units_per_serving": "", "usual_moment": ""}
    assert list(SupplementForm(asked).errors) == ["name", "units_per_serving", "usual_moment"]
    form = SupplementForm(asked | {"work_out": "1"})
    assert form.errors == {}
    assert (form.conversion.elemental_mg, form.share_percent) == (667 * Decimal("0.072"), "7.2")
    assert list(SupplementForm(asked | {"work_out": "1", "amount": "abc"}).errors) == ["amount"]


@pytest.mark.parametrize(
    ("changed", "percent"),
    [({}, "14.8"), ({"compound": ""}, ""), ({"amount": ""}, ""), ({"basis": "compound"}, "")],
)
def test_two_figures_of_a_label_say_how_much_of_the_compound_is_magnesium(changed, percent):
    form = SupplementForm(ODD | {"amount": "148"} | changed)
    form.full_clean()
    assert form.ratio_percent == percent


def test_more_magnesium_than_the_compound_can_hold_is_asked_about_until_it_is_said_to_be_right():
    form = SupplementForm(ODD)
    words = (
        "Pure glycinate of this mass holds at most 141 mg. Is it buffered with oxide, or is one"
        " figure a slip? If it is right, say so below."
    )
    assert form.errors == {"compound": [words]}
    assert (form.asks, form.may_be_buffered) == (True, True)
    assert SupplementForm(ODD | {"as_it_is": "on"}).is_valid()
    # Five percent more than the form holds may still be one figure rounded.
    assert SupplementForm(ODD | {"amount": "148"}).is_valid()


@pytest.mark.parametrize(("magnesium_form", "amount"), [("glycinate", "300"), ("citrate", "200")])
def test_what_no_buffering_explains_may_be_mixed_or_a_slip(magnesium_form, amount):
    form = SupplementForm(ODD | {"magnesium_form": magnesium_form, "amount": amount, "buffered": "on"})
    assert list(form.errors) == ["compound"]
    assert not form.may_be_buffered


@pytest.mark.parametrize(("amount", "kept"), [("200", "glycinate_buffered"), ("100", "glycinate")])
def test_a_product_is_kept_as_buffered_only_where_that_was_the_question(amount, kept):
    form = SupplementForm(ODD | {"amount": amount, "buffered": "on"})
    assert form.is_valid()
    assert form.label()["magnesium_form"] == kept


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("", "Choose a day."),
        ("14 March", "Enter a date, such as 2026-03-14."),
        ("2026-03-15", "This day has not come yet."),
    ],
)
def test_doses_are_corrected_from_a_day_that_has_come(since, words):
    today = date(2026, 3, 14)
    assert CorrectionForm({"since": since}, today=today).errors == {"since": [words]}
    form = CorrectionForm({"since": "2026-03-14"}, today=today)
    assert form.is_valid()
    assert form.cleaned_data == {"since": today}
