import re
from xml.etree import ElementTree

import pytest

from tracker.charts.picture import light_colours, picture
from tracker.charts.walks import walks_by_period

SVG = "{http://www.w3.org/2000/svg}"
SENTENCE = "12 walks that counted, of 21 asked for. " * 6


@pytest.fixture(scope="module")
def drawn(seen):
    ticks = [period.first_day for period in seen.periods]
    legend = [("var(--walk)", 1, "Breakfast"), ("var(--walk)", 0.34, "Another <time>")] * 6
    return picture(
        walks_by_period(seen.periods, ticks),
        title="Walks & meals",
        sentence=SENTENCE,
        legend=legend,
        height=220,
    )


def test_a_picture_stands_alone(drawn):
    root = ElementTree.XML(drawn)
    assert root.tag == f"{SVG}svg"
    # Nothing is fetched from anywhere, and no token is left that only the app could resolve.
    assert "var(" not in drawn
    assert set(re.findall(r"https?://[^\s\"<]+", drawn)) == {"http://www.w3.org/2000/svg"}
    assert "<script" not in drawn
    used = set(re.findall(r"url\(#([a-z-]+)\)", drawn))
    assert used == {"hatch-pause"}
    assert used <= {each.get("id") for each in root.iter()}


def test_a_picture_says_what_the_card_says(drawn):
    root = ElementTree.XML(drawn)
    said = [text.text for text in root.iter(f"{SVG}text")]
    assert root.find(f"{SVG}title").text == "Walks & meals"
    assert said[0] == "Walks & meals"
    assert " ".join(said).count("12 walks that counted, of 21 asked for.") == 6
    assert said.count("Another <time>") == 6
    assert said[-1] == "Twelve"


def test_nothing_reaches_beyond_the_picture(drawn):
    root = ElementTree.XML(drawn)
    _x, _y, width, height = map(float, root.get("viewBox").split())
    for part in root.findall(f"{SVG}text") + root.findall(f"{SVG}rect")[1:] + root.findall(f"{SVG}svg"):
        assert 0 <= float(part.get("x")) < width
        assert 0 <= float(part.get("y")) < height
    (plot,) = root.findall(f"{SVG}svg")
    assert float(plot.get("x")) + float(plot.get("width")) + float(plot.get("x")) == width
    assert plot.get("viewBox") == f"0 0 {plot.get('width')} {plot.get('height')}"
    # Words at the edges of the chart may need more than its box where another font is wider.
    assert plot.get("overflow") == "visible"
    places = [(rect.get("x"), rect.get("y")) for rect in root.findall(f"{SVG}rect")[1:]]
    assert len(set(places)) == 12
    assert len({y for _x, y in places}) > 1


def test_its_colours_are_those_of_the_light_theme():
    colours = light_colours()
    assert colours["surface"] == "#fdfefa"
    assert colours["walk"] == "#1c7c94"
    # Not those for people who asked for more contrast.
    assert colours["ink-2"] == "#43564a"
