"""Traces that charts are made of: bars, hatches, open rings, numbers, and points that only speak."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

DAY_MS = 86_400_000
# How much of its day or week a bar fills.
BAR_FILLS = 0.8
TENTH = Decimal("0.1")
# A day that is not over, and a week that is cut; and today upon such a week.
PALE, FAINT = 0.55, 0.28
# What traces are called that show nothing done, for legends.
NONE_TRACE = "none"
# How bars end: those that stand alone are rounded, those on each other are kept apart by a hairline.
ROUNDED = {"cornerradius": 4}
STACKED = {"line": {"color": "var(--surface)", "width": 0.7}}


def bars(
    x: Sequence[Any],
    y: Sequence[float],
    *,
    colour: str,
    width: float,
    opacity: Sequence[float] = (),
    **more: Any,
) -> dict[str, Any]:
    """Bars that say nothing when pointed at; bars at one place are stacked."""
    # Once for all bars where all are alike, as nearly always.
    alike = opacity[0] if opacity else 1
    return {
        "type": "bar",
        "x": x,
        "y": y,
        "width": width,
        "marker": {
            "color": colour,
            "opacity": list(opacity) if len(set(opacity)) > 1 else alike,
            **more.pop("marker", ROUNDED),
        },
        "hoverinfo": "skip",
        **more,
    }


def paused_bars(x: Sequence[str], y: Sequence[float], *, width_days: int) -> dict[str, Any]:
    """Hatched bars where nothing was asked for."""
    return {
        "type": "bar",
        "name": _("Paused"),
        "x": x,
        "y": y,
        "width": width_days * DAY_MS,
        "marker": {
            "color": "rgba(0,0,0,0)",
            "pattern": {
                "shape": "/",
                "fgcolor": "var(--edge)",
                "bgcolor": "rgba(0,0,0,0)",
                "fgopacity": 0.7,
                "size": 5,
                "solidity": 0.3,
            },
            "line": {"width": 0},
        },
        "hovertemplate": _("Paused") + "<extra></extra>",
    }


def zero_markers(x: Sequence[Any], *, colour: str, is_small: bool) -> dict[str, Any]:
    """Open rings on the ground line, where something was due and none of it done."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": NONE_TRACE,
        "x": x,
        "y": [0] * len(x),
        "cliponaxis": False,
        "marker": {
            "color": "var(--surface)",
            "size": 4 if is_small else 6,
            "line": {"color": colour, "width": 1.5},
        },
        "hoverinfo": "skip",
    }


def hover_points(x: Sequence[Any], y: Sequence[float], words: Sequence[str], **more: Any) -> dict[str, Any]:
    """Points that are not drawn and only speak when pointed at; they stand at the top of bars."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "customdata": [str(each) for each in words],
        "marker": {"color": "var(--ink)", "opacity": 0, "size": 1},
        "hovertemplate": "%{customdata}<extra></extra>",
        **more,
    }


def value_labels(x: Sequence[Any], y: Sequence[float], texts: Sequence[str]) -> dict[str, Any]:
    """Figures above bars."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": texts,
        "textposition": "top center",
        "textfont": {"size": 12, "weight": 660, "color": "var(--ink)"},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def bar_width(width_days: int) -> int:
    """The width of a bar in milliseconds, which is how Plotly counts on a date axis."""
    return round(BAR_FILLS * width_days * DAY_MS)


def plotted(value: Decimal) -> float:
    """A figure as a trace holds it: to 0.1, halves up, as `formats.mg` writes it."""
    return float(value.quantize(TENTH, ROUND_HALF_UP))
