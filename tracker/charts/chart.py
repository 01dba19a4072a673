"""A chart as a page needs it: its figure for plotly.js and its posters, in the sizes of design/."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from tracker.vocabulary.formats import written_day

from .poster import Figure, poster

# The style sheet shows one of the three by the width of the card: parts/charts.css.
POSTER_WIDTHS = {"plot-s": 340, "plot-m": 540, "plot-l": 860}
MARGIN = {"l": 36, "r": 36, "t": 12, "b": 28, "pad": 0}


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready for its template; `figure` is JSON, escaped for a <template> element."""

    id: str
    figure: SafeString
    posters: Sequence[SafeString]


def chart(figure: Figure, *, chart_id: str, label: str, heights: tuple[int, int]) -> Chart:
    """Draw a figure for each width, and write it down for plotly.js; heights are a phone's and all others'.

    `label` says what the picture shows to those who do not see it.
    """
    # Not by Plotly's own encoder, which takes a tenth of a second and 12 MiB in each worker to load: our
    # figures are texts, numbers and None. What is no number is an error here and in no browser.
    written = json.dumps(figure, allow_nan=False, separators=(",", ":"))
    return Chart(
        chart_id,
        # In a <template>, not a <script>: HTMX is told to drop every script of what it swaps in.
        escape(written),
        [
            poster(
                figure,
                width=width,
                height=heights[0] if name == "plot-s" else heights[1],
                label=label,
                css_class=name,
            )
            for name, width in POSTER_WIDTHS.items()
        ],
    )


def layout(xaxis: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """What all charts' layouts share (design/README.md, "Charts"); nothing moves unless it is asked to.

    No text of a figure may hold markup: plotly.js turns it into style attributes, which the policy forbids.
    """
    return {
        # Not transparent: what lies behind decides how plotly.js outlines the line under the pointer.
        "paper_bgcolor": "var(--surface)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "Figtree", "size": 11, "color": "var(--ink-3)"},
        "margin": MARGIN,
        "showlegend": False,
        "barmode": "stack",
        "dragmode": False,
        "hovermode": "x unified",
        # Rows above each other speak together.
        "hoversubplots": "axis",
        "hoverlabel": {
            "bgcolor": "var(--raised)",
            "bordercolor": "var(--edge)",
            "font": {"size": 12, "color": "var(--ink)"},
            "align": "left",
        },
        "xaxis": {
            "type": "date",
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
            "ticklabelstandoff": 6,
            "tickmode": "array",
            "fixedrange": True,
            "spikecolor": "var(--ink-2)",
            "spikethickness": 1,
            "spikedash": "dot",
            **xaxis,
        },
        **more,
    }


def y_axis(top: float, **more: Any) -> dict[str, Any]:
    """A y axis from nought to `top`, with hairlines and a firmer line at nought."""
    return {
        # A little beyond, since plotly.js draws no hairline at the very edge.
        "range": [0, round(top * 1.015, 2)],
        "ticklabelstandoff": 4,
        "gridcolor": "var(--line)",
        "gridwidth": 1,
        "zeroline": True,
        "zerolinecolor": "var(--edge)",
        "zerolinewidth": 1,
        "fixedrange": True,
        **more,
    }


def edge_label(text: str, y: float, *, colour: str, yref: str = "y") -> dict[str, Any]:
    """A figure at the right edge, beside the line that it belongs to."""
    return {
        "text": text,
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "xshift": 6,
        "yref": yref,
        "y": y,
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 11, "weight": 660, "color": colour},
    }


def ticks(days: Mapping[date, str]) -> dict[str, Any]:
    """Labelled places on a date axis, in the reader's language; `days` says where each stands."""
    return {
        "tickvals": list(days.values()),
        "ticktext": [written_day(day, "j M") for day in days],
    }


def edges(first: date, last: date, margin: timedelta) -> list[str]:
    """The range of a date axis that begins and ends `margin` beyond its outer days."""
    return [moment(first, -margin), moment(last, margin)]


def moment(day: date, shift: timedelta) -> str:
    """A place on a date axis, some hours before or after a day's own."""
    hours = round(shift / timedelta(hours=1))
    whole, rest = divmod(hours, 24)
    return f"{day + timedelta(days=whole)} {rest:02d}:00"


def rounded_up(value: float, steps: Sequence[int] = (1, 2, 5)) -> int:
    """The least of these steps, or of ten, a hundred … times them, that reaches `value`."""
    power = 1
    while True:
        for step in steps:
            if step * power >= value:
                return step * power
        power *= 10
