"""Today and past days, with their sheets and questions."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.conftest import NOW
from tests.browser.entries import TODAY, keep_custom_habits, log_this_morning, log_three_weeks, take_medicines
from tests.factories import BedtimeLogFactory, DoseFactory, PauseFactory, PostMealWalkFactory
from tracker.actions.entries import save_entries


def today_filled(page, person):
    log_three_weeks(person)
    log_this_morning(person)
    page.goto("/")
    expect(page.get_by_text("by the river")).to_be_visible()


def today_with_toast(page, person):
    page.goto("/")
    page.locator("#walk-lunch").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def today_with_undo_refused(page, person):
    today_with_toast(page, person)
    walk = person.walks.get()
    walk.minutes = 25
    save_entries(person, [walk], today=TODAY)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("You changed this again")).to_be_visible()


def today_above_the_ceiling(page, person):
    log_this_morning(person, "620.0")
    page.goto("/")
    expect(page.locator("#safety")).to_be_visible()


def today_in_excess(page, person):
    for _ in range(2):
        log_this_morning(person, "1400.0")
    page.goto("/")
    expect(page.locator("#safety.note--danger")).to_be_visible()


def today_paused(page, person):
    PauseFactory(
        person=person,
        first_day=TODAY,
        last_day=TODAY + timedelta(days=2),
        reason="a cold, caught on the train",
    )
    page.goto("/")
    expect(page.get_by_text("Paused: a cold, caught on the train.")).to_be_visible()


def past_day(page, person):
    log_three_weeks(person)
    page.goto(f"/days/{TODAY - timedelta(days=1)}/")
    expect(page.get_by_text("You are filling in")).to_be_visible()


def start_yesterday(person):
    """A first target since yesterday, and two days filled in before it."""
    person.targets.update(starts_on=TODAY - timedelta(days=1))
    for ago in (5, 3):
        DoseFactory(person=person, day=TODAY - timedelta(days=ago), elemental_mg=450)


def filled_in_before_the_first_target(page, person):
    start_yesterday(person)
    page.goto(f"/days/{TODAY - timedelta(days=3)}/")
    expect(page.get_by_role("link", name="Count these days too")).to_be_visible()


def count_sheet(page, person):
    filled_in_before_the_first_target(page, person)
    page.get_by_role("link", name="Count these days too").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def count_page(page, person):
    start_yesterday(person)
    page.goto(f"/days/{TODAY - timedelta(days=3)}/count/")
    expect(page.get_by_role("link", name=re.compile("^Start on"))).to_be_visible()


def asked_twice(page, person):
    page.goto("/")
    tile = page.locator(".tile", has_text="Citrate")
    tile.click()
    expect(page.locator("#undo")).to_be_visible()
    tile.click()
    expect(page.locator("#ask-yes")).to_be_visible()


def dose_of_the_evening(page, person):
    supplement = person.supplements.get(usual_moment="bedtime")
    yesterday = TODAY - timedelta(days=1)
    evening = NOW.replace(hour=20) - timedelta(days=1)
    DoseFactory(person=person, day=yesterday, supplement=supplement, taken_at=evening)
    page.goto(f"/days/{yesterday}/")
    expect(page.get_by_text("Was that your bedtime dose?")).to_be_visible()


def walk_sheet(page, person):
    page.goto("/")
    page.locator("#other-walk").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def edit_sheet(page, person):
    log_this_morning(person)
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Edit .*200 mg")).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def wrong_sheet(page, person):
    walk_sheet(page, person)
    page.get_by_label("Minutes", exact=True).fill("999")
    page.get_by_role("button", name="Log walk").click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()


def edit_page(page, person):
    walk = PostMealWalkFactory(person=person, day=TODAY)
    page.goto(f"/walks/{walk.entry_id}/")


def wrong_dose(page, person):
    page.goto("/")
    page.get_by_label("Amount").fill("lots")
    page.get_by_role("button", name="Log dose").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def converted_dose(page, person):
    page.goto("/")
    page.get_by_label("Amount").fill("1000")
    page.get_by_text("Compound", exact=True).click()
    expect(page.locator("[data-convert-result]")).to_be_visible()


def today_with_custom_habits(page, person):
    keep_custom_habits(person)
    page.goto("/")
    expect(page.get_by_role("heading", name="Your own habits")).to_be_visible()


def today_with_medicines(page, person):
    take_medicines(person)
    log_this_morning(person)
    page.goto("/")
    expect(page.get_by_text("Magnesium fits until 15:00: Cipro at 21:00.")).to_be_visible()


def past_day_with_medicines(page, person):
    take_medicines(person, "severe")
    page.goto(f"/days/{TODAY - timedelta(days=1)}/")
    expect(page.get_by_text("On this day magnesium fitted")).to_be_visible()


def today_elsewhere(page, person):
    person.time_zone = "Europe/Lisbon"
    person.save()
    page.goto("/")
    expect(page.get_by_text("You seem to be in Berlin")).to_be_visible()


def today_in_an_unknown_zone(page, person):
    person.time_zone = "Mars/Base"
    person.save()
    page.goto("/")
    expect(page.get_by_text("is not known here, so times are in UTC")).to_be_visible()


def today_by_twelve_hours(page, person):
    person.hour_format = "12"
    person.save()
    BedtimeLogFactory(person=person, day=TODAY, taken_at=NOW)
    today_filled(page, person)


def without_csrf_token(page, person):
    page.goto("/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Log dose").evaluate("button => button.form.submit()")
    expect(page.get_by_role("meter")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


PAGES = {
    "today, empty": "/",
    "today, filled": today_filled,
    "today, toast": today_with_toast,
    "today, undo refused": today_with_undo_refused,
    "today, above the ceiling": today_above_the_ceiling,
    "today, in excess": today_in_excess,
    "today, paused": today_paused,
    "a past day": past_day,
    "a day before the first target": "/days/2025-12-30/",
    "a day filled in before the first target": filled_in_before_the_first_target,
    "count these days, sheet": count_sheet,
    "count these days, page": count_page,
    "asked twice": asked_twice,
    "bedtime dose, asked about": dose_of_the_evening,
    "walk sheet": walk_sheet,
    "edit sheet": edit_sheet,
    "sheet, wrong": wrong_sheet,
    "edit as a page": edit_page,
    "sprints as a page": f"/days/{TODAY}/sprints/",
    "dose, wrong": wrong_dose,
    "dose, converted": converted_dose,
    "today, elsewhere": today_elsewhere,
    "today, in an unknown zone": today_in_an_unknown_zone,
    "today, by 12 hours": today_by_twelve_hours,
    "today, custom habits": today_with_custom_habits,
    "today, with medicines": today_with_medicines,
    "a past day, with medicines": past_day_with_medicines,
    "a day to come": "/days/2026-03-15/",
    "no token": without_csrf_token,
}
