"""The command that holds what is stored of the past against the entries."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import DoseFactory, PersonFactory, TargetFactory
from tracker.actions.history import store_anew
from tracker.queries.history import wrong_weeks

pytestmark = pytest.mark.django_db
DAY, LATER = date(2026, 3, 14), date(2026, 11, 22)


def check(*options):
    """Run the command and return what it said; a failure is said too."""
    said = StringIO()
    try:
        call_command("check_history", *options, stdout=said, stderr=said)
    except CommandError as error:
        return f"{said.getvalue()}{error}"
    return said.getvalue()


@pytest.fixture
def people(person, other_person):
    """Two with a past that is stored, and one of whom nothing is stored yet."""
    TargetFactory(person=PersonFactory())
    for each in (person, other_person):
        TargetFactory(person=each, starts_on=DAY)
        DoseFactory(person=each, day=DAY)
        store_anew(each, today=LATER)
    return person, other_person


def test_what_is_right_is_said_to_be(people):
    assert check() == "Looked at 2.\n"
    assert check("--sample", "1") == "Looked at 1.\n"
    assert check("--sample", "9") == "Looked at 2.\n"


def test_what_differs_is_named_and_left_until_it_is_to_be_mended(people):
    person, other = people
    person.week_summaries.filter(first_day=date(2026, 3, 9)).update(figures="[]")
    DoseFactory(person=other, day=DAY)
    for _time in range(2):
        said = check()
        assert f"Person {person.pk}: 2026-03-09\nPerson {other.pk}: 2026-03-09\n" in said
        assert "The past of 2 differed from what is stored of it. Run it with --repair to mend them." in said
    assert "They are right now." in check("--repair")
    assert check() == "Looked at 2.\n"
    assert wrong_weeks(person) == []
