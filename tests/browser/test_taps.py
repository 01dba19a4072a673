"""What happens when fingers, networks and clocks do not behave."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NOW
from tests.browser.controls import citrate, dose_form, entries, toasts, undo
from tests.factories import DoseFactory

TODAY = NOW.date()


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
