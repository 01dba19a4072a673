"""What must hold on every page: nothing axe-core objects to, nothing to scroll sideways to."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.breadth import some
from tests.browser.conftest import WIDTHS
from tests.browser.pages import SIGNED_IN, SIGNED_OUT

WIDER_THAN_THE_SCREEN = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > room + 0.5)
    .map((element) => `${element.tagName}.${element.className.baseVal ?? element.className}`)
    .slice(-8);
}"""


# Whatever a change of scheme or width set in motion has come to rest.
AT_REST = """async () => {
  const nextFrame = () => new Promise(requestAnimationFrame);
  for (let calm = 0, frames = 0; calm < 3 && frames < 300; frames += 1) {
    await nextFrame();
    const moving = document.getAnimations();
    for (const animation of moving) animation.finish();
    calm = moving.length ? 0 : calm + 1;
  }
}"""
# All else that axe-core tells, such as what is well, would take longer to send than to find.
VIOLATIONS = """() => axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations)"""
SAME_IDS = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""


def violations(page):
    """What axe-core objects to, in short."""
    return [
        f"{rule['id']}: {node['target'][0]} {node['failureSummary']}"
        for rule in page.evaluate(VIOLATIONS)
        for node in rule["nodes"]
    ]


def at_width(page, width):
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})


def look_at(page, scheme, width):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    at_width(page, width)
    page.evaluate(AT_REST)
    return [f"{scheme}, {width} px: {violation}" for violation in violations(page)]


def looks(number):
    """In which schemes and at which widths a page is looked at: on a phone, one light and the next dark."""
    return product(some(["light", "dark"], number), some(list(WIDTHS), 0))


def inspect(page, number):
    """All that is wrong with the page as it stands; `number` is its place among all."""
    page.evaluate(Axe().axe_script)
    found = [problem for look in looks(number) for problem in look_at(page, *look)]
    for width in WIDTHS:
        at_width(page, width)
        page.evaluate(AT_REST)
        found += [f"id more than once at {width} px: {name}" for name in page.evaluate(SAME_IDS)]
        found += [f"too wide at {width} px: {name}" for name in wider_than_the_screen(page)]
    return found


def wider_than_the_screen(page):
    """What is wider than the screen once charts have had time to redraw themselves for it."""
    for _ in range(50):
        if not (wider := page.evaluate(WIDER_THAN_THE_SCREEN)):
            return []
        page.wait_for_timeout(100)
    return wider


def come_to(page, way, person=None):
    """Follow the way to a page: an address, or what leads to it."""
    page.goto(way) if isinstance(way, str) else way(page, person)


@pytest.mark.parametrize(("number", "name"), list(enumerate(SIGNED_OUT)), ids=list(SIGNED_OUT))
def test_a_page_before_signing_in_suits_everyone(browse, watch, number, name):
    watch.expect(r"^status 4(04|22)")
    page = browse(reduced_motion="reduce")
    come_to(page, SIGNED_OUT[name])
    watch.close_eyes()
    assert inspect(page, number) == []


@pytest.mark.parametrize(("number", "name"), list(enumerate(SIGNED_IN)), ids=list(SIGNED_IN))
def test_a_page_of_ones_own_suits_everyone(browse, watch, follower, number, name):
    watch.expect(r"^status 4(03|04|09|22)")
    page = browse(follower, reduced_motion="reduce")
    come_to(page, SIGNED_IN[name], follower)
    watch.close_eyes()
    assert inspect(page, number) == []
