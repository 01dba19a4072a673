"""A token says what it takes back: to its person alone, for a day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.core import signing
from django.core.signing import BadSignature

from tests.factories import SupplementFactory
from tracker.actions.corrections import Correction
from tracker.actions.entries import Change
from tracker.actions.targets import StartMoved
from tracker.domain.corrections import DoseLabel
from tracker.http.undo_tokens import (
    Archived,
    Changes,
    Corrections,
    EarlierDays,
    archive_token,
    correction_token,
    start_token,
    undo_token,
    undoable_of,
)

AT = datetime(2026, 11, 22, 19, 14, 3, 123456, tzinfo=UTC)
FACTS = {"day": date(2026, 11, 22), "at": AT}
CHANGES = (
    Change("walks", UUID(int=7), None, "abc", **FACTS),
    Change(
        "doses",
        UUID(int=8),
        {"units": "2.0", "note": "late", "supplement": "7"},
        None,
        names={"supplement": "Tea"},
        **FACTS,
    ),
)
LABELS = DoseLabel("oxide", Decimal("1.0")), DoseLabel("citrate", Decimal("2.5"))
CORRECTIONS = (Correction(*LABELS, 900, AT), Correction(*LABELS, 1, AT, changed_at=AT - timedelta(days=1)))
MOVED = StartMoved(5, date(2026, 3, 12), date(2026, 3, 9))


def test_a_token_gives_back_what_was_put_in(person):
    supplement = SupplementFactory(person=person)
    assert undoable_of(person, undo_token(person, CHANGES)) == Changes(CHANGES)
    token = correction_token(person, supplement, CORRECTIONS)
    assert undoable_of(person, token) == Corrections(CORRECTIONS, supplement.pk)
    token = archive_token(person, supplement)
    assert undoable_of(person, token) == Archived(supplement.pk, supplement.name)
    for day in (date(2026, 3, 10), None):
        assert undoable_of(person, start_token(person, MOVED, day)) == EarlierDays(MOVED, day)


def test_a_token_of_another_person_is_none(person, other_person):
    with pytest.raises(BadSignature):
        undoable_of(person, undo_token(other_person, CHANGES))


@pytest.mark.parametrize("kind", ["dose", "postmealwalk", "customhabitentry"])
def test_a_token_that_calls_kinds_what_they_were_called_before_is_none(kind, person):
    with pytest.raises(BadSignature):
        undoable_of(person, undo_token(person, [Change(kind, UUID(int=7), None, "abc", **FACTS)]))


@pytest.mark.parametrize(
    "row", [{"gone": "7"}, {"day": "yesterday"}, {"supplement": "Tea"}, {"elemental_mg": "much"}]
)
def test_a_token_that_tells_of_columns_as_another_version_has_them_is_none(row, person):
    with pytest.raises(BadSignature):
        undoable_of(person, undo_token(person, [Change("doses", UUID(int=7), row, None, **FACTS)]))


def test_a_token_written_as_an_older_version_did_is_none(person):
    body = {"person": person.pk, "changes": [{"kind": "walks", "entry_id": str(UUID(int=7)), "before": None}]}
    with pytest.raises(BadSignature):
        undoable_of(person, signing.dumps(body, salt="tracker.undo", compress=True))


def test_a_token_is_good_for_a_day(person, time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)
    token = undo_token(person, CHANGES)
    time_machine.shift(timedelta(days=1))
    assert undoable_of(person, token) == Changes(CHANGES)
    time_machine.shift(timedelta(seconds=1))
    with pytest.raises(BadSignature):
        undoable_of(person, token)
