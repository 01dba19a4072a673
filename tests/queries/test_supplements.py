from tests.factories import PersonFactory, SupplementFactory
from tracker.queries.supplements import bedtime_supplement, supplements_numbered


def test_the_bedtime_supplement_is_the_first_in_use_that_is_taken_before_bed(person):
    assert bedtime_supplement(person) is None
    SupplementFactory(person=person, usual_moment="morning", position=0)
    SupplementFactory(person=person, usual_moment="bedtime", position=1, archived=True)
    SupplementFactory(person=PersonFactory(), usual_moment="bedtime", position=0)
    later, sooner = (
        SupplementFactory(person=person, usual_moment="bedtime", position=position) for position in (3, 2)
    )
    assert bedtime_supplement(person) == sooner
    sooner.delete()
    assert bedtime_supplement(person) == later


def test_supplements_are_found_by_number_archived_or_not_but_nobody_elses(person):
    mine = SupplementFactory(person=person)
    archived = SupplementFactory(person=person, archived=True)
    other = SupplementFactory(person=PersonFactory())
    assert set(supplements_numbered(person, [mine.pk, archived.pk, other.pk])) == {mine, archived}
    assert supplements_numbered(person, []) == []
