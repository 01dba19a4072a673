"""A figure in Plotly's schema drawn as SVG: its poster, seen at first paint, on paper and without script.

It draws the parts of the schema that our figures use, one way for all of them: one x axis of dates or numbers
with labelled ticks, any number of y axes above each other, stacked bars of a given width, lines, markers,
words at points, shapes and annotations. Colours are written as in the figure, `var(--leaf)`, so that one
poster serves both themes; sizes are SVG attributes, since the content policy allows no style attributes.
Hover, legends, titles and logarithmic axes are left to plotly.js.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from math import ceil
from typing import Any

from django.utils.safestring import SafeString

Figure = Mapping[str, Any]

# Roughly what a label such as "22 Dec" needs, and what shorter ones do: so much for each letter, and the gap
# to the next. charts.js thins labels by the same figures.
TICK_ROOM, LETTER_ROOM, GAP_ROOM = 46, 7, 14
FONT_SIZE = 11
ANCHORS = {"left": "start", "center": "middle", "right": "end", "auto": "middle"}
BASELINES = {"top": 0.9, "middle": 0.36, "bottom": -0.25, "auto": 0.36}
# Where layers stand: as in Plotly, shapes can lie below the traces, annotations are always on top.
BELOW, ABOVE = "below", "above"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Maps figures (dates as milliseconds) to units of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: Any) -> float:
        return self.places([value])[0]

    def places(self, values: Iterable[Any]) -> list[float]:
        """Where each of these figures stands, which a trace has hundreds of."""
        low, start = self.low, self.start
        span, length = self.high - low, self.end - start
        return [start + (_number(value) - low) / span * length for value in values]

    def length(self, amount: float) -> float:
        """How long a difference of figures is drawn."""
        return abs(amount / (self.high - self.low) * (self.end - self.start))


@dataclass(slots=True)
class _Plot:
    """One drawing: the figure, its inner box and its axes."""

    figure: Figure
    width: float
    height: float
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0
    axes: dict[str, _Axis] = field(default_factory=dict)

    def __post_init__(self) -> None:
        layout = self.figure["layout"]
        margin = layout["margin"]
        self.left, self.right = margin["l"], self.width - margin["r"]
        self.top, self.bottom = margin["t"], self.height - margin["b"]
        self.axes["x"] = _Axis(*_ends(layout["xaxis"]), self.left, self.right)
        for name, axis in _y_axes(layout):
            low, high = axis.get("domain", (0, 1))
            inner = self.bottom - self.top
            self.axes[name] = _Axis(*_ends(axis), self.bottom - low * inner, self.bottom - high * inner)
        self.axes["paper x"] = _Axis(0, 1, self.left, self.right)
        self.axes["paper y"] = _Axis(0, 1, self.bottom, self.top)

    def place(self, item: Mapping[str, Any], ref: str) -> _Axis:
        """The axis that a shape or an annotation names, which may be the whole paper."""
        name = item.get(ref, ref[0])
        return self.axes[f"paper {ref[0]}" if name == "paper" else name]


def poster(figure: Figure, *, width: float, height: float, label: str, css_class: str = "") -> SafeString:
    """Draw a figure as SVG of this size, scaled to the width it is given; `label` says what it shows."""
    plot = _Plot(figure, width, height)
    layout = figure["layout"]
    shapes = layout.get("shapes", [])
    parts = [
        *(_shape(plot, shape) for shape in shapes if shape.get("layer", ABOVE) == BELOW),
        *_grid(plot),
        *_bars(plot),
        *(_shape(plot, shape) for shape in shapes if shape.get("layer", ABOVE) == ABOVE),
        *(part for trace in figure["data"] if trace["type"] == "scatter" for part in _scatter(plot, trace)),
        *_x_labels(plot),
        *(_annotation(plot, note) for note in layout.get("annotations", [])),
    ]
    start = {
        "class": css_class or None,
        "viewBox": f"0 0 {_n(width)} {_n(height)}",
        "role": "img",
        "aria-label": label,
    }
    # Each part is built of figures, and of texts that `_written` and `_text` escape.
    return SafeString(f"<svg{_written(start)}>{''.join(parts)}</svg>")


def thinned(texts: Sequence[str], width: float) -> int:
    """Return how many tick labels to step on by, so that these fit into `width`."""
    room = min(TICK_ROOM, GAP_ROOM + LETTER_ROOM * max(map(len, texts), default=0))
    return max(1, ceil(len(texts) * room / width))


def _y_axes(layout: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The y axes under the names that traces call them by: yaxis2 is y2."""
    for key, axis in layout.items():
        if key.startswith("yaxis"):
            yield "y" + key.removeprefix("yaxis"), axis


