import pytest

from tests.factories import SprintSessionFactory
from tracker.domain import journal
from tracker.models import SprintSession


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("sprint_of_1_to_12_sets", {"sets": 0}),
        ("sprint_of_1_to_12_sets", {"sets": 13}),
        ("sprint_work_of_5_to_60_seconds", {"work_seconds": 4}),
        ("sprint_work_of_5_to_60_seconds", {"work_seconds": 61}),
        ("sprint_rest_of_10_to_600_seconds", {"rest_seconds": 9}),
        ("sprint_rest_of_10_to_600_seconds", {"rest_seconds": 601}),
        ("sprint_effort_of_1_to_10", {"effort": 0}),
        ("sprint_effort_of_1_to_10", {"effort": 11}),
        ("sprint_activity_exists", {"activity": "chess"}),
    ],
)
def test_what_no_session_can_be_is_refused(refuses, constraint, changed):
    refuses(SprintSessionFactory, constraint, **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"sets": 1, "work_seconds": 5, "rest_seconds": 10, "effort": 1},
        {"sets": 12, "work_seconds": 60, "rest_seconds": 600, "effort": 10},
        {"effort": None},
    ],
)
def test_the_bounds_of_a_session_are_stored(stores, changed):
    stores(SprintSessionFactory, **changed)


def test_the_domain_knows_its_sets_its_seconds_of_work_and_its_effort():
    session = SprintSession(activity="run", sets=4, work_seconds=30, rest_seconds=240, effort=8)
    assert session.as_value() == journal.Sprint(sets=4, work_seconds=30, effort=8)
    assert SprintSession().as_value() == journal.Sprint(sets=6, work_seconds=20)
