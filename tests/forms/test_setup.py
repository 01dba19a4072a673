import pytest

from tracker.forms.setup import SetUp
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
    taken = {"malate-taken": "on", "malate-mg_per_unit": "80", "malate-units": "2", "malate-moment": "midday"}
    forms = SetUp(answers | taken, person=person)
    assert not forms.is_valid()
    assert list(forms.other.errors) == ["name"]