def _grid(plot: _Plot) -> Iterator[str]:
    for name, axis in _y_axes(plot.figure["layout"]):
        if not axis.get("visible", True):
            continue
        scale = plot.axes[name]
        for value, text in _y_ticks(axis):
            y = scale(value)
            css_class = "c-base" if value == 0 and axis.get("zeroline") else "c-grid"
            yield _path(f"M{_n(plot.left)} {_n(y)}H{_n(plot.right)}", {"class": css_class})
            if axis.get("showticklabels", True):
                yield _text(text, plot.left - 6, y + 4, anchor="end")


def _y_ticks(axis: Mapping[str, Any]) -> list[tuple[float, str]]:
    if "tickvals" in axis:
        return list(zip(axis["tickvals"], axis.get("ticktext", map(_n, axis["tickvals"])), strict=True))
    low, high = axis["range"]
    step = axis["dtick"]
    first = ceil(low / step)
    return [(n * step, f"{n * step:,g}") for n in range(first, int(high // step) + 1)]


def _x_labels(plot: _Plot) -> Iterator[str]:
    axis = plot.figure["layout"]["xaxis"]
    ticks = list(zip(axis["tickvals"], axis["ticktext"], strict=True))
    for value, text in ticks[:: thinned(axis["ticktext"], plot.right - plot.left)]:
        yield _text(text, plot.axes["x"](value), plot.bottom + 18, anchor="middle")


def _bars(plot: _Plot) -> Iterator[str]:
    """Bars of one y axis stand on each other in the order of their traces: a path per trace and opacity."""
    stacked: dict[tuple[str, Any], float] = defaultdict(float)
    for trace in plot.figure["data"]:
        if trace["type"] != "bar":
            continue
        x_axis, y_name = plot.axes["x"], trace.get("yaxis", "y")
        y_axis = plot.axes[y_name]
        width = x_axis.length(trace["width"])
        marker = trace["marker"]
        paths: dict[float, list[str]] = defaultdict(list)
        opacities, radius = _each(marker.get("opacity", 1), len(trace["x"])), marker.get("cornerradius", 0)
        feet = [stacked[y_name, x] for x in trace["x"]]
        heads = [foot + (y or 0) for foot, y in zip(feet, trace["y"], strict=True)]
        stacked |= {(y_name, x): head for x, head in zip(trace["x"], heads, strict=True)}
        places = zip(x_axis.places(trace["x"]), y_axis.places(feet), y_axis.places(heads), strict=True)
        for (x, low, high), y, opacity in zip(places, trace["y"], opacities, strict=True):
            if y:
                paths[opacity].append(_bar(x - width / 2, low, width, low - high, radius))
        line = marker.get("line", {})
        for opacity, bars in paths.items():
            yield _path(
                "".join(bars),
                {
                    # The hatch lies in the page once, since url(#…) is found only there.
                    "fill": "url(#hatch-pause)" if "pattern" in marker else marker["color"],
                    "stroke": line.get("color") if line.get("width") else None,
                    "stroke-width": line.get("width") or None,
                    "opacity": opacity if opacity != 1 else None,
                },
            )


def _bar(left: float, foot: float, width: float, rise: float, radius: float) -> str:
    r = min(radius, width / 2, rise)
    if r <= 0:
        return f"M{_n(left)} {_n(foot)}v{_n(-rise)}h{_n(width)}v{_n(rise)}z"
    return f"M{_n(left)} {_n(foot)}v{_n(r - rise)}{_bar_top(width, r)}v{_n(rise - r)}z"


# All bars of a trace have the same top but for the flattest.
@lru_cache(maxsize=1000)
def _bar_top(width: float, r: float) -> str:
    return f"q0 {_n(-r)} {_n(r)} {_n(-r)}h{_n(width - 2 * r)}q{_n(r)} 0 {_n(r)} {_n(r)}"


def _scatter(plot: _Plot, trace: Mapping[str, Any]) -> Iterator[str]:
    x_axis, y_axis = plot.axes["x"], plot.axes[trace.get("yaxis", "y")]
    mode, marker = trace["mode"], trace.get("marker", {})
    has_markers = "markers" in mode and marker.get("opacity", 1)
    if mode == "markers" and not has_markers:
        # Points that only speak.
        return
    places = zip(x_axis.places(trace["x"]), y_axis.places(y or 0 for y in trace["y"]), strict=True)
    points = [None if y is None else place for place, y in zip(places, trace["y"], strict=True)]
    if "lines" in mode:
        line = trace["line"]
        yield _path(
            "".join(_polyline(run) for run in _runs(points)),
            {
                "fill": "none",
                "stroke": line["color"],
                "stroke-width": line["width"],
                "stroke-linejoin": "round",
                "stroke-linecap": "round",
                **_dash(line),
            },
        )
    if has_markers:
        line = marker.get("line", {})
        look = {"fill": marker["color"], "stroke": line.get("color"), "stroke-width": line.get("width")}
        yield f"<g{_written(look)}>"
        radius = _n(marker["size"] / 2)
        for point in points:
            if point:
                yield f'<circle cx="{_n(point[0])}" cy="{_n(point[1])}" r="{radius}"/>'
        yield "</g>"
    if "text" in mode:
        for point, text in zip(points, trace["text"], strict=True):
            if point:
                yield _text(text, point[0], point[1] - 5, anchor="middle", css_class="c-lab")


def _runs(points: Iterable[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Points that hang together: where one is missing the line has a gap, as honest as the data."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _polyline(points: Sequence[tuple[float, float]]) -> str:
    # A single point is drawn as a dot: a line of no length with round ends.
    places = [f"{_n(x)} {_n(y)}" for x, y in points]
    return f"M{'L'.join(places if len(places) > 1 else places * 2)}"


def _shape(plot: _Plot, shape: Mapping[str, Any]) -> str:
    x_axis, y_axis = plot.place(shape, "xref"), plot.place(shape, "yref")
    x0, x1 = x_axis(shape["x0"]), x_axis(shape["x1"])
    y0, y1 = y_axis(shape["y0"]), y_axis(shape["y1"])
    line = shape.get("line", {})
    common = {
        "opacity": shape.get("opacity"),
        "stroke": line.get("color") if line.get("width") else None,
        "stroke-width": line.get("width") or None,
        **_dash(line),
    }
    if shape["type"] == "line":
        return _path(f"M{_n(x0)} {_n(y0)}L{_n(x1)} {_n(y1)}", common)
    return _path(f"M{_n(x0)} {_n(y0)}H{_n(x1)}V{_n(y1)}H{_n(x0)}z", {**common, "fill": shape["fillcolor"]})


def _annotation(plot: _Plot, note: Mapping[str, Any]) -> str:
    font = note.get("font", {})
    size = font.get("size", FONT_SIZE)
    # Plotly counts shifts upwards, SVG downwards.
    x = plot.place(note, "xref")(note["x"]) + note.get("xshift", 0)
    y = plot.place(note, "yref")(note["y"]) - note.get("yshift", 0)
    return _text(
        note["text"],
        x,
        y + BASELINES[note.get("yanchor", "auto")] * size,
        anchor=ANCHORS[note.get("xanchor", "auto")],
        fill=font.get("color"),
        size=size,
        weight=font.get("weight"),
    )


def _text(
    text: str,
    x: float,
    y: float,
    *,
    anchor: str,
    css_class: str = "c-ax",
    fill: str | None = None,
    size: float | None = None,
    weight: int | None = None,
) -> str:
    # A class would win over the attributes, so coloured words have none.
    attributes = {
        "class": None if fill else css_class,
        "fill": fill,
        "font-size": size if fill else None,
        "font-weight": weight if fill else None,
    }
    anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text{_written(attributes)} x="{_n(x)}" y="{_n(y)}"{anchored}>{escape(text)}</text>'


def _dash(line: Mapping[str, Any]) -> dict[str, Any]:
    dash = line.get("dash", "solid")
    return {} if dash == "solid" else {"stroke-dasharray": dash.replace("px", "").replace(",", " ")}


def _path(d: str, attributes: Mapping[str, Any]) -> str:
    """A path; `d` is made of figures and needs no escaping."""
    return f'<path{_written(attributes)} d="{d}"/>'


def _written(attributes: Mapping[str, Any]) -> str:
    """Attributes as a tag has them: those without a value are left out, all others escaped."""
    return "".join(
        [f' {key}="{escape(str(value))}"' for key, value in attributes.items() if value is not None]
    )


def _ends(axis: Mapping[str, Any]) -> tuple[float, float]:
    low, high = axis["range"]
    return _number(low), _number(high)


def _each(value: Any, count: int) -> Sequence[Any]:
    """A value that Plotly takes once for all points or once for each."""
    return value if isinstance(value, list) else [value] * count


def _number(value: Any) -> float:
    """A figure as it stands, a date or moment as milliseconds, which is how Plotly counts widths."""
    return _milliseconds(value) if isinstance(value, str) else float(value)


# The same days stand in each trace, chart and size.
@lru_cache(maxsize=4000)
def _milliseconds(moment: str) -> float:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp() * 1000


# Most places are drawn more than once: by each trace of a stack, and at each width.
@lru_cache(maxsize=1000)
def _n(number: float) -> str:
    text = f"{number:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"
