import re

from tests.charts.svg import elements
from tracker.charts.poster import poster, thinned


def figure(*data, **layout):
    return {
        "data": list(data),
        "layout": {
            "margin": {"l": 40, "r": 0, "t": 10, "b": 20},
            "xaxis": {"range": ["2026-03-01 12:00", "2026-03-11 12:00"], "tickvals": [], "ticktext": []},
            "yaxis": {"range": [0, 100], "dtick": 50},
            **layout,
        },
    }


def bars(x, y, **more):
    return {"type": "bar", "x": x, "y": y, "width": 86_400_000, "marker": {"color": "var(--leaf)"}, **more}


def draw(fig):
    """The drawing; its inner box is 100 wide and 100 high, from (40, 10) to (140, 110)."""
    return poster(fig, width=140, height=130, label="What it shows")


def paths(svg, **attributes):
    found = elements(svg, "path")
    return [
        path.get("d") for path in found if all(path.get(key) == value for key, value in attributes.items())
    ]


def test_bars_of_a_day_stand_on_each_other():
    svg = draw(
        figure(bars(["2026-03-02"], [20]), bars(["2026-03-02"], [30], marker={"color": "var(--walk)"}))
    )
    assert paths(svg, fill="var(--leaf)") == ["M40 110v-20h10v20z"]
    assert paths(svg, fill="var(--walk)") == ["M40 90v-30h10v30z"]


def test_bars_of_another_axis_stand_on_their_own():
    fig = figure(
        bars(["2026-03-02"], [50]),
        bars(["2026-03-02"], [50], yaxis="y2", marker={"color": "var(--walk)"}),
        yaxis={"range": [0, 100], "dtick": 50, "domain": [0, 0.5]},
        yaxis2={"range": [0, 100], "dtick": 50, "domain": [0.5, 1]},
    )
    assert paths(draw(fig), fill="var(--leaf)") == ["M40 110v-25h10v25z"]
    assert paths(draw(fig), fill="var(--walk)") == ["M40 60v-25h10v25z"]


def test_a_bar_of_its_own_opacity_has_its_own_path():
    marker = {"color": "var(--leaf)", "opacity": [1, 0.55]}
    svg = draw(figure(bars(["2026-03-02", "2026-03-03"], [20, 20], marker=marker)))
    assert [path.get("opacity") for path in elements(svg, "path") if path.get("fill") == "var(--leaf)"] == [
        None,
        "0.55",
    ]


def test_a_bar_of_nothing_is_not_drawn():
    assert paths(draw(figure(bars(["2026-03-02"], [0]))), fill="var(--leaf)") == []


def test_a_line_breaks_where_a_point_is_missing():
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": [f"2026-03-0{n}" for n in range(2, 7)],
        "y": [0, 100, None, 50, None],
        "line": {"color": "var(--ink)", "width": 2},
    }
    assert paths(draw(figure(line)), stroke="var(--ink)") == ["M45 110L55 10M75 60L75 60"]


def test_markers_are_circles_and_those_that_only_speak_are_not_drawn():
    marker = {"color": "var(--surface)", "size": 6, "line": {"color": "var(--bed)", "width": 1.5}}
    dot = {"type": "scatter", "mode": "markers", "x": ["2026-03-02"], "y": [100], "marker": marker}
    silent = dot | {"marker": marker | {"opacity": 0}}
    assert [circle.attributes for circle in elements(draw(figure(dot, silent)), "circle")] == [
        {"cx": "45", "cy": "10", "r": "3"}
    ]


def test_words_at_points_stand_above_them_and_gaps_have_none():
    words = {"type": "scatter", "mode": "text", "x": ["2026-03-02", "2026-03-03"], "y": [50, None]}
    svg = draw(figure(words | {"text": ["<7>", "8"]}))
    labels = [text for text in elements(svg, "text") if text.get("class") == "c-lab"]
    assert [(text.text, text.get("x"), text.get("y")) for text in labels] == [("<7>", "45", "55")]
    assert "<7>" not in svg


def test_an_axis_of_numbers_places_bars_by_number():
    axis = {"type": "linear", "range": [-0.5, 6.5], "tickvals": [0, 3], "ticktext": ["Mon", "Thu"]}
    fig = figure(bars([0, 6], [100, 100], width=0.7), xaxis=axis)
    fig["layout"]["margin"] = {"l": 0, "r": 0, "t": 10, "b": 20}
    assert paths(draw(fig), fill="var(--leaf)") == ["M3 110v-100h14v100zM123 110v-100h14v100z"]
    labels = elements(draw(fig), "text")[-2:]
    assert [(text.text, text.get("x")) for text in labels] == [("Mon", "10"), ("Thu", "70")]


def test_a_shape_below_comes_before_the_bars_and_others_after():
    band = {"type": "rect", "x0": 0, "x1": 1, "xref": "paper", "y0": 40, "y1": 50, "fillcolor": "var(--note)"}
    line = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 50, "y1": 50}
    line["line"] = {"color": "var(--danger)", "width": 1, "dash": "5px,4px"}
    svg = draw(figure(bars(["2026-03-02"], [20]), shapes=[line, band | {"layer": "below"}]))
    order = [
        path.get("fill") or path.get("stroke") for path in elements(svg, "path") if path.get("class") is None
    ]
    assert order == ["var(--note)", "var(--leaf)", "var(--danger)"]
    assert paths(svg, fill="var(--note)") == ["M40 70H140V60H40z"]
    assert [path.get("stroke-dasharray") for path in elements(svg, "path") if path.get("stroke")] == ["5 4"]


def test_labels_are_thinned_until_they_fit():
    assert [thinned(["22 Dec"] * count, 276) for count in (4, 12, 52)] == [1, 2, 9]
    # Shorter ones need less room.
    assert thinned(["Mon"] * 7, 276) == 1
    days = [f"2026-03-{n:02d}" for n in range(2, 8)]
    axis = {"range": ["2026-03-01 12:00", "2026-03-11 12:00"], "tickvals": days, "ticktext": days}
    assert [text.text for text in elements(draw(figure(xaxis=axis)), "text")][-2:] == [
        "2026-03-02",
        "2026-03-05",
    ]


def test_ticks_follow_the_step_or_the_values_given():
    svg = draw(figure(yaxis2={"range": [0, 103], "tickvals": [0, 100], "ticktext": ["0", "100 %"]}))
    assert [text.text for text in elements(svg, "text")] == ["0", "50", "100", "0", "100 %"]


def test_whatever_a_figure_says_is_escaped():
    note = {"text": "<b>&", "x": 0, "xref": "paper", "y": 0, "yref": "paper", "font": {"color": '"><script>'}}
    svg = poster(figure(annotations=[note]), width=140, height=130, label='"<i>')
    assert "<script" not in svg
    assert "<b>" not in svg
    assert elements(svg)[0].get("aria-label") == '"<i>'


def test_a_poster_needs_no_style_of_its_own():
    svg = poster(figure(bars(["2026-03-02"], [20])), width=140, height=130, label="x", css_class="plot-s")
    assert not re.search(r"style|<script|on\w+=", svg)
    assert 'role="img"' in svg
