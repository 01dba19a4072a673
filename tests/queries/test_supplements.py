import pytest

from tests.factories import PersonFactory, SupplementFactory
from tracker.queries.supplements import (
    bedtime_among,
    live_supplements,
    supplement_names_taken,
    supplements_numbered,
)


def test_the_bedtime_supplement_is_the_first_in_use_that_is_taken_before_bed(person):
    assert bedtime_among(live_supplements(person.pk)) is None
    SupplementFactory(person=person, usual_moment="morning", position=0)
    SupplementFactory(person=person, usual_moment="bedtime", position=1, archived=True)
    SupplementFactory(person=PersonFactory(), usual_moment="bedtime", position=0)
    later, sooner = (
        SupplementFactory(person=person, usual_moment="bedtime", position=position) for position in (3, 2)
    )
    assert bedtime_among(live_supplements(person.pk)) == sooner
    sooner.delete()
    assert bedtime_among(live_supplements(person.pk)) == later


def test_supplements_are_found_by_number_archived_or_not_but_nobody_elses(person):
    mine = SupplementFactory(person=person)
    archived = SupplementFactory(person=person, archived=True)
    other = SupplementFactory(person=PersonFactory())
    assert set(supplements_numbered(person, [mine.pk, archived.pk, other.pk])) == {mine, archived}
    assert supplements_numbered(person, []) == []


@pytest.fixture
def row(person):
    SupplementFactory(person=person, name="Malate")
    SupplementFactory(person=person, name="Oxide", archived=True)
    SupplementFactory(name="Somebody else’s")
    return SupplementFactory(person=person, name="Glycinate")


def test_names_of_supplements_in_use_are_taken(person, row, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert supplement_names_taken(person) == {"Malate", "Glycinate"}


def test_a_supplement_may_keep_its_own_name(person, row):
    assert supplement_names_taken(person, but=row) == {"Malate"}


def test_an_archived_supplement_may_have_any_name(person, row):
    row.archived = True
    assert supplement_names_taken(person, but=row) == set()
