"""The gauge of a day's magnesium: lengths along the arc are milligrams, so a dash is written in mg."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin

# The arc as templates/days/_gauge.html draws it: centre, and the radius on which its labels stand.
CENTRE_X, CENTRE_Y, LABEL_RADIUS = 179, 172, 172
SCALE_MG = 600
# Air at both ends of a segment, in parts of the whole arc.
GAP, LEAD = 2.2 / 600, 0.6 / 600


@dataclass(frozen=True, slots=True)
class Arc:
    """A stretch of the arc, as SVG's dash attributes."""

    dasharray: str
    dashoffset: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the arc: the angle of its mark in degrees and where its label stands."""

    mg: Decimal
    angle: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """What the gauge draws; `length` is its full scale in mg."""

    length: int
    band: Arc | None
    ticks: Sequence[Tick]
    segments: Sequence[Arc]
    over: Arc | None
    planned: Arc | None
    limit: Tick | None


def gauge(
    doses_mg: Sequence[Decimal],
    *,
    low_mg: Decimal | None,
    high_mg: Decimal | None,
    limit_mg: Decimal,
    planned_mg: Decimal = Decimal(0),
) -> Gauge:
    """Draw doses, in the order taken, against the band; without a target there is no band.

    `planned_mg` is what is still meant to be taken, drawn behind the last dose.
    """
    length = max(SCALE_MG, round(float(high_mg or 0) * 1.2))
    top = float(high_mg) if high_mg is not None else float(length)
    segments, at = [], 0.0
    for dose in doses_mg:
        end = min(at + float(dose), top)
        if end > at:
            segments.append(_arc(at, end, length))
        at += float(dose)
    over = _arc(top, min(at, length), length) if at > top else None
    planned = _arc(at, min(at + float(planned_mg), length), length) if planned_mg and at < length else None
    band = None
    ticks: list[Tick] = []
    if low_mg is not None and high_mg is not None:
        band = Arc(f"{_n(float(high_mg - low_mg))} {2 * length}", _n(-float(low_mg)))
        ticks = [_tick(mg, length) for mg in dict.fromkeys((low_mg, high_mg))]
    limit = _tick(limit_mg, length) if limit_mg <= length else None
    return Gauge(length, band, ticks, segments, over, planned, limit)


def _arc(start: float, end: float, length: int) -> Arc:
    drawn = max(end - start - GAP * length, 0.5)
    return Arc(f"{_n(drawn)} {2 * length}", _n(-(start + LEAD * length)))


def _tick(mg: Decimal, length: int) -> Tick:
    turn = float(mg) / length
    x = CENTRE_X - LABEL_RADIUS * cos(pi * turn)
    y = CENTRE_Y - LABEL_RADIUS * sin(pi * turn) + 4
    return Tick(mg, _n(turn * 180), _n(x), _n(y), "start" if turn > 0.5 else "end")


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
