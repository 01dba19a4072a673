"""Everything by keys alone, and focus that stays where work goes on."""

import re

import pytest
from playwright.sync_api import expect

from tests.breadth import some
from tests.browser.conftest import NOW
from tests.browser.controls import tab_to
from tests.factories import DoseFactory, PostMealWalkFactory

FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const isDrawn = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  // Of a radio button or a box the label may be what shows the focus.
  const label = element.closest("label");
  const { width, height } = element.getBoundingClientRect();
  return {
    name: element.getAttribute("aria-label") || element.id || element.name || element.textContent.trim(),
    // The browser itself marks which part of a date or time has the focus.
    visible: ["date", "time"].includes(element.type) || isDrawn(element) || (label && isDrawn(label)),
    hasSize: width > 0 && height > 0,
  };
}"""


# The order of the keys is that of the page, which no width changes.
WIDTHS = some([390, 1280], 0)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/trends/",
        "/history/",
        "/settings/targets/",
        "/settings/pauses/",
        "/settings/supplements/",
        "/settings/habits/",
        "/settings/day/",
        "/settings/safety/",
        "/settings/safety/medicines/",
    ],
)
def test_every_stop_of_the_tab_key_can_be_seen(browse, follower, path, width):
    PostMealWalkFactory(person=follower, day=NOW.date())
    page = browse(follower, width=width, reduced_motion="reduce")
    page.goto(path)
    stops = []
    for _ in range(90):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 5
    assert [stop for stop in stops if not (stop["visible"] and stop["hasSize"])] == []


def test_signing_up_and_setting_up_need_no_pointer(browse, new_address):
    page = browse()
    page.goto("/accounts/signup/")
    tab_to(page, page.get_by_label("E-mail address"))
    page.keyboard.type(new_address)
    tab_to(page, page.get_by_label("Password", exact=True))
    page.keyboard.type("a long pass phrase")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    tab_to(page, page.get_by_role("checkbox", name="Citrate"))
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Citrate")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Start logging"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_day_is_logged_by_keys(browse, follower, width):
    page = browse(follower, width=width)
    page.goto("/")

    # The way past the menu.
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    tile = page.locator(".tile", has_text="Citrate")
    tab_to(page, tile)
    page.keyboard.press("Enter")
    expect(page.locator("#entries > li")).to_have_count(1)
    expect(tile).to_be_focused()

    tab_to(page, page.locator("#walk-breakfast"))
    page.keyboard.press("Space")
    expect(page.locator("#entries > li")).to_have_count(2)
    # Now a link to what was logged, at the same place.
    expect(page.locator("#walk-breakfast")).to_be_focused()

    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    assert sheet.evaluate("dialog => dialog.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator("#walk-breakfast")).to_be_focused()

    page.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    tab_to(page, sheet.get_by_label("Minutes", exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type("25")
    page.keyboard.press("Enter")
    expect(sheet).to_be_hidden()
    expect(page.locator("#walk-breakfast")).to_contain_text("25 min")
    expect(page.locator("#walk-breakfast")).to_be_focused()

    tab_to(page, page.locator("#bedtime"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("meter", name="Magnesium")).to_have_attribute("aria-valuenow", "400.0")
    expect(page.locator("#bedtime")).to_be_focused()

    tab_to(page, page.get_by_role("button", name="Undo"), most=120)
    page.keyboard.press("Enter")
    expect(page.get_by_role("meter", name="Magnesium")).to_have_attribute("aria-valuenow", "200.0")
    # What was undone is gone with its button; the next Tab goes on from the page, not from its top bar.
    page.wait_for_function("() => document.activeElement !== document.body")


def test_closing_a_sheet_by_its_buttons_gives_the_focus_back(browse, follower):
    page = browse(follower)
    page.goto("/")
    for closes in ("Close", "Cancel"):
        page.locator("#other-walk").focus()
        page.keyboard.press("Enter")
        sheet = page.get_by_role("dialog")
        expect(sheet).to_be_visible()
        sheet.get_by_text(closes, exact=True).or_(sheet.get_by_label(closes, exact=True)).click()
        expect(sheet).to_be_hidden()
        expect(page.locator("#other-walk")).to_be_focused()


def test_deleting_an_entry_by_keys_leaves_the_focus_on_the_page(browse, follower):
    PostMealWalkFactory(person=follower, day=NOW.date())
    page = browse(follower)
    page.goto("/")
    tab_to(page, page.get_by_role("button", name=re.compile("^Delete")))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing logged yet")).to_be_visible()
    expect(page.locator("#entries-title")).to_be_focused()


def test_charts_are_walked_by_arrow_keys_and_read_as_tables(browse, follower):
    DoseFactory(person=follower, day=NOW.date())
    page = browse(follower)
    page.goto("/trends/?range=4w")
    explore = page.get_by_role("button", name="Explore").first
    tab_to(page, explore)
    expect(page.locator("[data-live=yes]").first).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".hoverlayer .legend").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".hoverlayer .legend")).to_have_count(0)
