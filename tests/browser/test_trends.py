"""What charts hold once they are alive, against their tables and against what is stored."""

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests.browser.conftest import NOW
from tests.browser.entries import log_this_morning, log_three_weeks
from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PauseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    TargetFactory,
)

TODAY = NOW.date()

# All that plotly.js holds of a chart, and what its table says, row by row.
READ = """(name) => {
  const card = document.getElementById(`${name}-title`).closest(".card");
  const plot = card.querySelector(".chart__live");
  const cells = (row) => [...row.cells].map((cell) => cell.textContent.trim());
  return {
    traces: plot.data.map(({ type, name, x, y }) => ({ type, name, x, y })),
    rows: [...card.querySelectorAll("tbody tr")].map((row) => [
      row.querySelector("a")?.pathname.slice(6, 16) ?? row.cells[0].textContent.trim(),
      ...cells(row).slice(1),
    ]),
  };
}"""


@pytest.fixture(scope="module")
def months(rows_that_stay):
    """Somebody's ten weeks with two forms, gaps, a pause and a changed target; no test here changes them."""
    with transaction.atomic():
        return log_ten_weeks(PersonFactory())


def log_ten_weeks(person):
    TargetFactory(person=person, starts_on=TODAY - timedelta(days=70))
    TargetFactory(person=person, starts_on=TODAY - timedelta(days=20), low_mg=200, high_mg=300)
    PauseFactory(person=person, first_day=TODAY - timedelta(days=12), last_day=TODAY - timedelta(days=10))
    for n in range(1, 70):
        day = TODAY - timedelta(days=n)
        if n % 5:
            DoseFactory(person=person, day=day, elemental_mg=Decimal("200.5"))
        if n % 3:
            DoseFactory(person=person, day=day, magnesium_form="malate", elemental_mg=Decimal(40 + n))
            PostMealWalkFactory(person=person, day=day, meal="dinner", minutes_after_meal=n % 60)
        PostMealWalkFactory(person=person, day=day, meal="breakfast")
        if n % 4 == 0:
            SprintSessionFactory(person=person, day=day, effort=1 + n % 10)
        if n % 7:
            BedtimeLogFactory(person=person, day=day, sleep_quality=1 + n % 5)
    return person


@pytest.fixture
def read(browse, months):
    """Look at a range in a wide browser until all charts are alive; read(name) gives one of them."""
    page = browse(months, width=1280)

    def at(address):
        page.goto(address)
        plots = page.locator(".chart__plot")
        expect(page.locator(".chart__plot[data-live=yes]")).to_have_count(plots.count())
        return lambda name: page.evaluate(READ, name)

    return at


@pytest.mark.both_databases
def test_the_bars_of_days_hold_what_is_stored_and_what_the_table_says(read, months):
    chart = read("/trends/?range=12w")("magnesium")
    drawn = {
        trace["name"]: dict(zip(trace["x"], trace["y"], strict=True))
        for trace in chart["traces"]
        if trace["type"] == "bar" and trace["name"] != "Paused"
    }
    stored = {"Glycinate": Counter(), "Malate": Counter()}
    for dose in months.doses.all():
        stored[dose.magnesium_form.capitalize()][dose.day.isoformat()] += float(dose.elemental_mg)
    assert drawn == {name: dict(days) for name, days in stored.items()}
    said = {row[0]: row[1:3] for row in chart["rows"] if row[1] != "–Nothing"}
    assert {
        day: [f"{days.get(day, 0):g}" for days in (drawn["Glycinate"], drawn["Malate"])] for day in said
    } == said
    # A day without an entry has neither a bar nor a nought.
    empty = (TODAY - timedelta(days=15)).isoformat()
    assert not any(empty in days for days in drawn.values())
    assert next(row for row in chart["rows"] if row[0] == empty)[1:4] == ["–Nothing"] * 3


def by_week(chart):
    """The rows of a chart's table by the Monday of their week: a week cut short is named by its first day."""
    weeks = {}
    for name, *cells in chart["rows"]:
        day = date.fromisoformat(name)
        weeks[(day - timedelta(days=day.weekday())).isoformat()] = cells
    return weeks


