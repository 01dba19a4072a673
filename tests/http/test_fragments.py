import pytest

from tracker.http.fragments import path_shown, render_page

PAGE = (
    "<html>{% partialdef day inline %}<p id=day>{{ word }}</p>{% endpartialdef %}"
    "{% partialdef sheet inline %}<p id=sheet>{{ word }}</p>{% endpartialdef %}</html>"
)
WHOLE = "<html><p id=day>Noon</p><p id=sheet>Noon</p></html>"
DAY, SHEET = "<p id=day>Noon</p>", "<p id=sheet>Noon</p>"


@pytest.fixture
def answer(templates, asked):
    """The answer to a request for this part of a page."""
    templates(page=PAGE)

    def given(asks_for, **kwargs):
        return render_page(asked(asks_for), "page.html", {"word": "Noon"}, **kwargs)

    return given


@pytest.mark.parametrize(
    ("asks_for", "options", "shown"),
    [
        (None, {"fragments": ["day", "sheet"]}, WHOLE),
        ("day", {"fragments": ["day", "sheet"]}, DAY),
        ("sheet", {"fragments": ["day", "sheet"]}, SHEET),
        # A part that the view does not offer, or that nobody ever drew.
        ("sheet", {"fragments": ["day"]}, WHOLE),
        ("day", {}, WHOLE),
        ("no-such", {"fragments": ["day"]}, WHOLE),
        # An answer that goes elsewhere than where the request came from; without htmx it goes nowhere.
        ("day", {"fragments": ["day", "sheet"], "target": "sheet"}, SHEET),
        (None, {"fragments": ["day", "sheet"], "target": "sheet"}, WHOLE),
    ],
)
def test_the_part_that_will_be_replaced_is_drawn_alone_where_it_is_offered(asks_for, options, shown, answer):
    assert answer(asks_for, **options).text == shown


@pytest.mark.parametrize("asks_for", [None, "day"])
def test_caches_are_told_what_tells_page_and_part_apart(asks_for, answer):
    assert answer(asks_for, fragments=["day"])["Vary"] == "HX-Request, HX-Target"


@pytest.mark.parametrize("asks_for", [None, "day"])
def test_the_status_is_the_views(asks_for, answer):
    assert answer(asks_for, fragments=["day"], status=422).status_code == 422


@pytest.mark.parametrize(
    ("shown", "path"),
    [
        ("http://testserver/days/2026-03-10/?a=1", "/days/2026-03-10/?a=1"),
        ("http://elsewhere.example/days/", None),
        ("https://testserver/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_the_path_in_the_browser_is_believed_only_when_it_is_ours(shown, path, asked):
    assert path_shown(asked("day", **{"HX-Current-URL": shown})) == path
