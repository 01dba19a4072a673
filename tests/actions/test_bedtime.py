"""Nights that were rated, with and without magnesium before them."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.factories import BedtimeLogFactory, DoseFactory, PersonFactory, SupplementFactory
from tracker.actions import bedtime
from tracker.actions.bedtime import (
    TakenThisEveningError,
    count_dose,
    log_bedtime,
    log_evening_stack,
    rate_night,
)
from tracker.actions.doses import dose_of_supplement, log_dose
from tracker.actions.entries import undo
from tracker.models import BedtimeLog, Dose
from tracker.queries.journal import journal_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 14)
NIGHT = date(2026, 3, 13)
TAKEN_AT = datetime(2026, 3, 13, 21, 40, tzinfo=UTC)
TONIGHT = datetime(2026, 3, 14, 21, 0, 30, 123456, tzinfo=UTC)


def rate(person, quality, day=NIGHT):
    return rate_night(person, day=day, quality=quality, today=TODAY)


def take(person, dose=None, **changed):
    facts = {"entry_id": uuid4(), "taken_at": TAKEN_AT, "day": NIGHT, "today": TODAY, "dose": dose}
    return log_bedtime(person, **facts | changed)


def tonight(**changed):
    return {"entry_id": uuid4(), "taken_at": TONIGHT, "day": TODAY, "today": TODAY} | changed


def stored(person):
    """The columns of the night's row that somebody could see."""
    return person.bedtime_logs.values_list("entry_id", "taken", "sleep_quality", "taken_at", "dose").get()


def test_a_night_without_a_log_is_kept_as_one_on_which_nothing_was_taken(person):
    log, _ = rate(person, 4)
    usual = datetime(2026, 3, 13, 22, tzinfo=ZoneInfo("Europe/Berlin"))
    assert stored(person) == (log.entry_id, False, 4, usual, None)
    assert (log.day, log.time_zone) == (NIGHT, "Europe/Berlin")
    assert not journal_of(person, (NIGHT, NIGHT)).has_bedtime_dose_on(NIGHT)


def test_a_rating_is_taken_back_step_by_step(person):
    _, first = rate(person, 4)
    _, second = rate(person, 2)
    undo(person, second, today=TODAY)
    assert person.bedtime_logs.get().sleep_quality == 4
    undo(person, first, today=TODAY)
    assert not person.bedtime_logs.exists()


def test_rating_a_night_that_was_logged_leaves_its_dose_alone(person):
    before = BedtimeLogFactory(person=person, day=NIGHT, dose=DoseFactory(person=person, day=NIGHT))
    _, changes = rate(person, 5)
    log = person.bedtime_logs.get()
    assert (log.pk, log.taken, log.dose, log.sleep_quality) == (before.pk, True, before.dose, 5)
    undo(person, changes, today=TODAY)
    assert person.bedtime_logs.get().sleep_quality is None


def test_a_night_that_is_not_over_cannot_be_rated_unless_it_was_logged(person):
    with pytest.raises(BedtimeLog.DoesNotExist):
        rate(person, 4, day=TODAY)
    BedtimeLogFactory(person=person, day=TODAY)
    assert rate(person, 4, day=TODAY)[0].sleep_quality == 4


def test_a_dose_logged_later_keeps_the_rating_and_undo_brings_the_bare_night_back(person):
    rate(person, 3)
    before = stored(person)
    log, changes = take(person, dose_of_supplement(SupplementFactory(person=person)), note="found the box")
    dose = person.doses.get()
    assert stored(person) == (before[0], True, 3, TAKEN_AT, dose.pk)
    assert (dose.day, dose.taken_at, log.note) == (NIGHT, TAKEN_AT, "found the box")
    assert journal_of(person, (NIGHT, NIGHT)).has_bedtime_dose_on(NIGHT)
    undo(person, changes, today=TODAY)
    assert stored(person) == before
    assert not person.doses.exists()
    # And again, with the same dose.
    take(person, dose_of_supplement(SupplementFactory(person=person)))
    assert person.bedtime_logs.get().dose == person.doses.get()


def test_bedtime_without_a_dose_on_a_rated_night_is_taken_all_the_same(person):
    rate(person, 3)
    before = stored(person)
    _, changes = take(person)
    assert stored(person) == (before[0], True, 3, TAKEN_AT, None)
    undo(person, changes, today=TODAY)
    assert stored(person) == before


def test_a_dose_that_was_there_stays_when_the_rated_night_is_bare_again(person):
    rate(person, 3)
    supplement = SupplementFactory(person=person)
    facts = {"entry_id": uuid4(), "taken_at": TAKEN_AT, "day": NIGHT, "today": TODAY}
    dose = log_dose(person, dose_of_supplement(supplement), **facts)
    log, changes = take(person, dose_of_supplement(supplement))
    assert log.dose == dose
    undo(person, changes, today=TODAY)
    assert (person.bedtime_logs.get().dose, person.doses.get()) == (None, dose)