@pytest.mark.parametrize("address", ["/trends/?range=12w", "/trends/?from=2026-01-07&to=2026-03-05"])
def test_weeks_hold_what_their_tables_say(address, read):
    chart = read(address)

    walks = chart("walks")
    by_meal = {
        trace["name"]: dict(zip(trace["x"], trace["y"], strict=True))
        for trace in walks["traces"]
        if trace["type"] == "bar"
    }
    for week, (breakfast, _lunch, dinner, _other, total, _asked) in by_week(walks).items():
        assert by_meal["Breakfast"].get(week, 0) == int(breakfast)
        assert by_meal["Dinner"].get(week, 0) == int(dinner)
        assert int(breakfast) + int(dinner) == int(total)

    sprints = chart("sprints")
    sessions = next(trace for trace in sprints["traces"] if trace["type"] == "bar")
    drawn = dict(zip(sessions["x"], sessions["y"], strict=True))
    said = {week: int(count) for week, (count, *_) in by_week(sprints).items()}
    assert {week: drawn.get(week, 0) for week in said} == said

    bedtime = chart("bedtime")
    nights = next(trace for trace in bedtime["traces"] if trace["type"] == "bar")
    drawn = {week: str(round(y)) for week, y in zip(nights["x"], nights["y"], strict=True)}
    kept = {week: of.split(" of ")[0] for week, (of, *_) in by_week(bedtime).items() if " of " in of}
    assert {week: drawn.get(week, "0") for week in kept} == kept


def test_a_year_of_weeks_and_all_of_it_come_alive_too(read):
    for address in ("/trends/?range=1y", "/trends/?range=all"):
        chart = read(address)("magnesium")
        totals = next(trace for trace in chart["traces"] if trace["type"] == "scatter")
        means = {row[0]: float(row[3]) for row in chart["rows"] if not row[3].startswith("–")}
        assert dict(zip(totals["x"], totals["y"], strict=True)) == means


def test_own_dates_are_chosen_and_the_back_button_brings_the_range_back(browse, months):
    page = browse(months)
    page.goto("/trends/?range=4w")
    page.get_by_text("Month or custom range").click()
    # What is on show is there to be changed.
    expect(page.get_by_label("From:")).to_have_value("2026-02-14")
    expect(page.get_by_label("To:")).to_have_value("2026-03-14")
    page.get_by_label("From:").fill("2026-02-01")
    page.get_by_label("To:").fill("2026-02-10")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("1 February to 10 February, 10 days")).to_be_visible()
    expect(page).to_have_url(re.compile("from=2026-02-01&to=2026-02-10$"))
    page.go_back()
    expect(page.get_by_role("link", name="4 weeks")).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no script"])
def test_months_are_chosen_beside_own_dates(browse, months, java_script_enabled):
    page = browse(months, java_script_enabled=java_script_enabled)
    page.goto("/trends/?range=4w")
    page.get_by_text("Month or custom range").click()
    page.get_by_role("link", name="Last month").click()
    expect(page.get_by_text("1 February to 28 February, 28 days")).to_be_visible()
    expect(page).to_have_url(re.compile("range=last-month$"))
    expect(page.get_by_role("link", name="Last month")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="This month").click()
    expect(page.get_by_text("1 March to 13 March, 13 days, 3 paused")).to_be_visible()
    expect(page.get_by_text("Today is drawn faded and counts once it is over.")).to_be_visible()


def figures(page):
    """The key figures as they stand there, by their names."""
    return dict(
        page.locator(".fig").evaluate_all(
            "(figs) => figs.map((fig) => ['dt', 'dd'].map((name) => fig.querySelector(name).innerText))"
        )
    )


