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


MONDAY, WEDNESDAY = TODAY - timedelta(days=5), TODAY - timedelta(days=3)


@pytest.fixture
def newcomer(follower):
    """Somebody whose target starts today, and who took 450 mg on Wednesday."""
    follower.targets.update(starts_on=TODAY)
    DoseFactory(person=follower, day=WEDNESDAY, elemental_mg=Decimal(450))
    return follower


@pytest.mark.parametrize(("width", "script"), browsers())
def test_days_filled_in_before_the_first_target_are_counted_and_can_be_left_out_again(
    browse, newcomer, width, script
):
    page = browse(newcomer, width=width, java_script_enabled=script)
    page.goto(f"/days/{MONDAY}/")
    expect(page.get_by_text("Days before it ask for nothing yet.")).to_be_visible()
    page.get_by_role("button", name="Log 200 mg citrate").click()
    # Offered where one is, without a way to look for.
    page.get_by_role("link", name="Count these days too").click()
    sheet = page.get_by_role("dialog") if script else page.get_by_role("main")
    expect(sheet).to_contain_text("starts on Monday 9 March 2026 instead of Saturday 14 March 2026.")
    expect(sheet).to_contain_text("1 day becomes kept.")
    expect(sheet).to_contain_text("4 days become missed.")
    page.get_by_role("button", name="Count from Monday 9 March").click()
    expect(page.get_by_text("Your days count from Monday 9 March 2026 on.")).to_be_visible()
    expect(page.get_by_text("200 mg below your range")).to_be_visible()
    strip = page.get_by_role("navigation", name="Week of 9 March")
    expect(strip.locator("[data-mg=below], [data-mg=within]")).to_have_count(6)
    assert newcomer.targets.get().starts_on == MONDAY
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Count these days too")).to_be_visible()
    expect(strip.locator("[data-mg=below]")).to_have_count(1)
    assert newcomer.targets.get().starts_on == TODAY


@pytest.mark.both_databases
def test_the_day_shown_is_chosen_instead_of_the_first_by_keys(browse, newcomer):
    DoseFactory(person=newcomer, day=MONDAY)
    page = browse(newcomer)
    page.goto(f"/days/{WEDNESDAY}/")
    tab_to(page, page.get_by_role("link", name="Count these days too"))
    page.keyboard.press("Enter")
    other = page.get_by_role("link", name="Start on Wednesday 11 March instead")
    expect(other).to_be_visible()
    tab_to(page, other)
    page.keyboard.press("Enter")
    # One can go back to the first, from where one is.
    first = page.get_by_role("link", name="Start on Monday 9 March instead, your first day with an entry")
    expect(first).to_be_focused()
    confirm = page.get_by_role("button", name="Count from Wednesday 11 March")
    tab_to(page, confirm)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your days count from Wednesday 11 March 2026 on.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert newcomer.targets.get().starts_on == WEDNESDAY


def test_not_now_leaves_the_start_where_it_is_and_goes_back_to_the_offer(browse, newcomer):
    page = browse(newcomer)
    page.goto(f"/days/{WEDNESDAY}/")
    offer = page.get_by_role("link", name="Count these days too")
    offer.click()
    page.get_by_role("link", name="Not now").click()
    expect(offer).to_be_focused()
    assert newcomer.targets.get().starts_on == TODAY


def test_a_confirmation_from_an_older_tab_finds_the_days_counted(browse, newcomer):
    page = browse(newcomer)
    page.goto(f"/days/{WEDNESDAY}/")
    page.get_by_role("link", name="Count these days too").click()
    confirm = page.get_by_role("button", name="Count from Wednesday 11 March")
    expect(confirm).to_be_visible()
    newcomer.targets.update(starts_on=WEDNESDAY)
    confirm.click()
    expect(page.get_by_text("These days count already.")).to_be_visible()
    expect(page.get_by_text("In range", exact=True)).to_be_visible()


def test_what_was_deleted_meanwhile_is_said_on_the_sheet(browse, newcomer, watch):
    watch.expect("status 422")
    page = browse(newcomer)
    page.goto(f"/days/{WEDNESDAY}/")
    page.get_by_role("link", name="Count these days too").click()
    confirm = page.get_by_role("button", name="Count from Wednesday 11 March")
    expect(confirm).to_be_visible()
    newcomer.doses.all().delete()
    confirm.click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("alert")).to_contain_text("Nothing that a target counts is logged on Wednesday")
    expect(confirm).to_have_count(0)
    assert newcomer.targets.get().starts_on == TODAY


def test_earlier_days_are_counted_from_the_settings(browse, newcomer):
    page = browse(newcomer, width=1280)
    page.goto("/settings/targets/")
    expect(page.get_by_text("You logged from Wednesday 11 March 2026 on")).to_be_visible()
    page.get_by_role("link", name="Count these days too").click()
    page.get_by_role("button", name="Count from Wednesday 11 March").click()
    expect(page.get_by_text("Your days count from Wednesday 11 March 2026 on.")).to_be_visible()
    expect(page.get_by_text("From Wednesday 11 March 2026", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("From Saturday 14 March 2026", exact=True)).to_be_visible()
