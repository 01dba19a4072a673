"""An entry's row as text: what undo remembers of it, compares it with and puts back."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import DecimalField

from tracker.models import ENTRY_MODELS, Entry, User

# A column without a place here has its default value.
type Row = Mapping[str, str | None]

# By these a row is found; its number says nothing, since it may be another row's after a restore.
KEYS = {"id", "person", "entry_id"}


class ReferenceLostError(Exception):
    """What a row belonged to is not among its person's own rows any more, or is called something else."""


def locked(person: User, kind: str, entry_id: UUID) -> Entry:
    """The person's entry of this kind and id, held until the end of the block; one query.

    Raises ObjectDoesNotExist.
    """
    model = ENTRY_MODELS[kind]
    entries = model._default_manager.filter(person=person, entry_id=entry_id)
    if others := [column.name for column in _columns(model) if _is_entry(column)]:
        # They are told by ids of their own, and not by their numbers.
        entries = entries.select_related(*others)
    return entries.select_for_update(of=("self",)).get()


def locked_or_none(person: User, kind: str, entry_id: UUID) -> Entry | None:
    """The same; None where there is no such entry."""
    try:
        return locked(person, kind, entry_id)
    except ObjectDoesNotExist:
        return None


def written(entry: Entry) -> Row:
    """What an entry's row says, without what has its default value.

    So a row still says the same when a later version adds a column, which has its default there. An
    entry just saved says what it will when it is read. No query, but for a bedtime log's dose not loaded yet.
    """
    return {
        field.name: _text(entry, field)
        for field in _columns(type(entry))
        # A default that is worked out is another each time.
        if (field.has_default() and callable(field.default))
        or getattr(entry, field.attname) != field.get_default()
    }


def digest(row: Row) -> str:
    """What tells a row apart from any other in a few letters."""
    return blake2b(json.dumps(row, sort_keys=True).encode(), digest_size=12).hexdigest()


def names_in(entry: Entry, other: Row | None = None) -> dict[str, str]:
    """What the supplement or habit that an entry belongs to is called, unless the other row has the same.

    A query where it is not loaded.
    """
    return {
        field.name: str(getattr(entry, field.name))
        for field in _columns(type(entry))
        if _is_numbered(field)
        and (number := getattr(entry, field.attname)) is not None
        and (other is None or other.get(field.name) != str(number))
    }


def is_readable(kind: str, row: Row) -> bool:
    """Whether this version knows the kind and the columns of a row that another may have written."""
    if kind not in ENTRY_MODELS:
        return False
    fields = {field.name: field for field in _columns(ENTRY_MODELS[kind])}
    try:
        for name, text in row.items():
            _value(fields[name], text)
    except (KeyError, ValueError, ValidationError):
        return False
    return True


def fill_from(entry: Entry, row: Row, names: Mapping[str, str]) -> None:
    """Let an entry say what a row said; a query for each reference that it did not have already.

    `names` are what those were called then. Raises ReferenceLostError.
    """
    for field in _columns(type(entry)):
        value = _value(field, row[field.name]) if field.name in row else field.get_default()
        if value is not None and _is_entry(field):
            value = _own_number(entry, field, entry_id=value)
        elif value is not None and _is_numbered(field) and value != getattr(entry, field.attname):
            _own_number(entry, field, pk=value, name=names.get(field.name))
        setattr(entry, field.attname, value)


def _columns(model: type[Entry]) -> Iterator[Any]:
    return (field for field in model._meta.concrete_fields if field.name not in KEYS)


def _is_entry(field: Any) -> bool:
    return field.is_relation and issubclass(field.related_model, Entry)


def _is_numbered(field: Any) -> bool:
    return field.is_relation and not _is_entry(field)


def _own_number(entry: Entry, field: Any, **told_by: Any) -> Any:
    """The number of the row that a reference means, among those of the entry's person; one query."""
    theirs = field.related_model._default_manager.filter(person=entry.person_id, **told_by)
    number = theirs.values_list("pk", flat=True).first()
    if number is None:
        raise ReferenceLostError(field.name)
    return number


def _text(entry: Entry, field: Any) -> str | None:
    match getattr(entry, field.attname):
        case None:
            return None
        case value if isinstance(field, DecimalField):
            return f"{Decimal(value):.{field.decimal_places}f}"
        case datetime() as value:
            return value.astimezone(UTC).isoformat()
        case value if field.is_relation:
            return str(getattr(entry, field.name).entry_id) if _is_entry(field) else str(value)
        case _:
            text: str = field.value_to_string(entry)
            return text


def _value(field: Any, text: str | None) -> Any:
    if text is None:
        return None
    if _is_entry(field):
        return UUID(text)
    return int(text) if field.is_relation else field.to_python(text)
