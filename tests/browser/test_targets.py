"""Targets, pauses and clocks, as one changes them in a browser."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.breadth import browsers
from tests.browser.conftest import NOW
from tests.browser.controls import tab_to
from tests.factories import DoseFactory, PauseFactory

TODAY = NOW.date()


@pytest.fixture
def history(follower):
    """Five days of 200 mg, below the band."""
    for ago in range(5):
        DoseFactory(person=follower, day=TODAY - timedelta(days=ago))
    return follower


@pytest.mark.parametrize("width", [390, 1280])
def test_a_preview_follows_what_one_types_and_keeps_the_focus(browse, history, width):
    page = browse(history, width=width)
    page.goto("/settings/targets/")
    low = page.get_by_label("From", exact=True)
    low.fill("150")
    preview = page.locator("#target-preview")
    expect(preview).to_contain_text("Your current streak becomes 1 day instead of 0.")
    expect(preview).to_contain_text("It counts from today; earlier days keep their target.")
    # Of a bar of 600 mg.
    expect(page.locator("#target-band .on")).to_have_attribute("x", "25.00%")
    expect(page.get_by_label("The other day")).to_be_hidden()
    page.get_by_label("Another day").check()
    expect(preview).to_contain_text("Something in the form needs another look first.")
    page.get_by_label("The other day").fill(str(TODAY - timedelta(days=3)))
    expect(preview).to_contain_text("Your current streak becomes 4 days instead of 0.")
    expect(preview).to_contain_text("4 days become kept.")
    expect(page.get_by_label("The other day")).to_be_focused()
    # Nothing is saved until one says so.
    assert history.targets.count() == 1
    page.get_by_role("button", name="Save targets").click()
    expect(page.get_by_text("Saved. It counts from Wednesday 11 March 2026")).to_be_visible()
    assert [target.low_mg for target in history.targets.all()] == [Decimal(400), Decimal(150)]


@pytest.mark.parametrize("part", ["Targets", "Own habits", "Pauses", "Safety", "Account"])
def test_the_part_of_the_settings_one_is_in_can_be_seen_on_a_phone(browse, follower, part):
    page = browse(follower)
    page.goto("/settings/targets/")
    parts = page.get_by_role("navigation", name="Settings sections")
    parts.get_by_role("link", name=part).click()
    expect(parts.locator("[aria-current=page]")).to_have_text(part)
    expect(parts.locator("[aria-current=page]")).to_be_in_viewport(ratio=1)


def test_a_target_is_looked_at_before_and_saved_without_script(browse, history):
    page = browse(history, java_script_enabled=False)
    page.goto("/settings/targets/")
    page.get_by_label("From", exact=True).fill("150")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#target-preview")).to_contain_text("1 day becomes kept.")
    assert history.targets.count() == 1
    page.get_by_label("From", exact=True).press("Enter")
    expect(page.get_by_text("Saved. It counts from today")).to_be_visible()
    page.get_by_role("link", name="Correct or remove the target of 14 March 2026").click()
    page.get_by_role("link", name="Remove this target").click()
    expect(page.get_by_text("All days from Saturday 14 March 2026 on get the target of")).to_be_visible()
    page.get_by_role("button", name="Yes, remove it").click()
    assert history.targets.count() == 1


def test_a_target_of_next_week_is_planned_by_keys(browse, history):
    page = browse(history)
    page.goto("/settings/targets/")
    tab_to(page, page.get_by_label("From", exact=True))
    page.keyboard.type("350")
    tab_to(page, page.get_by_label("Today", exact=True))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Next week, Monday 16 March")).to_be_checked()
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("It counts from Monday 16 March 2026; until then nothing changes.")
    ).to_be_visible()
    expect(page.get_by_text("Planned")).to_be_visible()


@pytest.mark.parametrize(("width", "script"), browsers())
def test_today_is_paused_and_taken_up_again(browse, follower, width, script):
    page = browse(follower, width=width, java_script_enabled=script)
    page.goto("/")
    page.get_by_role("button", name="Pause today").click()
    expect(page.get_by_role("button", name="End the pause")).to_be_visible()
    assert follower.pauses.get().first_day == TODAY
    page.get_by_role("button", name="End the pause").click()
    expect(page.get_by_role("button", name="Pause today")).to_be_visible()
    assert not follower.pauses.exists()


@pytest.mark.both_databases
def test_a_pause_is_made_edited_and_ended_by_keys(browse, follower):
    PauseFactory(person=follower, first_day=TODAY, last_day=TODAY + timedelta(days=3), reason="a cold")
    page = browse(follower)
    page.goto("/")
    tab_to(page, page.get_by_role("link", name="Edit pause"))
    page.keyboard.press("Enter")
    reason = page.get_by_label("Reason")
    tab_to(page, reason)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("travelling")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your pauses")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="End it today"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("The pause ends with today.")).to_be_visible()
    pause = follower.pauses.get()
    assert (pause.last_day, pause.reason) == (TODAY, "travelling")


def test_the_device_elsewhere_is_asked_about_once(browse, follower):
    page = browse(follower, timezone_id="Europe/Lisbon")
    page.goto("/")
    question = page.get_by_text("You seem to be in Lisbon: log in Lisbon time from now on?")
    expect(question).to_be_visible()
    # A tap draws the day anew; the question stands.
    page.locator("#walk-lunch").click()
    expect(page.locator("#undo")).to_be_visible()
    expect(question).to_have_count(1)
    page.get_by_role("button", name="No, keep Berlin time").click()
    expect(page.get_by_text("You keep logging in Berlin time.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    expect(question).to_have_count(0)


def test_the_devices_zone_is_taken_by_keys(browse, follower):
    page = browse(follower, timezone_id="Europe/Lisbon")
    page.goto("/")
    yes = page.get_by_role("button", name="Yes, Lisbon time")
    expect(yes).to_be_visible()
    tab_to(page, yes)
    page.keyboard.press("Enter")
    expect(page.get_by_text("You log in Lisbon time now.")).to_be_visible()
    follower.refresh_from_db()
    assert follower.time_zone == "Europe/Lisbon"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Paris", "Arctic/Longyearbyen"])
def test_the_same_clock_is_not_asked_about(browse, follower, zone):
    page = browse(follower, timezone_id=zone)
    with page.expect_response(re.compile("zone.js")):
        page.goto("/")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#zone")).to_be_empty()


@pytest.mark.parametrize("width", [390, 1280])
def test_clock_times_by_twelve_hours(browse, follower, width):
    DoseFactory(person=follower, day=TODAY, taken_at=NOW - timedelta(hours=4))
    page = browse(follower, width=width)
    page.goto("/settings/day/")
    page.get_by_label("12 hours, 2:30 pm").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("It is 12:3", exact=False)).to_contain_text("pm now")
    page.goto("/")
    expect(page.locator(".entry time").first).to_have_text(re.compile(r"^8:30\sam$"))
