from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    DoseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
)
from tracker.queries.entries import day_of_entry, entries_on, entry_of

DAY = date(2026, 3, 14)
KINDS = (PostMealWalkFactory, SprintSessionFactory, BedtimeLogFactory, CustomHabitEntryFactory)


def columns(entry):
    return {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}


def test_all_kinds_but_doses_come_in_one_query_as_they_are_stored(person, django_assert_num_queries):
    logged = [factory(person=person, day=DAY, note="by the river") for factory in KINDS]
    for factory in KINDS:
        factory(person=PersonFactory(), day=DAY)
        factory(person=person, day=DAY - timedelta(days=2))
    with django_assert_num_queries(1):
        found = entries_on(person, (DAY - timedelta(days=1), DAY), (DAY + timedelta(days=9), DAY))
        loaded = [*found.walks, *found.sprints, *found.bedtime_logs, *found.custom_entries]
    assert loaded == logged
    for entry, row in zip(loaded, logged, strict=True):
        assert columns(entry) == columns(type(row).objects.get(pk=row.pk))
        assert not entry._state.adding


def test_a_loaded_entry_can_be_changed_and_saved(person):
    PostMealWalkFactory(person=person, day=DAY)
    [walk] = entries_on(person, (DAY, DAY)).walks
    walk.minutes = 45
    walk.save()
    assert person.walks.get().minutes == 45


def test_an_entry_is_found_by_its_kind_and_id_with_what_its_words_speak_of(person, django_assert_num_queries):
    dose = DoseFactory(person=person, supplement=SupplementFactory(person=person, name="Glycinate"))
    with django_assert_num_queries(1):
        found = entry_of(person, "doses", dose.entry_id)
        assert (found, found.supplement.name) == (dose, "Glycinate")
    assert day_of_entry(person, "doses", dose.entry_id) == dose.day


def test_an_entry_of_another_kind_or_person_is_not_there(person):
    dose = DoseFactory(person=person)
    for somebody, kind in ((person, "walks"), (PersonFactory(), "doses")):
        with pytest.raises(ObjectDoesNotExist):
            entry_of(somebody, kind, dose.entry_id)
        assert day_of_entry(somebody, kind, dose.entry_id) is None
