"""All entries: turned month by month, searched as one types, and each opened on its day."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.breadth import browsers
from tests.browser.conftest import NOW
from tests.factories import DoseFactory, PostMealWalkFactory, SprintSessionFactory

TODAY = NOW.date()
SEARCH = "Search entries and notes"


@pytest.fixture
def walker(follower):
    """Somebody with a walk a day for ten weeks, some by the river, a dose now and then, and a sprint."""
    for n in range(70):
        day = TODAY - timedelta(days=n)
        PostMealWalkFactory(person=follower, day=day, note="" if n % 10 else "Along the River")
        if n % 3:
            DoseFactory(person=follower, day=day)
    SprintSessionFactory(person=follower, day=TODAY - timedelta(days=40), note="river bank")
    return follower


def opened(page, path="/history/"):
    page.goto(path)
    expect(page.get_by_role("heading", name="History", exact=True)).to_be_visible()
    return page


def found(page):
    return page.locator("#found .entry")


def address(page, query):
    expect(page).to_have_url(re.compile(r"/history/" + re.escape(query) + "$"))


@pytest.mark.parametrize(("width", "script"), browsers())
def test_months_are_turned_and_days_opened(browse, walker, width, script):
    page = opened(browse(walker, width=width, java_script_enabled=script))
    page.get_by_role("link", name="February 2026", exact=True).click()
    expect(page.get_by_role("heading", name="February 2026")).to_be_visible()
    address(page, "?month=2026-02")
    expect(page.locator("#found h3").first).to_have_text("Saturday 28 February")
    page.get_by_role("link", name="March 2026", exact=True).click()
    expect(page.get_by_role("heading", name="March 2026")).to_be_visible()
    address(page, "")
    # No month ahead, and none before the log.
    expect(page.locator("#month-following")).to_have_count(0)
    page.goto("/history/?month=2026-01")
    expect(page.locator("#month-previous")).to_have_count(0)
    page.locator(".cal a[href='/days/2026-01-20/']").click()
    expect(page).to_have_url(re.compile("/days/2026-01-20/$"))
    expect(page.get_by_role("heading", name="Tuesday")).to_be_visible()


@pytest.mark.parametrize(("width", "script"), browsers())
def test_an_entry_is_found_by_a_word_and_opens_its_day_where_it_stands(browse, walker, width, script):
    page = opened(browse(walker, width=width, java_script_enabled=script))
    page.get_by_label(SEARCH).fill("river")
    if not script:
        page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Entries with “river”")).to_be_visible()
    expect(found(page)).to_have_count(8)
    expect(page.locator("#found mark")).to_have_count(8)
    page.get_by_text("Sprints", exact=True).click()
    if not script:
        page.get_by_role("button", name="Search").click()
    expect(found(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("q=river&kind=sprints"))
    found(page).get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/days/2026-02-02/#edit-[\w-]+$"))
    expect(page.locator(":target")).to_be_in_viewport()
    page.go_back()
    expect(found(page)).to_have_count(1)
    expect(page.get_by_label(SEARCH)).to_have_value("river")


@pytest.mark.parametrize(("width", "script"), browsers())
def test_the_list_goes_on_page_by_page(browse, walker, width, script):
    page = opened(browse(walker, width=width, java_script_enabled=script))
    first = page.locator("#found h3").first.inner_text()
    page.locator("#older").click()
    expect(page.locator("#found h3").first).not_to_have_text(first)
    expect(page.locator("#found h3").first).to_be_in_viewport()
    page.locator("#newest").click()
    expect(page.locator("#newest")).to_have_count(0)


@pytest.mark.parametrize(("width", "script"), browsers())
def test_some_days_are_looked_at_and_what_cannot_be_is_said_there(browse, watch, walker, width, script):
    watch.expect("status 422")
    page = opened(browse(walker, width=width, java_script_enabled=script))
    page.get_by_text("Only some days").click()
    page.get_by_label("From").fill("2026-02-10")
    page.get_by_label("To").fill("2026-02-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("This day is before the first.")).to_be_visible()
    expect(page.get_by_label("From")).to_have_value("2026-02-10")
    page.get_by_label("To").fill("2026-02-11")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#found h3")).to_have_text(["Wednesday 11 February", "Tuesday 10 February"])
    expect(page.get_by_text("This day is before the first.")).to_have_count(0)


def test_typing_goes_on_while_the_list_follows(browse, walker):
    page = opened(browse(walker))
    field = page.get_by_label(SEARCH)
    field.press_sequentially("along the", delay=40)
    expect(page.get_by_text("Entries with “along the”")).to_be_visible()
    expect(field).to_be_focused()
    # What is read out, and the arrows of the month, follow.
    expect(page.locator("#found-status")).to_have_text("7 entries")
    assert "q=along+the" in page.locator("#month-previous").get_attribute("href")
    field.press_sequentially(" river", delay=40)
    expect(page.get_by_text("Entries with “along the river”")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("along the river")
    # Turning the month keeps what is looked for.
    page.locator("#month-previous").click()
    expect(page.get_by_role("heading", name="February 2026")).to_be_visible()
    expect(page.locator("#month-previous")).to_be_focused()
    expect(field).to_have_value("along the river")
    expect(found(page)).to_have_count(7)


def test_back_goes_to_before_the_search_whatever_was_typed_on_the_way(browse, walker):
    page = opened(browse(walker))
    page.get_by_role("link", name="February 2026", exact=True).click()
    expect(page.get_by_role("heading", name="February 2026")).to_be_visible()
    field = page.get_by_label(SEARCH)
    for word in ("ri", "river", "river bank"):
        field.fill(word)
        expect(page.get_by_text(f"Entries with “{word}”")).to_be_visible()
    address(page, "?month=2026-02&q=river+bank")
    page.evaluate("history.back()")
    address(page, "?month=2026-02")
    expect(page.get_by_role("heading", name="February 2026")).to_be_visible()
    expect(field).to_have_value("")
    expect(page.locator("#found h3").first).to_have_text("Saturday 28 February")
    page.evaluate("history.back()")
    address(page, "")
    expect(page.get_by_role("heading", name="March 2026")).to_be_visible()
    page.evaluate("history.forward()")
    address(page, "?month=2026-02")
    expect(page.get_by_role("heading", name="February 2026")).to_be_visible()
    page.evaluate("history.forward()")
    expect(page.get_by_text("Entries with “river bank”")).to_be_visible()
    expect(field).to_have_value("river bank")


def test_it_is_reached_from_today_and_from_trends(browse, walker):
    page = browse(walker)
    page.goto("/")
    page.locator("summary", has=page.locator("svg")).first.click()
    page.get_by_role("link", name="All days and entries").click()
    expect(page.get_by_role("heading", name="History", exact=True)).to_be_visible()
    page.goto("/trends/")
    page.get_by_role("link", name="All days and entries").click()
    expect(page.get_by_role("heading", name="History", exact=True)).to_be_visible()
