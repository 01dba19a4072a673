"""The product's own file of a person's data, as JSON.

Masses and other figures with a decimal are strings with exactly one, moments ISO 8601 with the offset
of the zone they were logged in, times of day 24-hour; weekdays are named in English, in small letters;
what is unknown is null.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FORMAT = "twelve"
VERSION = 1
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

type Row = Mapping[str, Any]


def export_text(everything: Mapping[str, Row | Iterable[Row]], *, exported_at: datetime) -> str:
    """Return the whole file: what a person's data is called, with one row or many under each name.

    Rows may hold rows of their own. Raises TypeError for a value that the format does not know.
    """
    head = {"format": FORMAT, "version": VERSION, "exported_at": exported_at.isoformat()}
    body = {name: _value(name, data, UTC) for name, data in everything.items()}
    # Without blanks: ten years of entries are some 4 MB, and few read them by eye.
    return json.dumps(head | body, ensure_ascii=False, separators=(",", ":"))


def _row(row: Row) -> dict[str, Any]:
    zone = _zone(row.get("time_zone"))
    return {name: _value(name, value, zone) for name, value in row.items()}


def _value(name: str, value: Any, zone: tzinfo) -> Any:
    match value:
        case None | bool() | str():
            return value
        case int() if name == "week_start":
            return WEEKDAYS[value]
        case int():
            return value
        case Decimal():
            return f"{value:.1f}"
        case datetime():
            return value.astimezone(zone).isoformat()
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case UUID():
            return str(value)
        case frozenset():
            return [WEEKDAYS[weekday] for weekday in sorted(value)]
        case Mapping():
            return _row(value)
        case Iterable():
            return [_row(row) for row in value]
    raise TypeError(f"{name}: {type(value).__name__} has no place in the format")


def _zone(name: str | None) -> tzinfo:
    """The zone of this name; UTC where there is none or this system does not know it."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
