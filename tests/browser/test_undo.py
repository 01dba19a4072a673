"""Undo in one tab, of what another tab has changed since."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.controls import entries, toasts, undo

CHANGED_AGAIN = re.compile(r"You changed this again at 12:3\d\. It stays as it is\.")
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture
def tabs(browse, follower, script):
    """A tab that has just logged a walk, and another one that shows it too."""
    # With less motion its Undo stays, as on a page that was left open.
    first = browse(follower, java_script_enabled=script, reduced_motion="reduce")
    first.goto("/")
    first.locator("#walk-lunch").click()
    expect(undo(first)).to_be_visible()
    second = first.context.new_page()
    second.goto("/")
    return first, second


def set_minutes(page, minutes):
    """Change the day's only entry."""
    entries(page).get_by_role("link", name=re.compile("^Edit")).click()
    save_minutes(page, minutes)
    expect(entries(page)).to_contain_text(f"{minutes} min")


def save_minutes(page, minutes):
    page.get_by_label("Minutes", exact=True).fill(str(minutes))
    page.get_by_role("button", name="Save", exact=True).click()


@pytest.mark.both_databases
@SCRIPT
def test_an_older_undo_keeps_what_another_tab_changed_and_leads_to_its_edit(tabs):
    first, second = tabs
    set_minutes(second, 25)
    undo(first).click()
    expect(toasts(first)).to_contain_text(CHANGED_AGAIN)
    expect(undo(first)).to_have_count(0)
    expect(entries(first)).to_contain_text("25 min")
    second.reload()
    expect(entries(second)).to_contain_text("25 min")
    # What one may have wanted instead is one tap away.
    toasts(first).get_by_role("link", name="Edit").click()
    expect(first.get_by_label("Minutes", exact=True)).to_have_value("25")
    save_minutes(first, 40)
    expect(entries(first)).to_contain_text("40 min")


@SCRIPT
def test_edits_are_taken_back_from_the_newest_on_whatever_tab_they_were_made_in(tabs):
    first, second = tabs
    set_minutes(first, 20)
    set_minutes(second, 30)
    undo(first).click()
    expect(toasts(first)).to_contain_text(CHANGED_AGAIN)
    undo(second).click()
    expect(entries(second)).to_contain_text("20 min")


@SCRIPT
def test_an_older_undo_of_an_entry_deleted_in_another_tab_brings_nothing_back(tabs):
    first, second = tabs
    set_minutes(first, 20)
    entries(second).get_by_role("button", name=re.compile("^Delete")).click()
    expect(second.get_by_text("Nothing logged yet")).to_be_visible()
    undo(first).click()
    expect(toasts(first)).to_contain_text("This was deleted since then. Nothing is left to undo.")
    expect(first.get_by_text("Nothing logged yet")).to_be_visible()
    # The Undo of the deletion still brings it back, as it was last.
    undo(second).click()
    expect(entries(second)).to_contain_text("20 min")
