from datetime import time
from decimal import Decimal

import pytest

from tracker.domain.spacing import Kidneys, MedicineKind, Regimen, Source, Spacing
from tracker.domain.weekdays import EVERY_WEEKDAY
from tracker.models import Medicine, User
from tracker.presenters.safety import (
    KINDS,
    NOTES,
    SOURCES,
    RegimenRow,
    hours_sentence,
    kidney_note,
    medicine_row,
    regimen_row,
    source_sentence,
)

EIGHT = time(8)
TABLET = Regimen(MedicineKind.LEVOTHYROXINE, "", EIGHT)


def test_every_kind_has_a_name_every_source_too_and_what_has_no_hours_a_note():
    assert set(KINDS) == set(MedicineKind)
    assert set(SOURCES) == set(Source)
    for kind in MedicineKind:
        row = regimen_row(Regimen(kind, "", EIGHT))
        assert row.hours or kind in NOTES
        assert row.source or kind in {MedicineKind.ASK, MedicineKind.OTHER}
        assert row.title[0].isupper()


@pytest.mark.parametrize(
    ("after", "before", "said"),
    [
        ("4", "4", "Magnesium at least 4 h before it or 4 h after it."),
        ("0", "2.5", "Magnesium at least 2.5 h before it, or any time after it."),
        ("2", "0", "Magnesium any time before it, or at least 2 h after it."),
        ("0", "0", "No hours to keep."),
    ],
)
def test_the_hours_are_a_sentence(after, before, said):
    assert hours_sentence(Spacing(Decimal(after), Decimal(before))) == said


def test_a_row_says_title_hours_and_source():
    assert regimen_row(TABLET) == RegimenRow(
        "Levothyroxine, 08:00",
        "Magnesium at least 4 h before it or 4 h after it.",
        "",
        "Source: drugs.com on levothyroxine with magnesium.",
    )


def test_the_persons_own_name_and_label_come_first():
    own = Regimen(MedicineKind.TETRACYCLINE, "doxy", EIGHT, magnesium_after_hours=Decimal(3))
    assert regimen_row(own).title == "Doxy, 08:00"
    assert source_sentence(own) == "By your own label."
    # The note explains the table's hours, which do not count any more.
    assert regimen_row(own).note == ""
    assert regimen_row(Regimen(MedicineKind.TETRACYCLINE, "", EIGHT)).note != ""


@pytest.mark.parametrize(
    ("weekdays", "week_start", "said"),
    [(EVERY_WEEKDAY, 0, "Every day"), ({0, 6}, 0, "Monday, Sunday"), ({0, 6}, 6, "Sunday, Monday")],
)
def test_the_days_stand_in_the_order_of_the_persons_week(weekdays, week_start, said):
    medicine = Medicine(
        person=User(week_start=week_start), kind="levothyroxine", clock=EIGHT, weekdays=weekdays
    )
    row = medicine_row(medicine)
    assert (row.days, row.title, row.medicine) == (said, "Levothyroxine, 08:00", medicine)


def test_only_kidneys_that_matter_have_a_note():
    noted = [kidneys for kidneys in Kidneys if kidney_note(User(kidneys=kidneys.value))]
    assert noted == [Kidneys.MODERATE, Kidneys.SEVERE, Kidneys.UNKNOWN_STAGE]
