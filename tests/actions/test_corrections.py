from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.actions.corrections import correct_doses, undo_correction
from tracker.actions.entries import UndoRefusedError, delete_entries, save_entries, undo
from tracker.domain.corrections import DoseLabel
from tracker.http.undo_tokens import Corrections, correction_token, undoable_of
from tracker.queries.corrections import correction_preview

TODAY = date(2026, 3, 14)


def figures(person):
    return list(person.doses.order_by("pk").values_list("magnesium_form", "elemental_mg"))


@pytest.fixture
def supplement(person):
    """Logged as 2 × 100 mg of glycinate; its label says 60 mg of malate now."""
    TargetFactory(person=person, low_mg=100, high_mg=150)
    supplement = SupplementFactory(person=person)
    for ago in range(4):
        DoseFactory(person=person, supplement=supplement, units=2, day=TODAY - timedelta(days=ago))
    DoseFactory(person=person, supplement=supplement, units=None, day=TODAY)
    DoseFactory(person=person, day=TODAY)
    supplement.magnesium_form, supplement.elemental_mg_per_unit = "malate", Decimal(60)
    supplement.save()
    return supplement


def test_doses_from_a_day_on_get_what_the_label_says_now(person, supplement):
    [changed] = correct_doses(supplement, TODAY - timedelta(days=1))
    assert changed.count == 2
    new, old = ("malate", Decimal("120.0")), ("glycinate", Decimal("200.0"))
    assert figures(person) == [new, new, old, old, old, old]


def test_the_same_again_changes_nothing(person, supplement):
    correct_doses(supplement, TODAY)
    assert correct_doses(supplement, TODAY) == []


def test_all_of_it_is_taken_back_but_for_what_was_edited_since(person, supplement):
    stored = figures(person)
    changed = correct_doses(supplement, date.min)
    assert undo_correction(person, changed) == 4
    assert figures(person) == stored
    changed = correct_doses(supplement, date.min)
    person.doses.filter(day=TODAY, units=2).update(elemental_mg=99)
    assert undo_correction(person, changed) == 3
    assert figures(person)[0] == ("malate", Decimal("99.0"))
    assert figures(person)[1:] == stored[1:]


def test_a_strangers_doses_cannot_be_changed_by_a_correction(person, other_person, supplement):
    changed = correct_doses(supplement, date.min)
    assert undo_correction(other_person, changed) == 0
    assert figures(person)[0] == ("malate", Decimal("120.0"))


def test_what_no_dose_can_hold_is_left_alone(person, supplement):
    supplement.elemental_mg_per_unit = Decimal(1900)
    assert correct_doses(supplement, date.min) == []


def test_a_bedtime_logs_dose_is_corrected_as_well(person, supplement):
    dose = person.doses.filter(units=2).first()
    log = BedtimeLogFactory(person=person, day=dose.day, dose=dose)
    correct_doses(supplement, dose.day)
    log.refresh_from_db()
    assert log.dose.label == DoseLabel("malate", Decimal("120.0"))


def test_undo_leaves_alone_what_was_logged_by_the_right_label_since(person, supplement):
    changed = correct_doses(supplement, date.min)
    later = DoseFactory(
        person=person, supplement=supplement, units=2, elemental_mg=120, magnesium_form="malate"
    )
    deleted = person.doses.filter(day=TODAY, units=2).exclude(pk=later.pk).first()
    deleted.delete()
    assert undo_correction(person, changed) == 3
    later.refresh_from_db()
    assert later.label == DoseLabel("malate", Decimal("120.0"))


@pytest.mark.parametrize("count", [1, 400])
def test_a_correction_takes_few_queries_however_many_doses(person, count, django_assert_max_num_queries):
    supplement = SupplementFactory(person=person, elemental_mg_per_unit=50)
    DoseFactory.create_batch(count, person=person, supplement=supplement, units=2)
    with django_assert_max_num_queries(5):
        correction_preview(supplement, date.min)
    with django_assert_max_num_queries(6):
        changed = correct_doses(supplement, date.min)
    assert changed[0].count == count


def rows(person):
    """Every column of every dose."""
    return list(person.doses.order_by("pk").values())


def test_taking_it_back_restores_each_row_exactly_though_some_had_been_edited(person, supplement):
    edited = person.doses.get(day=TODAY, units=2)
    edited.note, edited.units = "two small ones", Decimal(1)
    save_entries(person, [edited], today=TODAY)
    stored = rows(person)
    changed = correct_doses(supplement, date.min)
    assert sorted(each.count for each in changed) == [1, 3]
    assert undo_correction(person, changed) == 4
    assert rows(person) == stored


def test_doses_that_had_different_figures_get_their_own_back(person, supplement):
    person.doses.filter(day=TODAY, units=2).update(elemental_mg=180)
    stored = figures(person)
    changed = correct_doses(supplement, date.min)
    assert undo_correction(person, changed) == 4
    assert figures(person) == stored


def test_taking_it_back_twice_changes_nothing_more(person, supplement):
    changed = correct_doses(supplement, date.min)
    undo_correction(person, changed)
    stored = rows(person)
    assert undo_correction(person, changed) == 0
    assert rows(person) == stored


def test_a_corrected_dose_that_was_deleted_and_brought_back_is_found_under_its_new_number(person, supplement):
    stored = figures(person)
    changed = correct_doses(supplement, date.min)
    dose = person.doses.filter(units=2).first()
    taken_back = delete_entries(person, [dose], today=TODAY)
    # Its number is given out again meanwhile.
    DoseFactory(pk=dose.pk, person=person, magnesium_form="malate", elemental_mg=120, day=TODAY)
    undo(person, taken_back, today=TODAY)
    assert undo_correction(person, changed) == 4
    person.doses.get(pk=dose.pk).delete()
    assert sorted(figures(person)) == sorted(stored)


def test_an_older_undo_of_an_edit_leaves_a_correction_alone(person, supplement):
    dose = person.doses.get(day=TODAY, units=2)
    dose.note = "late"
    edit = save_entries(person, [dose], today=TODAY)
    stored = rows(person)
    changed = correct_doses(supplement, date.min)
    corrected = rows(person)
    with pytest.raises(UndoRefusedError):
        undo(person, edit, today=TODAY)
    assert rows(person) == corrected
    undo_correction(person, changed)
    assert rows(person) == stored
    undo(person, edit, today=TODAY)
    assert not person.doses.filter(note="late").exists()


def test_the_token_of_three_thousand_doses_fits_into_a_page(person):
    supplement = SupplementFactory(person=person, elemental_mg_per_unit=50)
    DoseFactory.create_batch(3000, person=person, supplement=supplement, units=2)
    changed = correct_doses(supplement, date.min)
    token = correction_token(person, supplement, changed)
    assert len(token) < 400
    assert undoable_of(person, token) == Corrections(tuple(changed), supplement.pk)
    assert undo_correction(person, changed) == 3000
    assert set(person.doses.values_list("elemental_mg", flat=True)) == {Decimal("200.0")}
