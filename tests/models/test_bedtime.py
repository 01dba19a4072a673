import pytest
from django.db import IntegrityError, transaction

from tests.factories import DAY, BedtimeLogFactory, DoseFactory


@pytest.mark.parametrize("quality", [0, 6])
def test_sleep_outside_1_to_5_is_refused(refuses, quality):
    refuses(BedtimeLogFactory, "bedtime_sleep_of_1_to_5", sleep_quality=quality)


@pytest.mark.parametrize("quality", [None, 1, 5])
def test_sleep_from_1_to_5_and_sleep_not_said_are_stored(stores, quality):
    stores(BedtimeLogFactory, sleep_quality=quality)


def test_a_dose_on_a_night_on_which_nothing_was_taken_is_refused(refuses, person):
    refuses(BedtimeLogFactory, "bedtime_dose_only_when_taken", taken=False, dose=DoseFactory(person=person))


def test_a_night_without_a_dose_may_be_one_on_which_it_was_taken_or_not(stores):
    stores(BedtimeLogFactory, taken=True, dose=None)
    stores(BedtimeLogFactory, taken=False, dose=None)


def test_a_night_has_one_log(person):
    BedtimeLogFactory(person=person, day=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        BedtimeLogFactory(person=person, day=DAY)
    assert BedtimeLogFactory(day=DAY).person != person


def test_a_night_outlives_its_dose_and_still_counts_as_taken(person):
    log = BedtimeLogFactory(person=person, dose=DoseFactory(person=person))
    log.dose.delete()
    log.refresh_from_db()
    assert (log.taken, log.dose) == (True, None)


def test_a_dose_belongs_to_one_night(person):
    dose = DoseFactory(person=person)
    BedtimeLogFactory(person=person, dose=dose)
    with pytest.raises(IntegrityError), transaction.atomic():
        BedtimeLogFactory(dose=dose)
