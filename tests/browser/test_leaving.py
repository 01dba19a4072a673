"""Taking one's data along, asking to be deleted, and thinking better of it."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.breadth import browsers
from tests.browser.entries import log_this_morning
from tests.factories import PASSWORD


@pytest.mark.parametrize(("width", "script"), browsers())
def test_an_account_is_sent_off_and_kept_after_all(browse, watch, follower, mailoutbox, width, script):
    watch.expect(r"^status 422")
    log_this_morning(follower)
    page = browse(follower, width=width, java_script_enabled=script)
    page.goto("/settings/account/")
    page.get_by_role("link", name="Delete account").click()

    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Yes, delete my account").click()
    expect(page.get_by_text("That is not your password.")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Yes, delete my account").click()
    banner = page.locator("#leaving")
    expect(banner).to_contain_text("Your account will be deleted on Sunday 15 March at")
    assert "/settings/account/" in mailoutbox[0].body

    # Nothing else has changed, and each day says it, fragments too.
    page.goto("/")
    expect(banner).to_be_visible()
    page.locator("#walk-lunch").click()
    expect(page.locator("#entries > li")).to_have_count(4)
    expect(banner).to_be_visible()
    banner.get_by_role("button", name="Keep my account").click()
    expect(page.get_by_text("Your account stays, with everything in it.")).to_be_visible()
    expect(banner).to_have_count(0)
    page.goto("/")
    expect(page.get_by_text("by the river")).to_be_visible()
    expect(banner).to_have_count(0)


def test_the_keyboard_alone_asks_and_keeps(browse, follower):
    page = browse(follower)
    page.goto("/settings/account/delete/")
    page.get_by_label("Password", exact=True).focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    keep = page.get_by_role("button", name="Keep my account")
    expect(keep).to_be_visible()
    keep.focus()
    page.keyboard.press("Enter")
    expect(keep).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_everything_is_downloaded_by_one_click(browse, follower, script):
    log_this_morning(follower)
    page = browse(follower, java_script_enabled=script)
    page.goto("/settings/account/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download", exact=True).click()
    assert download.value.suggested_filename == "twelve-2026-03-14.json"
    file = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [walk["note"] for walk in file["walks"]] == ["by the river"]
