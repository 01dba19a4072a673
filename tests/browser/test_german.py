"""The main path in German: every word, decimal commas, dates with their point."""

import pytest
from playwright.sync_api import expect

from tests.breadth import browsers
from tests.browser.entries import log_three_weeks
from tests.browser.pages.days import start_yesterday


@pytest.mark.parametrize(("width", "script"), browsers())
def test_a_day_is_logged_in_german_with_decimal_commas(browse, watch, new_address, width, script):
    watch.expect("status 422")
    page = browse(width=width, java_script_enabled=script, locale="de-DE")
    page.goto("/")
    page.get_by_role("link", name="Konto anlegen").click()
    page.get_by_label("E-Mail-Adresse").fill(new_address)
    page.get_by_label("Passwort", exact=True).fill("ein langer Satz als Passwort")
    page.get_by_role("button", name="Konto anlegen").click()

    expect(page.get_by_role("heading", name="Willkommen")).to_be_visible()
    zone = page.get_by_label("Zeitzone", exact=True)
    if not script:
        zone.select_option("Europe/Berlin")
    expect(zone).to_have_value("Europe/Berlin")
    page.get_by_role("button", name="Mit dem Erfassen beginnen").click()
    expect(page.get_by_role("heading", name="Heute", exact=True)).to_be_visible()

    # A figure with a decimal comma, and one that no number is.
    page.get_by_label("Form von Magnesium", exact=True).select_option(label="Citrat")
    amount = page.get_by_label("Menge", exact=True)
    amount.fill("viel")
    page.get_by_role("button", name="Dosis erfassen").click()
    expect(page.get_by_text("Eine Zahl eingeben, etwa 200.")).to_be_visible()
    amount.fill("137,5")
    page.get_by_role("button", name="Dosis erfassen").click()
    expect(page.locator("#entries > li")).to_have_count(1)
    expect(page.get_by_text("137,5 mg Citrat", exact=True)).to_be_visible()

    page.goto("/trends/")
    expect(page.get_by_role("heading", name="Verlauf")).to_be_visible()
    page.goto("/review/")
    expect(page.get_by_role("heading", name="Wochenrückblick")).to_be_visible()
    page.goto("/settings/targets/")
    lower = page.get_by_label("Von", exact=True)
    lower.fill("399,5")
    page.get_by_role("button", name="Ziele speichern").click()
    expect(lower).to_have_value("399,5")


def test_a_chosen_language_stays_whatever_the_browser_asks_for(browse, follower):
    page = browse(follower)
    page.goto("/settings/day/")
    page.locator("#id_language").select_option("de")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Einstellungen")).to_be_visible()
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", name="Heute", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_charts_come_alive_in_german(browse, follower, width):
    log_three_weeks(follower)
    follower.language = "de"
    follower.save()
    page = browse(follower, width=width)
    page.goto("/trends/?range=4w")
    # On a wide screen they come alive by themselves, once there is time.
    if width < 1000:
        page.locator(".chart__plot").first.scroll_into_view_if_needed()
        page.locator(".chart__posters > svg:visible").first.click()
    expect(page.locator("[data-live=yes]").first).to_be_visible()
    expect(page.get_by_text("14. Februar bis 13. März, 28 Tage")).to_be_visible()


def test_earlier_days_are_counted_in_german(browse, follower):
    follower.language = "de"
    follower.save()
    start_yesterday(follower)
    page = browse(follower)
    page.goto("/days/2026-03-11/")
    expect(page.get_by_text("Dein erstes Ziel beginnt am Freitag, 13. März 2026.")).to_be_visible()
    page.get_by_role("link", name="Diese Tage mitzählen").click()
    expect(page.get_by_role("link", name="Lieber am Mittwoch, 11. März beginnen")).to_be_visible()
    page.get_by_role("button", name="Ab Montag, 9. März zählen").click()
    expect(page.get_by_text("Deine Tage zählen jetzt ab Montag, 9. März 2026.")).to_be_visible()
