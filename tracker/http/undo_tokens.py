"""Undo: what a change was, signed and carried by the page, so that it can be taken back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder

from tracker.actions.corrections import Correction
from tracker.actions.entries import Change
from tracker.actions.targets import StartMoved
from tracker.domain.corrections import DoseLabel
from tracker.models import ENTRY_MODELS, Supplement, User

SALT = "tracker.undo"
# A page left open overnight can still undo; older than that, editing is the better way.
MAX_AGE_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Changes:
    """Entries that were logged, edited or deleted."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Past doses that were corrected."""

    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Archived:
    """A supplement that was archived, by its number."""

    supplement: int


@dataclass(frozen=True, slots=True)
class EarlierDays:
    """A first target that was moved back, and the day whose page shows it; None in the settings."""

    moved: StartMoved
    day: date | None


type Undoable = Changes | Corrections | Archived | EarlierDays


class _Serializer:
    def dumps(self, obj: Any) -> bytes:
        return json.dumps(obj, cls=DjangoJSONEncoder, separators=(",", ":")).encode("latin-1")

    def loads(self, data: bytes) -> Any:
        return json.loads(data.decode("latin-1"))


def undo_token(person: User, changes: Iterable[Change]) -> str:
    """Return the text that takes these changes of this person back; it holds nothing but their own rows."""
    body = {"person": person.pk, "changes": [asdict(change) for change in changes]}
    return signing.dumps(body, salt=SALT, serializer=_Serializer, compress=True)


def correction_token(person: User, corrections: Iterable[Correction]) -> str:
    """Return the text that gives corrected doses their figures back; numbers as steps, which pack well."""
    written = [[asdict(each.before), asdict(each.after), _steps(each.doses)] for each in corrections]
    return signing.dumps(
        {"person": person.pk, "corrections": written}, salt=SALT, serializer=_Serializer, compress=True
    )


def archive_token(person: User, supplement: Supplement) -> str:
    """Return the text that brings an archived supplement back."""
    body = {"person": person.pk, "archived": supplement.pk}
    return signing.dumps(body, salt=SALT, serializer=_Serializer, compress=True)


def start_token(person: User, moved: StartMoved, day: date | None = None) -> str:
    """Return the text that lets a first target start again where it did, from the page of `day`."""
    body = {"person": person.pk, "start": asdict(moved), "day": day}
    return signing.dumps(body, salt=SALT, serializer=_Serializer, compress=True)


def undoable_of(person: User, token: str) -> Undoable:
    """Return what a token takes back; raises BadSignature when it is old, broken or another person's."""
    body = signing.loads(token, salt=SALT, serializer=_Serializer, max_age=MAX_AGE_SECONDS)
    if body["person"] != person.pk:
        raise signing.BadSignature("another person's token")
    if "archived" in body:
        return Archived(body["archived"])
    if "start" in body:
        start, day = body["start"], body["day"]
        days = date.fromisoformat(start["before"]), date.fromisoformat(start["after"])
        return EarlierDays(StartMoved(start["target"], *days), date.fromisoformat(day) if day else None)
    if "corrections" in body:
        return Corrections(
            tuple(
                Correction(_figures(before), _figures(after), tuple(accumulate(steps)))
                for before, after, steps in body["corrections"]
            )
        )
    changes = tuple(Change(c["kind"], UUID(c["entry_id"]), c["before"]) for c in body["changes"])
    # A page from before an update may name kinds by what they were called then.
    if any(change.kind not in ENTRY_MODELS for change in changes):
        raise signing.BadSignature("kinds of another version")
    return Changes(changes)


def _figures(written: dict[str, Any]) -> DoseLabel:
    return DoseLabel(written["magnesium_form"], Decimal(written["elemental_mg"]))


def _steps(numbers: Sequence[int]) -> list[int]:
    return [after - before for before, after in pairwise((0, *numbers))]
