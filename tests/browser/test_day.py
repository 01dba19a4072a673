"""What a day's page offers besides its taps: editing, converting, notes, other days, the night."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOW
from tests.browser.controls import dose_form, entries, total, undo
from tests.factories import DoseFactory, PostMealWalkFactory, SprintSessionFactory

TODAY = NOW.date()


def test_the_sheet_opened_as_a_page_saves_and_goes_to_the_day(browse, follower):
    walk = PostMealWalkFactory(person=follower, day=TODAY)
    page = browse(follower)
    page.goto(f"/walks/{walk.entry_id}/")
    page.get_by_label("Minutes", exact=True).fill("17")
    page.get_by_role("button", name="Save").click()
    expect(entries(page)).to_contain_text("17 min")


@pytest.mark.both_databases
def test_every_kind_of_entry_can_be_edited_deleted_and_brought_back(browse, follower):
    DoseFactory(person=follower, day=TODAY, taken_at=NOW - timedelta(hours=1))
    PostMealWalkFactory(person=follower, day=TODAY, started_at=NOW - timedelta(hours=2))
    SprintSessionFactory(person=follower, day=TODAY, started_at=NOW - timedelta(hours=3))
    page = browse(follower)
    page.goto("/")
    page.locator("#bedtime").click()
    expect(total(page)).to_have_attribute("aria-valuenow", "400.0")
    count = entries(page).count()
    for place in range(count):
        row = entries(page).nth(place)
        was = row.inner_text()
        row.get_by_role("link", name=re.compile("^Edit")).click()
        sheet = page.get_by_role("dialog")
        sheet.get_by_label("Note").fill(f"note {place}")
        sheet.get_by_role("button", name="Save").click()
        expect(sheet).to_be_hidden()
        expect(entries(page).nth(place)).to_contain_text(f"note {place}")
        undo(page).click()
        expect(entries(page).nth(place)).to_have_text(re.compile(re.escape(was.split("\n")[0])))
        expect(page.get_by_text(f"note {place}")).to_have_count(0)
        entries(page).nth(place).get_by_role("button", name=re.compile("^Delete")).click()
        expect(page.get_by_text(re.compile("^Deleted"))).to_be_visible()
        undo(page).click()
        expect(entries(page)).to_have_count(count)
    expect(total(page)).to_have_attribute("aria-valuenow", "400.0")


def test_an_amount_is_converted_while_it_is_typed(browse, follower):
    page = browse(follower)
    page.goto("/")
    form = dose_form(page)
    form.get_by_label("Form of magnesium").select_option("citrate")
    form.get_by_label("Amount").fill("1000")
    form.get_by_text("Compound", exact=True).click()
    result = form.locator("[data-convert-result]")
    expect(result).to_be_visible()
    shown = result.inner_text()
    expect(form.locator("[data-convert-range]")).to_contain_text("estimate")
    form.get_by_label("Form of magnesium").select_option("oxide")
    expect(result).not_to_have_text(shown)
    form.get_by_label("Form of magnesium").select_option("citrate")
    page.get_by_role("button", name="Log dose").click()
    # What was promised is what is stored.
    expect(entries(page)).to_contain_text(shown.replace("\u00a0", " "))


def test_the_note_about_the_ceiling_can_be_put_away(browse, follower):
    DoseFactory(person=follower, day=TODAY, elemental_mg=620)
    page = browse(follower)
    page.goto("/")
    expect(page.locator("#safety")).to_be_visible()
    page.get_by_role("button", name="Got it for today").click()
    expect(page.locator("#safety")).to_have_count(0)
    page.reload()
    expect(page.locator("#safety")).to_have_count(0)


def test_the_date_picker_opens_a_day_and_refuses_those_to_come(browse, follower):
    page = browse(follower)
    page.goto("/")
    page.get_by_label("Choose a day").click()
    page.get_by_label("Day", exact=True).fill("2026-03-02")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="Monday")).to_be_visible()
    page.goto("/days/?day=2026-03-15")
    expect(page.get_by_text("That day has not come yet.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_night_without_a_dose_is_rated_and_its_dose_added_later(browse, follower, script):
    page = browse(follower, java_script_enabled=script)
    page.goto("/")
    page.locator("label", has=page.get_by_role("radio", name="2 Fair")).click()
    if not script:
        page.get_by_role("button", name="Save sleep").click()
    expect(page.get_by_text("Sleep: Fair")).to_be_visible()
    expect(page.get_by_role("radio", name="2 Fair")).to_be_checked()
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()

    page.goto("/days/2026-03-13/")
    expect(entries(page)).to_contain_text("Sleep, 2 of 5")
    page.locator("#bedtime").click()
    expect(entries(page)).to_contain_text("Bedtime: 200 mg glycinate")
    expect(page.get_by_role("radio", name="2 Fair")).to_be_checked()
    undo(page).click()
    expect(entries(page)).to_contain_text("Sleep, 2 of 5")
    expect(total(page)).to_have_attribute("aria-valuenow", "0.0")
    entries(page).get_by_role("link", name="Edit Sleep, 2 of 5").click()
    page.get_by_label("Sleep", exact=True).select_option("5")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(entries(page)).to_contain_text("Sleep, 5 of 5")
