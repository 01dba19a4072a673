"""When the mail about a week is due."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

MONDAY = 0
# Early enough to be there at breakfast; from then on the whole Monday, should the server have slept.
FIRST_CLOCK = time(6, 0)


def is_due(now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is Monday, six o'clock or later, on the wall clock in `zone`."""
    local = now.astimezone(zone)
    return local.weekday() == MONDAY and local.time() >= FIRST_CLOCK
