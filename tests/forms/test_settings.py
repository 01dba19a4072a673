from datetime import time
from decimal import Decimal

import pytest

from tracker.forms.day_settings import DayForm, TimeZoneForm
from tracker.forms.setup import SetUp
from tracker.forms.supplements import SupplementForm
from tracker.forms.targets import TargetForm
from tracker.models import User

LABEL = {
    "name": "Evening capsules",
    "magnesium_form": "l_threonate",
    "basis": "compound",
    "amount": "667",
    "units_per_serving": "3",
    "usual_moment": "bedtime",
}
TARGET = {
    "low_mg": "400",
    "high_mg": "500",
    "walks_per_day": "3",
    "walk_minutes": "10",
    "sprints_per_week": "2",
}
DAY = {
    "time_zone": "Europe/Oslo",
    "day_start": "03:00",
    "week_start": "0",
    "hour_format": "24",
    "language": "",
    "theme": "auto",
}


@pytest.fixture
def person(db):
    return User.objects.create_user("maren@example.org", "a long password")


@pytest.mark.parametrize("zone", ["Europe/Oslo", "UTC", "US/Pacific", "Asia/Calcutta"])
def test_a_zone_that_a_browser_names_is_understood(zone):
    assert TimeZoneForm({"time_zone": zone}).is_valid()


@pytest.mark.parametrize(
    "zone", ["", "Oslo", "localtime", "../../etc/passwd", "europe/oslo", "x" * 10_000, "\x00"]
)
def test_a_zone_that_does_not_exist_is_refused_at_its_field(zone):
    form = TimeZoneForm({"time_zone": zone})
    assert list(form.errors) == ["time_zone"]


def test_a_stored_zone_by_an_old_name_stays_on_offer():
    assert TimeZoneForm(initial={"time_zone": "US/Pacific"}).time_zones()[0] == "US/Pacific"


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


def test_a_day_starts_between_midnight_and_six(person):
    form = DayForm(DAY | {"day_start": "06:00"}, person=person)
    assert form.is_valid()
    assert form.cleaned_data["day_start"] == time(6)
    assert list(DayForm(DAY | {"day_start": "06:30"}, person=person).errors) == ["day_start"]


def test_an_odd_day_start_that_is_stored_stays_on_offer(person):
    person.day_start = time(4, 10)
    assert DayForm(DAY | {"day_start": "04:10"}, person=person).is_valid()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("week_start", "7"),
        ("week_start", "x"),
        ("theme", "pink"),
        ("time_zone", ""),
    ],
)
def test_a_choice_that_is_not_offered_is_refused_at_its_field(person, field, value):
    assert list(DayForm(DAY | {field: value}, person=person).errors) == [field]


def test_the_label_of_a_supplement_that_is_not_taken_is_not_looked_at(person):
    forms = SetUp(TARGET | {"time_zone": "UTC", "malate-mg_per_unit": "abc"}, person=person)
    assert forms.is_valid()
    assert forms.supplements() == []


def test_the_label_of_a_supplement_that_is_taken_is(person):
    answers = TARGET | {"time_zone": "UTC", "malate-taken": "on", "malate-mg_per_unit": "abc"}
    forms = SetUp(answers | {"malate-units": "2", "malate-moment": "midday"}, person=person)
    assert not forms.is_valid()
    assert [list(form.errors) for form in forms.common if form.errors] == [["mg_per_unit"]]


def test_something_else_cannot_have_the_name_of_a_common_one_that_is_taken(person):
    answers = TARGET | LABEL | {"name": "Malate", "time_zone": "UTC"}
    taken = {"malate-taken": "on", "malate-mg_per_unit": "80", "malate-units": "2", "malate-moment": "midday"}
    forms = SetUp(answers | taken, person=person)
    assert not forms.is_valid()
    assert list(forms.other.errors) == ["name"]