@pytest.mark.parametrize("address", ["/trends/?range=4w", "/trends/?from=2026-02-14&to=2026-03-14"])
def test_today_is_drawn_and_counts_in_no_figure(browse, follower, address):
    log_three_weeks(follower)
    page = browse(follower)
    page.goto(address)
    before = figures(page)
    log_this_morning(follower, mg="450.0")
    BedtimeLogFactory(person=follower, day=TODAY)
    page.reload()
    assert figures(page) == before
    # The bar of today is there, and its legend says what it is.
    for name in ("magnesium", "walks", "bedtime"):
        card = page.locator(".card", has=page.locator(f"#{name}-title"))
        expect(card.locator(".legend")).to_contain_text("Today, not counted")
    expect(page.locator(f"#calendar [data-today] a[href='/days/{TODAY}/']")).to_be_visible()
    sprints = page.locator(".card", has=page.locator("#sprints-title"))
    expect(sprints.locator(".legend")).to_contain_text("This week, not counted")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_legend_of_sleep_is_drawn_as_its_lines_are(browse, follower, width):
    for ago in range(1, 9):
        BedtimeLogFactory(
            person=follower, day=TODAY - timedelta(days=ago), taken=ago % 2 == 0, sleep_quality=2 + ago % 3
        )
    page = browse(follower, width=width)
    page.goto("/trends/?range=4w")
    card = page.locator(".card", has=page.locator("#bedtime-title"))
    fills = card.locator("svg.plot-s g").evaluate_all(
        "(marks) => marks.map((mark) => mark.getAttribute('fill'))"
    )
    swatches = card.locator(".legend .swatch").evaluate_all(
        "(swatches) => swatches.map((swatch) => getComputedStyle(swatch).backgroundColor)"
    )
    names = card.locator(".legend > span").all_inner_texts()
    is_open = [ground == "rgba(0, 0, 0, 0)" for ground in swatches]
    said = dict(zip(map(str.strip, names), is_open, strict=True))
    assert (said["Sleep with the dose"], said["Sleep without it"]) == (False, True)
    assert fills[-2:] == ["var(--bed)", "var(--surface)"]


def test_the_calendar_changes_in_place_and_opens_days(browse, months):
    page = browse(months)
    page.goto("/trends/?range=4w")
    page.locator("#calendar-walks").click()
    expect(page.locator("#calendar-walks")).to_have_attribute("aria-current", "true")
    page.locator("#calendar td a").first.click()
    expect(page).to_have_url(re.compile("/days/2026-02-"))


def test_a_picture_is_handed_over_as_a_file(browse, months):
    page = browse(months)
    page.goto("/trends/?range=4w")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Picture of Magnesium each day, by form").click()
    assert waiting.value.suggested_filename.startswith("twelve-magnesium-2026-02-14-")


def test_dates_that_cannot_be_are_said_without_losing_them(browse, months, watch):
    watch.expect("status 422")
    page = browse(months)
    page.goto("/trends/?from=2026-03-10&to=2026-03-01")
    expect(page.get_by_text("This day is before the first.")).to_be_visible()
    expect(page.get_by_label("From:")).to_have_value("2026-03-10")


def test_trends_change_their_range_in_place(browse, follower):
    DoseFactory(person=follower, day=TODAY - timedelta(days=1))
    page = browse(follower)
    page.goto("/trends/")
    page.evaluate("() => { window.stillHere = true; }")
    page.get_by_role("link", name="1 year").click()
    expect(page.get_by_role("link", name="1 year")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(r"range="))
    assert page.evaluate("() => window.stillHere")
    page.go_back()
    expect(page.get_by_role("link", name="12 weeks")).to_have_attribute("aria-current", "true")


def test_a_chart_comes_alive_on_a_phone_when_it_is_tapped(browse, follower):
    DoseFactory(person=follower, day=TODAY - timedelta(days=1))
    page = browse(follower)
    page.goto("/trends/?range=4w")
    page.locator(".chart__posters > svg:visible").first.click()
    expect(page.locator("[data-live=yes]").first).to_be_visible()


def test_charts_come_alive_by_themselves_on_a_wide_screen(browse, follower):
    DoseFactory(person=follower, day=TODAY - timedelta(days=1))
    page = browse(follower, width=1280)
    page.goto("/trends/?range=4w")
    expect(page.locator("[data-live=yes]").first).to_be_visible()
