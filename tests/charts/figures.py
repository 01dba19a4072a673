"""Figures taken apart, to be compared."""


def titles(figure):
    return [note["text"] for note in figure["layout"]["annotations"]]


def row(figure, title):
    """The traces of one row of a chart."""
    place = titles(figure).index(title)
    return [trace for trace in figure["data"] if trace["yaxis"] == (f"y{place + 1}" if place else "y")]


def points(trace):
    return dict(zip(trace["x"], trace["y"], strict=True))


def said(traces):
    """What pointing at a chart says, by place."""
    speaking = [trace for trace in traces if "customdata" in trace]
    return {x: text for trace in speaking for x, text in zip(trace["x"], trace["customdata"], strict=True)}


def bars(traces):
    """Solid bars by place, those of one place added up."""
    tops = {}
    for trace in traces:
        if trace["type"] == "bar" and "pattern" not in trace["marker"]:
            for x, y in points(trace).items():
                tops[x] = tops.get(x, 0) + y
    return tops


def hatched(traces):
    return [x for trace in traces if trace.get("name") == "Paused" for x in trace["x"]]


def rings(traces):
    small = [
        trace for trace in traces if trace.get("mode") == "markers" and trace["marker"]["size"] in (4, 6)
    ]
    return [x for trace in small for x in trace["x"] if not any(trace["y"])]


def by_week(seen, value):
    """What each period has of something, those without it left out."""
    values = {period.first_day.isoformat(): value(period) for period in seen.periods}
    return {x: found for x, found in values.items() if found}


def steps(figure, yref):
    lines = [shape for shape in figure["layout"]["shapes"] if shape["yref"] == yref]
    return [(line["x0"], line["x1"], line["y0"]) for line in lines]
