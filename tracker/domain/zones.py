"""Time zones by their names, of which one clock may have several."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

# What is counted in while a zone's name means nothing here.
FALLBACK_ZONE = "UTC"
# Clocks that agree on every day of a year agree in winter and in summer.
_COMPARED_DAYS = 366


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of this IANA name; None when the system's zone data has no such zone."""
    try:
        return ZoneInfo(name)
    # A name that is none (ValueError), that is missing (KeyError), or that is a folder's (OSError).
    except (KeyError, OSError, ValueError):
        return None


def zone_or_utc(name: str) -> ZoneInfo:
    """The zone of this IANA name, UTC when there is none.

    A name can be stored that this system does not know: kept by a system with newer zone data, or
    dropped from the data since.
    """
    return zone_named(name) or ZoneInfo(FALLBACK_ZONE)


def is_same_clock(one: ZoneInfo, other: ZoneInfo, now: datetime) -> bool:
    """Whether both show the same time today and through the year to come, by whatever names they go."""
    return one.key == other.key or all(
        at.astimezone(one).utcoffset() == at.astimezone(other).utcoffset()
        for at in (now + timedelta(days=days) for days in range(_COMPARED_DAYS))
    )


def place_of(name: str) -> str:
    """The place in a zone's name, as `Buenos Aires` in `America/Argentina/Buenos_Aires`."""
    return name.rsplit("/", 1)[-1].replace("_", " ")
