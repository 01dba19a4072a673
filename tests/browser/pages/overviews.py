"""Trends and the weekly review."""

from playwright.sync_api import expect

from tests.browser.entries import log_three_weeks


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


PAGES = {
    "trends": trends,
    "trends, alive": trends_alive,
    "trends, tables": trends_as_tables,
    "trends, empty": "/trends/",
    "review": review,
    "review, wrong": wrong_review,
    "review, in progress": "/review/2026-W11/",
    "review, of no week": "/review/2026-W54/",
    "trends, by 12 hours": trends_by_twelve_hours,
}
