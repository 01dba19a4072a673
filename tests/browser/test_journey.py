"""From the first visit to a week of records: with script and without, on a phone and at a desk."""

import re

import pytest
from playwright.sync_api import expect

from tests.breadth import browsers
from tests.browser.controls import entries, tile


@pytest.mark.both_databases
@pytest.mark.parametrize(("width", "script"), browsers())
def test_a_day_is_logged_from_signing_up_to_the_trends(browse, new_address, width, script):
    page = browse(width=width, java_script_enabled=script)

    page.goto("/")
    page.get_by_role("link", name="Create account").click()
    page.get_by_label("E-mail address").fill(new_address)
    page.get_by_label("Password", exact=True).fill("a long pass phrase")
    page.get_by_role("button", name="Create account").click()

    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    zone = page.get_by_label("Time zone")
    if script:
        expect(zone).to_have_value("Europe/Berlin")
    else:
        zone.select_option("Europe/Berlin")
    # Glycinate, 200 mg in the morning, and threonate, 96 mg at bedtime, are proposed.
    page.get_by_role("checkbox", name="L-threonate").uncheck()
    page.get_by_role("checkbox", name="Citrate").check()
    page.locator("summary").filter(has_text="Citrate: Label").click()
    page.locator("#id_citrate-moment").select_option("bedtime")
    page.get_by_role("button", name="Start logging").click()

    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    expect(page.get_by_text("Nothing logged yet")).to_be_visible()

    # Each kind by one tap.
    tile(page, "Glycinate").click()
    expect(entries(page)).to_have_count(1)
    expect(page.get_by_role("meter", name="Magnesium")).to_have_attribute("aria-valuenow", "200.0")
    page.locator("#walk-lunch").click()
    expect(entries(page)).to_have_count(2)
    page.locator("#sprint-next").click()
    expect(page.get_by_text("1 of 2", exact=True)).to_be_visible()
    logged = entries(page).count()
    page.locator("#bedtime").click()
    expect(entries(page)).not_to_have_count(logged)
    expect(page.get_by_role("meter", name="Magnesium")).to_have_attribute("aria-valuenow", "400.0")

    # Taken back, and done again.
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("meter", name="Magnesium")).to_have_attribute("aria-valuenow", "200.0")
    page.locator("#bedtime").click()
    expect(page.get_by_role("meter", name="Magnesium")).to_have_attribute("aria-valuenow", "400.0")

    # Corrected.
    page.locator("#walk-lunch").click()
    page.get_by_label("Minutes", exact=True).fill("25")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#walk-lunch")).to_contain_text("25 min")

    # Yesterday, which nobody wrote down.
    page.get_by_role("link", name=re.compile("^Previous day")).click()
    expect(page.get_by_role("heading", name="Friday")).to_be_visible()
    tile(page, "Glycinate").click()
    expect(entries(page)).to_have_count(1)
    page.locator("#bedtime").click()
    expect(page.get_by_role("meter", name="Magnesium")).to_have_attribute("aria-valuenow", "400.0")
    page.locator(".banner").get_by_role("link", name="Back to today").click()

    # The night that belongs to it, asked this morning.
    good = page.get_by_role("radio", name="4 Good")
    page.locator("label", has=good).click()
    if not script:
        page.get_by_role("button", name="Save sleep").click()
    expect(page.get_by_text("Sleep: Good")).to_be_visible()
    expect(good).to_be_checked()

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Trends").click()
    expect(page.get_by_role("heading", name="Trends")).to_be_visible()
    expect(page.locator(".chart__posters").first).to_be_visible()
    page.get_by_role("link", name="4 weeks").click()
    expect(page.get_by_role("link", name="4 weeks")).to_have_attribute("aria-current", "true")

    # Out, and in again.
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Account", exact=True).click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill(new_address)
    page.get_by_label("Password", exact=True).fill("a long pass phrase")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("meter", name="Magnesium")).to_have_attribute("aria-valuenow", "400.0")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_dose_of_any_form_is_logged_and_kept_as_a_tile(browse, follower, script):
    page = browse(follower, java_script_enabled=script)
    page.goto("/")
    page.get_by_label("Form of magnesium").select_option("taurate")
    page.get_by_label("Amount").fill("80,5")
    page.get_by_label("Note").fill("with lunch")
    page.get_by_label("Keep as a one-tap supplement").check()
    page.get_by_role("button", name="Log dose").click()
    expect(entries(page)).to_have_count(1)
    expect(entries(page)).to_contain_text("with lunch")
    expect(page.get_by_role("meter", name="Magnesium")).to_have_attribute("aria-valuenow", "80.5")
    expect(tile(page, "80.5")).to_be_visible()


def test_a_password_is_reset_by_the_mail_that_comes(browse, person, mailoutbox):
    page = browse()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_role("main").get_by_role("button").click()
    expect(page.locator("h1")).to_be_visible()
    address = re.search(r"http://\S+", mailoutbox[0].body)[0]
    page.goto(address)
    for field in page.locator("input[type=password]").all():
        field.fill("another long phrase")
    page.get_by_role("main").get_by_role("button", name=re.compile("password", re.IGNORECASE)).last.click()
    expect(page.locator("input[type=password]")).to_have_count(0)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill("another long phrase")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
