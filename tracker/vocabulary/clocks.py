"""How clock times are written in the request under way: by 24 hours, or by 12 with am and pm.

Every layer that writes a time for people may ask here, as it asks Django for the language; only the
views set it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import time
from decimal import Decimal

from django.utils.translation import gettext as _

TWELVE_HOURS = "12"
HOUR, NOON, DAY = 60, 12 * 60, 24 * 60

# A question rather than an answer: pages without a clock time never load the person to answer it.
_hour_format: ContextVar[Callable[[], str]] = ContextVar("hour_format", default=lambda: "24")


@contextmanager
def hour_format(ask: Callable[[], str]) -> Iterator[None]:
    """Write clock times by what `ask` answers ("12" or "24") until the block ends."""
    token = _hour_format.set(ask)
    try:
        yield
    finally:
        _hour_format.reset(token)


def clock_words(clock: time) -> str:
    """A time of day as people read it: 07:42 and 19:42, or 7:42 am and 7:42 pm."""
    if _hour_format.get()() != TWELVE_HOURS:
        return f"{clock:%H:%M}"
    return _by_twelve(clock, f"{clock.hour % 12 or 12}:{clock:%M}")


def hour_words(hour: int) -> str:
    """A full hour where room is short, as on the axis of a chart: 19:00, or 7 pm."""
    clock = time(hour % 24)
    if _hour_format.get()() != TWELVE_HOURS:
        return f"{clock:%H:%M}"
    return _by_twelve(clock, str(clock.hour % 12 or 12))


def clock_after_noon(minutes: float | Decimal) -> str:
    """The clock time so many minutes after noon, as means of nights are kept; before noon when negative."""
    return clock_words(time(*divmod((round(minutes) + NOON) % DAY, HOUR)))


def _by_twelve(clock: time, figures: str) -> str:
    words = _("%(time)s am") if clock.hour < 12 else _("%(time)s pm")
    # A time never breaks across lines.
    return (words % {"time": figures}).replace(" ", "\N{NO-BREAK SPACE}")