def test_a_second_tap_on_a_completed_night_changes_nothing(person):
    rate(person, 3)
    supplement = SupplementFactory(person=person)
    first, _ = take(person, dose_of_supplement(supplement))
    assert take(person, dose_of_supplement(supplement)) == (first, [])
    assert person.doses.count() == 1


def test_a_night_belongs_to_its_person_alone(person):
    other = PersonFactory()
    rate(person, 4)
    rate(other, 2)
    assert person.bedtime_logs.get().sleep_quality == 4


def test_bedtime_is_logged_with_its_dose_once_a_night(person):
    supplement = SupplementFactory(person=person)
    first, changes = log_bedtime(person, dose=dose_of_supplement(supplement), **tonight())
    assert log_bedtime(person, dose=dose_of_supplement(supplement), **tonight()) == (first, [])
    sent_again = tonight(entry_id=first.entry_id)
    assert log_bedtime(person, dose=dose_of_supplement(supplement), **sent_again) == (first, changes)
    assert (person.bedtime_logs.count(), person.doses.count()) == (1, 1)
    assert first.dose.taken_at == TONIGHT


def test_bedtime_without_a_supplement_is_logged_without_a_dose(person):
    assert log_bedtime(person, **tonight())[0].dose is None
    assert not person.doses.exists()


def test_a_dose_just_logged_becomes_the_bedtime_dose(person):
    supplement = SupplementFactory(person=person)
    dose = log_dose(person, dose_of_supplement(supplement), **tonight())
    log, changes = log_bedtime(person, dose=dose_of_supplement(supplement), **tonight())
    assert log.dose == dose
    undo(person, changes, today=TODAY)
    assert person.doses.get() == dose


@pytest.fixture
def supplement(person):
    return SupplementFactory(person=person, usual_moment="bedtime")


def dose_at(supplement, at, **changed):
    """A dose of the supplement, logged at this moment of this evening."""
    return DoseFactory(person=supplement.person, supplement=supplement, day=TODAY, taken_at=at, **changed)


# Of the day of TONIGHT, which is ten in the evening in Berlin.
EIGHT = datetime(2026, 3, 14, 19, tzinfo=UTC)
MORNING = datetime(2026, 3, 14, 7, tzinfo=UTC)


def test_a_dose_of_the_evening_is_not_followed_by_another_unasked(person, supplement):
    dose_at(supplement, EIGHT)
    with pytest.raises(TakenThisEveningError):
        log_bedtime(person, dose=dose_of_supplement(supplement), **tonight())
    assert (person.bedtime_logs.count(), person.doses.count()) == (0, 1)


@pytest.mark.parametrize("at", [EIGHT, TONIGHT - timedelta(minutes=1)], ids=["at eight", "a minute ago"])
def test_another_is_logged_when_the_person_says_so(person, supplement, at):
    dose = dose_at(supplement, at)
    facts = tonight(is_another=True)
    log, changes = log_bedtime(person, dose=dose_of_supplement(supplement), **facts)
    assert log_bedtime(person, dose=dose_of_supplement(supplement), **facts) == (log, changes)
    assert (log.dose.taken_at, person.doses.count()) == (TONIGHT, 2)
    undo(person, changes, today=TODAY)
    assert (list(person.doses.all()), person.bedtime_logs.count()) == ([dose], 0)


def test_a_dose_of_the_morning_or_of_another_supplement_is_nobodys_bedtime_dose(person, supplement):
    dose_at(supplement, MORNING)
    dose_at(SupplementFactory(person=person), EIGHT)
    log, _ = log_bedtime(person, dose=dose_of_supplement(supplement), **tonight())
    assert (log.dose.taken_at, person.doses.count()) == (TONIGHT, 3)


def count(person, dose, **changed):
    return count_dose(
        person, dose.entry_id, **{"entry_id": uuid4(), "day": dose.day, "today": TODAY} | changed
    )


def test_a_dose_is_counted_for_its_night_at_its_moment_and_stays_when_that_is_taken_back(person, supplement):
    dose = dose_at(supplement, EIGHT, time_zone="Europe/Lisbon")
    log, changes = count(person, dose)
    assert (log.dose, log.taken_at, log.time_zone, log.day) == (dose, EIGHT, "Europe/Lisbon", TODAY)
    assert journal_of(person, (TODAY, TODAY)).has_bedtime_dose_on(TODAY)
    undo(person, changes, today=TODAY)
    assert (list(person.doses.all()), person.bedtime_logs.count()) == ([dose], 0)


def test_counting_twice_makes_one_log_and_another_dose_is_not_counted_then(person, supplement):
    first, second = dose_at(supplement, EIGHT), dose_at(supplement, TONIGHT)
    sent = uuid4()
    log, changes = count(person, first, entry_id=sent)
    assert count(person, first, entry_id=sent) == (log, changes)
    assert count(person, second) == (log, [])
    assert person.bedtime_logs.get().dose == first


