"""Medicines from the settings to Today, by keys, on both widths, without script."""

import pytest
from playwright.sync_api import expect

from tests.breadth import some
from tests.browser.controls import tab_to
from tests.factories import MedicineFactory

SMALLEST_TARGET = 44


@pytest.mark.parametrize("width", some([390, 1280], 0))
def test_a_medicine_is_added_by_keys_and_today_plans_around_it(browse, follower, width):
    page = browse(follower, width=width)
    page.goto("/settings/safety/")
    tab_to(page, page.get_by_role("link", name="Add a medicine"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Medicine", exact=True))
    page.keyboard.type("Levo")
    expect(page.get_by_label("Medicine", exact=True)).to_have_value("levothyroxine")
    tab_to(page, page.get_by_label("Taken at"))
    page.keyboard.type("1000AM")
    tab_to(page, page.get_by_role("checkbox", name="Sun"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Added Levothyroxine, 10:00.")).to_be_visible()
    expect(page.get_by_text("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")).to_be_visible()
    page.goto("/")
    card = page.get_by_role("region", name="Magnesium and your medicines")
    expect(card).to_contain_text("Magnesium fits from 14:00: levothyroxine at 10:00.")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_dose_that_was_close_is_said_where_it_was_logged_and_undone_with_it(browse, follower, script):
    MedicineFactory(person=follower)
    page = browse(follower, java_script_enabled=script)
    page.goto("/")
    card = page.get_by_role("region", name="Magnesium and your medicines")
    expect(card).to_contain_text("Magnesium fits for the rest of the day.")
    page.get_by_label("Form of magnesium").select_option("oxide")
    page.get_by_label("Amount").fill("50")
    page.get_by_role("textbox", name="Time (optional)").fill("09:00")
    page.get_by_role("button", name="Log dose").click()
    expect(card).to_contain_text("50 mg oxide at 09:00 was close to levothyroxine at 08:00.")
    page.get_by_role("button", name="Undo").click()
    expect(card).not_to_contain_text("was close")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_removed_medicine_comes_back_without_script(browse, follower, width):
    MedicineFactory(person=follower)
    page = browse(follower, width=width, java_script_enabled=False)
    page.goto("/settings/safety/")
    page.get_by_role("link", name="Edit Levothyroxine, 08:00").click()
    page.get_by_role("button", name="Remove medicine").click()
    expect(page.get_by_text("Removed Levothyroxine, 08:00.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Levothyroxine, 08:00 is back.")).to_be_visible()
    assert follower.medicines.count() == 1


def test_what_is_wrong_is_said_at_the_field_without_script_too(browse, watch, follower):
    watch.expect("^status 422")
    page = browse(follower, java_script_enabled=False)
    page.goto("/settings/safety/medicines/")
    page.get_by_label("Medicine", exact=True).select_option("raltegravir")
    page.get_by_label("Taken at").fill("08:00")
    page.get_by_label("It waits after magnesium").fill("6")
    page.get_by_role("button", name="Add medicine").click()
    expect(page.get_by_label("It waits after magnesium")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Leave this empty: hours apart did not help.")).to_be_visible()
    expect(page.get_by_label("It waits after magnesium")).to_have_value("6")


@pytest.mark.parametrize("path", ["/settings/safety/", "/settings/safety/medicines/"])
def test_everything_to_tap_is_large_enough(browse, follower, path):
    MedicineFactory(person=follower)
    page = browse(follower)
    page.goto(path)
    for control in page.locator(
        "main label:has(input), main .btn, main .iconbtn, main .input, main .select"
    ).all():
        box = control.bounding_box()
        assert box["height"] >= SMALLEST_TARGET, control.text_content()
