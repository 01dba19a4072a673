"""What happens when fingers, networks and clocks do not behave."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOW
from tests.factories import DoseFactory, PostMealWalkFactory, SprintSessionFactory

TODAY = NOW.date()


def entries(page):
    return page.locator("#entries > li")


def citrate(page):
    return page.locator(".tile", has_text="Citrate")


def toasts(page):
    return page.locator("#toasts")


def undo(page):
    return page.get_by_role("button", name="Undo")


def dose_form(page):
    return page.locator("#dose form")


def total(page):
    return page.get_by_role("meter", name="Magnesium")


@pytest.mark.both_databases
def test_a_double_tap_makes_one_entry(browse, follower):
    page = browse(follower)
    page.goto("/")
    citrate(page).dblclick()
    expect(undo(page)).to_be_visible()
    page.reload()
    expect(entries(page)).to_have_count(1)
    assert follower.doses.count() == 1


@pytest.mark.both_databases
def test_a_form_sent_twice_without_script_makes_one_entry(browse, follower):
    page = browse(follower, java_script_enabled=False)
    page.goto("/")
    page.locator("#walk-lunch").dblclick()
    expect(page.locator("#walk-lunch")).to_contain_text("logged")
    page.go_back()
    page.goto("/")
    expect(entries(page)).to_have_count(1)
    assert follower.walks.count() == 1


@pytest.mark.both_databases
def test_going_back_after_logging_makes_no_second_entry(browse, follower):
    page = browse(follower)
    page.goto("/")
    citrate(page).click()
    expect(entries(page)).to_have_count(1)
    page.get_by_role("link", name="Trends").click()
    expect(page.get_by_role("heading", name="Trends")).to_be_visible()
    page.go_back()
    expect(entries(page)).to_have_count(1)
    page.reload()
    expect(entries(page)).to_have_count(1)
    assert follower.doses.count() == 1


@pytest.mark.both_databases
def test_a_second_dose_within_five_minutes_is_asked_for_once(browse, watch, follower):
    watch.expect(r"^status 409")
    page = browse(follower)
    page.goto("/")
    citrate(page).click()
    expect(entries(page)).to_have_count(1)
    citrate(page).click()
    question = page.get_by_role("alert")
    expect(question).to_contain_text("Citrate, 200 mg, is logged at 12:30 already")
    expect(page.get_by_role("button", name="Yes, log it again")).to_be_focused()
    expect(entries(page)).to_have_count(1)
    page.get_by_role("button", name="Yes, log it again").click()
    expect(entries(page)).to_have_count(2)
    expect(question).to_have_count(0)


def test_a_second_dose_after_five_minutes_just_counts(browse, follower, stopped_clock):
    page = browse(follower)
    page.goto("/")
    citrate(page).click()
    expect(entries(page)).to_have_count(1)
    stopped_clock.shift(timedelta(minutes=6))
    citrate(page).click()
    expect(entries(page)).to_have_count(2)


@pytest.mark.both_databases
def test_what_one_tab_deleted_the_other_can_still_edit_away_and_undo(browse, watch, follower):
    watch.expect(r"^status 404|Response Status Error Code 404")
    DoseFactory(person=follower, day=TODAY, note="from the car")
    first = browse(follower)
    first.goto("/")
    second = first.context.new_page()
    second.goto("/")
    first.get_by_role("button", name=re.compile("^Delete")).click()
    expect(first.get_by_text("Nothing logged yet")).to_be_visible()

    # The other tab does not know yet: it says that nothing was saved, and shows the day as it was.
    second.get_by_role("button", name=re.compile("^Delete")).click()
    expect(toasts(second)).not_to_be_empty()
    expect(entries(second)).to_have_count(1)

    undo(first).click()
    expect(entries(first)).to_have_count(1)
    expect(entries(first)).to_contain_text("from the car")
    second.reload()
    expect(entries(second)).to_contain_text("from the car")


@pytest.mark.both_databases
def test_undoing_in_two_tabs_brings_an_entry_back_once(browse, follower):
    page = browse(follower)
    page.goto("/")
    page.locator("#walk-lunch").click()
    expect(entries(page)).to_have_count(1)
    token = page.locator("input[name=token]").input_value()
    undo(page).click()
    expect(page.get_by_text("Undone")).to_be_visible()
    expect(page.get_by_text("Nothing logged yet")).to_be_visible()
    # The same Undo again, from a tab that still shows it.
    page.locator("#day form[method=post]").first.evaluate(
        """(form, token) => {
          form.action = "/undo/";
          form.append(Object.assign(document.createElement("input"), { name: "token", value: token }));
          form.submit();
        }""",
        token,
    )
    expect(page.get_by_text("Undone")).to_be_visible()
    expect(page.get_by_text("Nothing logged yet")).to_be_visible()


def test_undo_is_offered_for_eight_seconds(browse, follower):
    page = browse(follower)
    page.clock.install()
    page.goto("/")
    citrate(page).click()
    expect(undo(page)).to_be_visible()
    page.clock.fast_forward(7500)
    expect(undo(page)).to_be_visible()
    page.clock.fast_forward(1500)
    expect(undo(page)).to_have_count(0)


def test_today_fetches_no_script_that_it_has_no_use_for(browse, follower):
    page = browse(follower)
    fetched = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    page.goto("/", wait_until="networkidle")
    assert sorted(name for name in fetched if name.endswith(".js")) == ["app.js", "htmx-2.min.js", "zone.js"]


@pytest.mark.parametrize("is_hovered", [False, True], ids=["focus", "pointer"])
def test_undo_stays_while_it_has_the_focus_or_the_pointer(browse, follower, is_hovered):
    page = browse(follower)
    page.clock.install()
    page.goto("/")
    citrate(page).click()
    undo(page).hover() if is_hovered else undo(page).focus()
    page.clock.fast_forward(30_000)
    expect(undo(page)).to_be_visible()
    page.mouse.move(0, 0)
    page.locator("h1").first.evaluate("() => document.activeElement.blur()")
    page.clock.fast_forward(9000)
    expect(undo(page)).to_have_count(0)


def test_less_motion_means_no_haste_with_undo(browse, follower):
    page = browse(follower, reduced_motion="reduce")
    page.clock.install()
    page.goto("/")
    citrate(page).click()
    expect(undo(page)).to_be_visible()
    page.clock.fast_forward(60_000)
    expect(undo(page)).to_be_visible()
    moving = page.evaluate(
        """() => document.getAnimations()
          .filter((animation) => animation.effect.getComputedTiming().duration > 1).length"""
    )
    assert moving == 0


@pytest.mark.parametrize("trouble", ["no answer", "an error"])
def test_when_the_server_fails_it_is_said_and_what_was_typed_stays(browse, watch, follower, trouble):
    watch.expect(r"request failed|status 500|ERR_FAILED|htmx:(sendError|afterRequest)|Error Code 500")
    page = browse(follower)
    page.goto("/")
    form = dose_form(page)
    form.get_by_label("Amount").fill("123")
    form.get_by_label("Note").fill("with soup")
    if trouble == "no answer":
        page.route("**/doses/", lambda route: route.abort())
    else:
        page.route("**/doses/", lambda route: route.fulfill(status=500, body="<h1>Oh</h1>"))
    page.get_by_role("button", name="Log dose").click()
    expect(toasts(page)).to_contain_text("Not saved")
    expect(form.get_by_label("Amount")).to_have_value("123")
    expect(form.get_by_label("Note")).to_have_value("with soup")

    page.unroute("**/doses/")
    page.get_by_role("button", name="Log dose").click()
    expect(entries(page)).to_have_count(1)
    assert follower.doses.count() == 1


@pytest.mark.both_databases
def test_a_tap_that_was_saved_but_not_answered_makes_one_entry_when_tapped_again(browse, watch, follower):
    watch.expect(r"request failed|ERR_FAILED|htmx:(sendError|afterRequest)")
    page = browse(follower)
    page.goto("/")

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/tap/**", lose_the_answer)
    citrate(page).click()
    expect(toasts(page)).to_contain_text("Not saved")
    page.unroute("**/tap/**")
    citrate(page).click()
    expect(entries(page)).to_have_count(1)
    assert follower.doses.count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_wrong_dose_keeps_what_was_typed_and_says_why_at_the_field(browse, watch, follower, script):
    watch.expect(r"^status 422")
    page = browse(follower, java_script_enabled=script)
    page.goto("/")
    form = dose_form(page)
    form.get_by_label("Form of magnesium").select_option("malate")
    form.get_by_label("Amount").fill("two")
    form.get_by_label("Note").fill("with soup")
    page.get_by_role("button", name="Log dose").click()
    amount = form.get_by_label("Amount")
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_value("two")
    expect(amount).to_have_accessible_description(re.compile(r"\w"))
    expect(form.get_by_label("Form of magnesium")).to_have_value("malate")
    expect(form.get_by_label("Note")).to_have_value("with soup")
    if script:
        expect(amount).to_be_focused()
    amount.fill("120")
    page.get_by_role("button", name="Log dose").click()
    expect(entries(page)).to_have_count(1)
    expect(entries(page)).to_contain_text("with soup")


def test_a_wrong_sheet_stays_open_with_what_was_typed(browse, watch, follower):
    watch.expect(r"^status 422")
    page = browse(follower)
    page.goto("/")
    page.locator("#other-walk").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_text("Dinner", exact=True).click()
    sheet.get_by_label("Minutes", exact=True).fill("999")
    sheet.get_by_role("button", name="Log walk").click()
    expect(sheet.get_by_label("Minutes", exact=True)).to_be_focused()
    expect(sheet.get_by_label("Minutes", exact=True)).to_have_value("999")
    expect(sheet.get_by_role("radio", name="Dinner")).to_be_checked()
    sheet.get_by_label("Minutes", exact=True).fill("20")
    sheet.get_by_role("button", name="Log walk").click()
    expect(sheet).to_be_hidden()
    expect(entries(page)).to_have_count(1)


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


def test_a_page_opened_before_the_day_starts_logs_on_the_new_day_after_it(browse, follower, stopped_clock):
    berlin = ZoneInfo("Europe/Berlin")
    stopped_clock.move_to(datetime(2026, 3, 15, 2, 58, tzinfo=berlin))
    page = browse(follower)
    page.goto("/")
    expect(page.locator(".dayhead time")).to_have_attribute("datetime", "2026-03-14")
    stopped_clock.move_to(datetime(2026, 3, 15, 3, 2, tzinfo=berlin))
    citrate(page).click()
    expect(entries(page)).to_have_count(1)
    expect(page.locator(".dayhead time")).to_have_attribute("datetime", "2026-03-15")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    assert [dose.day.isoformat() for dose in follower.doses.all()] == ["2026-03-15"]


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
