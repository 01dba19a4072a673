from decimal import Decimal

import pytest

from tracker.forms.setup import COMMON_SUPPLEMENTS, CommonSupplementForm, SetUp
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
MALATE = {"malate-taken": "on", "malate-mg_per_unit": "80", "malate-units": "2", "malate-moment": "midday"}
OXIDE = COMMON_SUPPLEMENTS[-1]


@pytest.fixture
def person():
    return User(email="maren@example.org")


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
    forms = SetUp(answers | MALATE, person=person)
    assert not forms.is_valid()
    assert list(forms.other.errors) == ["name"]


def test_something_else_may_have_the_name_of_a_common_one_that_is_not(person):
    forms = SetUp(TARGET | LABEL | {"name": "Malate", "time_zone": "UTC"}, person=person)
    assert forms.is_valid()
    assert [supplement.name for supplement in forms.supplements()] == ["Malate"]


def test_what_is_owned_is_what_the_labels_say_and_something_else_behind_them(person):
    forms = SetUp(TARGET | MALATE | LABEL | {"time_zone": "UTC"}, person=person)
    assert forms.is_valid()
    assert (forms.errors, forms.other_asked) == (0, True)
    owned = [
        (row.name, row.magnesium_form, row.elemental_mg_per_unit, row.units_per_serving, row.usual_moment)
        for row in forms.supplements()
    ]
    assert owned == [
        ("Malate", "malate", Decimal(80), Decimal(2), "midday"),
        ("Evening capsules", "l_threonate", Decimal("48.0"), Decimal(3), "bedtime"),
    ]


@pytest.mark.parametrize("left", [{}, {"name": " ", "amount": ""}])
def test_something_else_that_is_left_empty_is_no_question_whatever_its_lists_show(person, left):
    answers = TARGET | LABEL | {"name": "", "amount": "", "time_zone": "UTC"} | left
    forms = SetUp(answers, person=person)
    assert forms.is_valid()
    assert (forms.other_asked, forms.supplements()) == (False, [])


def test_every_field_that_needs_another_look_is_counted(person):
    wrong = {"time_zone": "Mars/Olympus", "low_mg": "-1", "malate-units": "NaN", "amount": ""}
    forms = SetUp(TARGET | MALATE | LABEL | wrong, person=person)
    assert not forms.is_valid()
    assert forms.errors == 4


def test_two_of_the_common_ones_are_proposed_and_oxide_is_discouraged():
    forms = [CommonSupplementForm(common=common) for common in COMMON_SUPPLEMENTS]
    proposed = [form.common.key for form in forms if form["taken"].value()]
    discouraged = [common.key for common in COMMON_SUPPLEMENTS if common.discouraged]
    assert (proposed, discouraged) == (["glycinate", "threonate"], ["oxide"])


@pytest.mark.parametrize("common", COMMON_SUPPLEMENTS, ids=lambda common: common.key)
def test_each_proposal_can_be_kept_as_it_is(common):
    shown = CommonSupplementForm(common=common)
    sent = {f"{common.key}-{name}": str(shown[name].value()) for name in ("mg_per_unit", "units", "moment")}
    form = CommonSupplementForm(sent | {f"{common.key}-taken": "on"}, common=common)
    assert form.is_valid()
    assert form.supplement().serving_mg == shown.serving_mg


def test_a_serving_that_no_dose_can_hold_is_refused():
    sent = {"oxide-taken": "on", "oxide-mg_per_unit": "250", "oxide-units": "9", "oxide-moment": "evening"}
    words = "That makes 2,250.0 mg of magnesium at once. A dose holds 1 to 2,000 mg."
    assert CommonSupplementForm(sent, common=OXIDE).errors == {"units": [words]}
