"""Undo: what a change was, signed and carried by the page, so that it can be taken back."""

import json
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core import signing

from tracker.actions.corrections import Correction
from tracker.actions.entries import Change
from tracker.actions.rows import is_readable
from tracker.actions.targets import StartMoved
from tracker.domain.corrections import DoseLabel
from tracker.models import Supplement, User

# The number is that of how tokens are written: those of another are as ones grown old.
SALT = "tracker.undo.2"
# A page left open overnight can still undo; older than that, editing is the better way.
MAX_AGE_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Changes:
    """Entries that were logged, edited or deleted."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Past doses that were corrected, and the number of the supplement that led to it."""

    corrections: tuple[Correction, ...]
    supplement: int


@dataclass(frozen=True, slots=True)
class Archived:
    """A supplement that was archived: its number, and its name, as the number may be another's later on."""

    supplement: int
    name: str


@dataclass(frozen=True, slots=True)
class EarlierDays:
    """A first target that was moved back, and the day whose page shows it; None in the settings."""

    moved: StartMoved
    day: date | None


type Undoable = Changes | Corrections | Archived | EarlierDays


class _Serializer:
    def dumps(self, obj: Any) -> bytes:
        return json.dumps(obj, default=_text, separators=(",", ":")).encode("latin-1")

    def loads(self, data: bytes) -> Any:
        return json.loads(data.decode("latin-1"))


def undo_token(person: User, changes: Iterable[Change]) -> str:
    """Return the text that takes these changes of this person back; it holds nothing but their own rows."""
    return _signed(person, changes=[_parts(change) for change in changes])


def correction_token(person: User, supplement: Supplement, corrections: Iterable[Correction]) -> str:
    """Return the text that gives corrected doses their figures back, however many there are."""
    return _signed(person, corrections=[astuple(each) for each in corrections], supplement=supplement.pk)


def archive_token(person: User, supplement: Supplement) -> str:
    """Return the text that brings an archived supplement back."""
    return _signed(person, archived=supplement.pk, name=supplement.name)


def start_token(person: User, moved: StartMoved, day: date | None = None) -> str:
    """Return the text that lets a first target start again where it did, from the page of `day`."""
    return _signed(person, start=asdict(moved), day=day)


def undoable_of(person: User, token: str) -> Undoable:
    """Return what a token takes back; raises BadSignature when it is old, broken or another person's."""
    body = signing.loads(token, salt=SALT, serializer=_Serializer, max_age=MAX_AGE_SECONDS)
    if body["person"] != person.pk:
        raise signing.BadSignature("another person's token")
    if "archived" in body:
        return Archived(body["archived"], body["name"])
    if "start" in body:
        start, day = body["start"], body["day"]
        days = date.fromisoformat(start["before"]), date.fromisoformat(start["after"])
        return EarlierDays(StartMoved(start["target"], *days), date.fromisoformat(day) if day else None)
    if "corrections" in body:
        return Corrections(tuple(_correction(*parts) for parts in body["corrections"]), body["supplement"])
    changes = tuple(_change(*parts) for parts in body["changes"])
    # A page from before an update may name kinds and columns that there are no more.
    if not all(is_readable(change.kind, change.before or {}) for change in changes):
        raise signing.BadSignature("rows of another version")
    return Changes(changes)


def _signed(person: User, **body: Any) -> str:
    return signing.dumps({"person": person.pk} | body, salt=SALT, serializer=_Serializer, compress=True)


def _text(value: Any) -> str:
    """A moment, day, id or figure; a moment to the microsecond, as it is compared."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _parts(change: Change) -> list[Any]:
    return [
        change.kind,
        change.entry_id,
        change.before,
        change.after,
        change.day,
        change.at,
        dict(change.names),
    ]


def _change(
    kind: str,
    entry_id: str,
    before: dict[str, str | None] | None,
    after: str | None,
    day: str,
    at: str,
    names: dict[str, str],
) -> Change:
    return Change(
        kind, UUID(entry_id), before, after, date.fromisoformat(day), datetime.fromisoformat(at), names
    )


def _correction(
    before: list[str], after: list[str], count: int, at: str, changed_at: str | None
) -> Correction:
    return Correction(
        _label(*before),
        _label(*after),
        count,
        datetime.fromisoformat(at),
        datetime.fromisoformat(changed_at) if changed_at else None,
    )


def _label(magnesium_form: str, elemental_mg: str) -> DoseLabel:
    return DoseLabel(magnesium_form, Decimal(elemental_mg))
