"""Small charts above each other on one x axis: a row for each thing that is compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .chart import MARGIN, layout, y_axis

# Rows are as high as this at any number of them, so the chart's height follows.
LOW_ROW, HIGH_ROW = 72, 96
# What stands above and below the rows: the margins of the chart.
AROUND = MARGIN["t"] + MARGIN["b"]
# The part of its row that bars and lines may fill; the row's name stands in the rest.
ROW_FILLED = {LOW_ROW: 0.6, HIGH_ROW: 0.68}
# Numbers above bars need this much of the row beyond its highest bar.
NUMBER_ROOM = 1.3


@dataclass(frozen=True, slots=True)
class Row:
    """One of the charts: its traces and shapes, as yet without the name of their y axis."""

    title: str
    axis: Mapping[str, Any]
    traces: Sequence[Mapping[str, Any]]
    shapes: Sequence[Mapping[str, Any]] = field(default_factory=list)


def rows_height(count: int, height: int = LOW_ROW) -> tuple[int, int]:
    """The height of a chart of so many rows, on a phone and on anything wider."""
    return (AROUND + height * count, AROUND + height * count)


def figure_heights(figure: Mapping[str, Any], height: int) -> tuple[int, int]:
    """The same of a chart that `rows_figure` made."""
    return rows_height(sum(key.startswith("yaxis") for key in figure["layout"]), height)


def rows_figure(rows: Sequence[Row], xaxis: Mapping[str, Any], height: int = LOW_ROW) -> dict[str, Any]:
    """Put rows above each other, the first one on top."""
    data: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for place, row in enumerate(rows):
        number = str(place + 1) if place else ""
        foot = 1 - (place + 1) / len(rows)
        domain = [round(foot, 4), round(foot + ROW_FILLED[height] / len(rows), 4)]
        axes[f"yaxis{number}"] = {**row.axis, "domain": domain, "anchor": "x"}
        data += [{**trace, "yaxis": f"y{number}"} for trace in row.traces]
        shapes += [{**shape, "yref": f"y{number}"} for shape in row.shapes]
    more: dict[str, Any] = {"shapes": shapes} if shapes else {}
    return {
        "data": data,
        "layout": layout(
            {"anchor": f"y{len(rows)}" if len(rows) > 1 else "y", **xaxis},
            annotations=[
                _title(row.title, axis["domain"][1]) for row, axis in zip(rows, axes.values(), strict=True)
            ],
            # No labels at the right edge, so the rows may use it.
            margin={**MARGIN, "r": 8},
            **more,
            **axes,
        ),
    }


def counts_axis(top: int, unit: str = "") -> dict[str, Any]:
    """The y axis of a row of counts: labelled at nought and at `top`, with room for numbers above bars."""
    return y_axis(top * NUMBER_ROOM, tickvals=[0, top], ticktext=["0", f"{top:,}{unit}"])


def scale_axis(low: float, high: float, labels: Mapping[int, str]) -> dict[str, Any]:
    """The y axis of a row of points between `low` and `high`, which need not begin at nought."""
    # Points at the ends are drawn whole, and their hairlines too.
    air = (high - low) * 0.08
    return y_axis(
        high,
        range=[round(low - air, 2), round(high + air, 2)],
        zeroline=False,
        tickvals=list(labels),
        ticktext=list(labels.values()),
    )


def _title(text: str, top: float) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": top,
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "font": {"size": 12, "weight": 560, "color": "var(--ink-2)"},
    }
