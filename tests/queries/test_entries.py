from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

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
    TargetFactory,
)
from tracker.actions.doses import dose_of_supplement
from tracker.domain.usual_times import SAME_DOSE_WITHIN
from tracker.queries.entries import (
    SAME_EVENING,
    doses_around,
    entries_on,
    entry_of,
    evening_twin,
    last_sprints,
    recent_duplicates,
    walk_minutes_on,
)

DAY = date(2026, 3, 14)
AT = datetime(2026, 3, 12, 13, 0, tzinfo=UTC)
KINDS = (DoseFactory, PostMealWalkFactory, SprintSessionFactory, BedtimeLogFactory, CustomHabitEntryFactory)


def columns(entry):
    return {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}


def test_all_kinds_come_in_a_query_each_as_they_are_stored(person, django_assert_num_queries):
    logged = [factory(person=person, day=DAY, note="by the river") for factory in KINDS]
    for factory in KINDS:
        factory(person=PersonFactory(), day=DAY)
        factory(person=person, day=DAY - timedelta(days=2))
    with django_assert_num_queries(5):
        found = entries_on(person, (DAY - timedelta(days=1), DAY), (DAY + timedelta(days=9), DAY))
        loaded = [*found.doses, *found.walks, *found.sprints, *found.bedtime_logs, *found.custom_entries]
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


def test_an_entry_of_another_kind_or_person_is_not_there(person):
    dose = DoseFactory(person=person)
    for somebody, kind in ((person, "walks"), (PersonFactory(), "doses")):
        with pytest.raises(ObjectDoesNotExist):
            entry_of(somebody, kind, dose.entry_id)


@pytest.mark.parametrize(("minutes", "found"), [(4, True), (5, True), (6, False)])
def test_a_twin_is_a_dose_of_the_same_supplement_within_five_minutes(person, minutes, found):
    supplement = SupplementFactory(person=person)
    DoseFactory(person=person, supplement=supplement, taken_at=datetime(2026, 3, 12, 12, 0, tzinfo=UTC))
    at = datetime(2026, 3, 12, 12, minutes, tzinfo=UTC)
    for around in (doses_around(person, at, SAME_DOSE_WITHIN), doses_around(person, at, SAME_EVENING)):
        twins = recent_duplicates(person, around, [dose_of_supplement(supplement)], at, [uuid4()])
        assert bool(twins) is found


def test_the_same_entry_sent_again_is_no_twin(person):
    supplement = SupplementFactory(person=person)
    dose = DoseFactory(person=person, supplement=supplement, taken_at=AT)
    again = dose_of_supplement(supplement)
    assert (
        recent_duplicates(person, doses_around(person, AT, SAME_DOSE_WITHIN), [again], AT, [dose.entry_id])
        == []
    )


def test_a_walk_takes_the_minutes_of_the_target_in_force_or_of_the_protocol(person):
    assert walk_minutes_on(person, DAY) == 10
    for starts_on, minutes in ((DAY - timedelta(days=9), 15), (DAY, 20), (DAY + timedelta(days=1), 30)):
        TargetFactory(person=person, starts_on=starts_on, walk_minutes=minutes)
    assert [walk_minutes_on(person, DAY - timedelta(days=days)) for days in (10, 9, 1, 0)] == [10, 15, 15, 20]


def test_the_sprint_session_that_was_done_last_is_found_whenever_it_was_written_down(person):
    assert last_sprints(person) is None
    done_last = SprintSessionFactory(person=person, started_at=AT)
    SprintSessionFactory(person=person, started_at=AT - timedelta(days=3))
    SprintSessionFactory(started_at=AT + timedelta(days=1))
    assert last_sprints(person) == done_last


def test_the_newest_dose_of_the_evening_is_found_unless_it_is_the_same_again(
    person, django_assert_num_queries
):
    supplement = SupplementFactory(person=person)
    # In Berlin: noon, half past eight, eight in the evening, eight the evening before.
    moments = [(DAY, 11, 0), (DAY, 19, 30), (DAY, 19, 0), (DAY - timedelta(days=1), 19, 0)]
    doses = [
        DoseFactory(
            person=person,
            supplement=supplement,
            day=day,
            taken_at=datetime(*day.timetuple()[:3], hour, minute, tzinfo=UTC),
        )
        for day, hour, minute in moments
    ]
    DoseFactory(
        person=person, supplement=SupplementFactory(person=person), day=DAY, taken_at=doses[1].taken_at
    )
    with django_assert_num_queries(1):
        around = doses_around(person, doses[1].taken_at, SAME_EVENING)
        assert evening_twin(person, around, supplement, DAY, uuid4()) == doses[1]
    assert evening_twin(person, around, supplement, DAY, doses[2].entry_id) is None
    assert evening_twin(person, around, supplement, DAY + timedelta(days=1), uuid4()) is None
