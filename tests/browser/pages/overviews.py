"""Trends, the weekly review and all entries."""

from playwright.sync_api import expect

from tests.browser.entries import keep_custom_habits, log_this_morning, log_three_weeks


def trends(page, person):
    log_three_weeks(person)
    page.goto("/trends/?range=4w")
    expect(page.locator(".chart__posters > svg:visible").first).to_be_visible()


def trends_alive(page, person):
    trends(page, person)
    page.locator(".chart__posters > svg:visible").first.click()
    expect(page.locator("[data-live=yes]").first).to_be_visible()


def trends_as_tables(page, person):
    trends(page, person)
    for choice in page.get_by_text("Table", exact=True).all():
        choice.click()
    expect(page.get_by_role("table").first).to_be_visible()


def trends_by_twelve_hours(page, person):
    person.hour_format = "12"
    person.save()
    trends(page, person)


def review(page, person):
    log_three_weeks(person)
    page.goto("/review/2026-W10/")
    expect(page.get_by_role("heading", name="Day by day")).to_be_visible()


def wrong_review(page, person):
    review(page, person)
    page.get_by_label("Something else").check()
    page.get_by_role("button", name="Save review").click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()


def history(page, person):
    log_three_weeks(person)
    log_this_morning(person)
    keep_custom_habits(person)
    page.goto("/history/")
    expect(page.get_by_role("link", name="Earlier in March")).to_be_visible()


def history_found(page, person):
    history(page, person)
    page.get_by_label("Search entries and notes").fill("river")
    expect(page.locator("#found mark")).to_be_visible()


def history_not_found(page, person):
    history(page, person)
    page.get_by_label("Search entries and notes").fill("no such thing")
    expect(page.get_by_role("heading", name="Nothing found for “no such thing”")).to_be_visible()


def wrong_history(page, person):
    history(page, person)
    page.get_by_text("Only some days").click()
    page.get_by_label("From").fill("2026-03-10")
    page.get_by_label("To").fill("2026-03-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()


def history_in_german(page, person):
    person.language, person.hour_format = "de", "12"
    person.save()
    log_three_weeks(person)
    keep_custom_habits(person)
    page.goto("/history/?kind=bedtime")
    expect(page.get_by_role("heading", name="Tagebuch")).to_be_visible()


PAGES = {
    "trends": trends,
    "trends, alive": trends_alive,
    "trends, tables": trends_as_tables,
    "trends, empty": "/trends/",
    "history": history,
    "history, empty": "/history/",
    "history, found": history_found,
    "history, not found": history_not_found,
    "history, wrong": wrong_history,
    "history, in German": history_in_german,
    "review": review,
    "review, wrong": wrong_review,
    "review, in progress": "/review/2026-W11/",
    "review, of no week": "/review/2026-W54/",
    "trends, by 12 hours": trends_by_twelve_hours,
}
