"""The hours of a day as a bar: where magnesium fits, what keeps it off, and what was taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tracker.domain.spacing import DaySpacing

HOURS_BETWEEN_TICKS = 6
# Nearer than this to an end, in percent, a label would stick out.
EDGE = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the bar, in percent of its length."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the bar, in percent of its length; `anchor` keeps a label of it inside."""

    at: datetime
    x: str
    anchor: str
    too_close: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the bar draws; `now` is None when it is not of today."""

    blocked: Sequence[Piece]
    ticks: Sequence[Mark]
    intakes: Sequence[Mark]
    doses: Sequence[Mark]
    now: Mark | None


def timeline(
    spacing: DaySpacing, doses: Sequence[datetime], zone: ZoneInfo, now: datetime | None
) -> Timeline:
    """Draw a day from its start to its end; a day of a clock change is as long as it was."""
    length = spacing.end - spacing.start

    def place(at: datetime) -> float:
        return 100 * ((at - spacing.start) / length)

    def mark(at: datetime, *, too_close: bool = False) -> Mark:
        x = place(at)
        anchor = "start" if x < EDGE else "end" if x > 100 - EDGE else "middle"
        return Mark(at, _n(x), anchor, too_close)

    def on_the_day(at: datetime) -> bool:
        return spacing.start <= at <= spacing.end

    hours = (spacing.start + timedelta(hours=n) for n in range(round(length / timedelta(hours=1)) + 1))
    whole = (at.astimezone(zone).replace(minute=0, second=0) for at in hours)
    return Timeline(
        blocked=[
            Piece(_n(place(stretch.start)), _n(place(stretch.end) - place(stretch.start)))
            for stretch in spacing.blocked
        ],
        ticks=[mark(at) for at in whole if at.hour % HOURS_BETWEEN_TICKS == 0 and on_the_day(at)],
        intakes=[mark(intake.at) for intake in spacing.intakes],
        doses=[
            mark(at, too_close=any(stretch.keeps_off(at) for stretch in spacing.blocked))
            for at in doses
            if on_the_day(at)
        ],
        now=mark(now) if now and on_the_day(now) else None,
    )


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