def test_a_rated_night_that_gets_its_dose_by_counting_is_bare_again_when_that_is_taken_back(person):
    rate(person, 3)
    before = stored(person)
    supplement = SupplementFactory(person=person)
    dose = DoseFactory(person=person, day=NIGHT, supplement=supplement, taken_at=TAKEN_AT)
    _, changes = count(person, dose)
    assert stored(person) == (before[0], True, 3, TAKEN_AT, dose.pk)
    undo(person, changes, today=TODAY)
    assert (stored(person), person.doses.get()) == (before, dose)


def test_what_is_no_dose_of_that_evening_is_not_counted(person, supplement):
    counted = dose_at(supplement, EIGHT)
    BedtimeLogFactory(person=person, day=NIGHT, dose=counted)
    for dose, day in (
        (dose_at(supplement, MORNING), TODAY),
        (dose_at(supplement, EIGHT), NIGHT - timedelta(days=1)),
        (counted, TODAY),
        (DoseFactory(person=PersonFactory(), day=TODAY, taken_at=EIGHT), TODAY),
    ):
        with pytest.raises(Dose.DoesNotExist):
            count(person, dose, day=day)
    assert person.bedtime_logs.count() == 1


def tap_stack(person, supplements, *, entry_id=None, day=TODAY, at=TONIGHT):
    """Log the stack, of which the first is for the night."""
    doses = [dose_of_supplement(supplement) for supplement in supplements]
    facts = {"entry_id": entry_id or uuid4(), "taken_at": at, "day": day, "today": TODAY}
    return log_evening_stack(person, doses, at_bedtime=doses[0], **facts)


@pytest.fixture
def stack(person, supplement):
    return [supplement, SupplementFactory(person=person)]


def test_the_evening_stack_keeps_the_night_with_one_of_its_doses(person, stack):
    sent = uuid4()
    first = tap_stack(person, stack, entry_id=sent)
    doses, log, changes = first
    assert (log, log.dose, log.taken_at) == (person.bedtime_logs.get(), doses[0], TONIGHT)
    # The same tap sent twice is once, and either answer takes all of it back.
    assert tap_stack(person, stack, entry_id=sent) == first
    undo(person, changes, today=TODAY)
    assert (person.doses.count(), person.bedtime_logs.count()) == (0, 0)


def test_a_night_that_is_logged_keeps_its_log_when_the_stack_is_taken(person, stack):
    logged, _ = log_bedtime(person, **tonight())
    _doses, log, changes = tap_stack(person, stack)
    assert (log, person.bedtime_logs.get(), person.bedtime_logs.get().dose) == (None, logged, None)
    undo(person, changes, today=TODAY)
    assert (person.doses.count(), person.bedtime_logs.get()) == (0, logged)


def test_a_rated_night_is_bare_again_when_the_stack_is_taken_back(person, stack):
    rate(person, 3)
    before, sent = stored(person), uuid4()
    doses, log, changes = tap_stack(person, stack, entry_id=sent, day=NIGHT, at=TAKEN_AT)
    assert stored(person) == (before[0], True, 3, TAKEN_AT, doses[0].pk)
    # Sent again, it offers nothing that would leave a night whose dose is gone.
    assert tap_stack(person, stack, entry_id=sent, day=NIGHT, at=TAKEN_AT) == (doses, log, [])
    undo(person, changes, today=TODAY)
    assert (stored(person), person.doses.count()) == (before, 0)


def test_a_stack_that_cannot_keep_the_night_stores_no_dose(person, stack, monkeypatch):
    def fail(*_args):
        raise ConnectionError

    monkeypatch.setattr("tracker.actions.bedtime._log_night", fail)
    with pytest.raises(ConnectionError):
        tap_stack(person, stack)
    assert not person.doses.exists()


@pytest.fixture
def late(person, monkeypatch):
    """Another device logs the night in the very moment in which this one looks for its log."""
    BedtimeLogFactory(person=person, day=TODAY, taken_at=TONIGHT)
    look, looked = bedtime._stored, []

    def not_seen_at_first(*args):
        looked.append(args)
        return look(*args) if len(looked) > 1 else None

    monkeypatch.setattr(bedtime, "_stored", not_seen_at_first)


def test_a_device_that_is_late_counts_nothing_a_second_time(person, supplement, late):
    dose = dose_at(supplement, EIGHT)
    log, changes = count(person, dose)
    assert (log, log.dose, changes) == (person.bedtime_logs.get(), None, [])


def test_a_device_that_is_late_logs_its_stack_without_the_night(person, stack, late):
    doses, log, changes = tap_stack(person, stack)
    assert (log, len(changes)) == (None, 2)
    assert set(person.doses.all()) == set(doses)
    assert person.bedtime_logs.get().dose is None
