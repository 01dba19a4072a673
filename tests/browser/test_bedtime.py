"""The bedtime dose, which counts once however it is logged."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.controls import entries, tab_to, tile, total, undo
from tests.factories import DoseFactory

TODAY = date(2026, 3, 14)
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def at(hour, minute=0):
    """A moment of today by the clock in Berlin."""
    return datetime(2026, 3, 14, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def evening(follower, stopped_clock):
    """Somebody who took the bedtime supplement at 20:00 by its tile; it is 21:00."""
    stopped_clock.move_to(at(21))
    supplement = follower.supplements.get(name="Glycinate")
    DoseFactory(person=follower, day=TODAY, supplement=supplement, taken_at=at(20))
    return follower


def question(page):
    return page.locator("#bedtime-question")


def mg(page, figure):
    expect(total(page)).to_have_attribute("aria-valuenow", f"{figure}.0")


@SCRIPT
def test_a_dose_of_the_evening_is_counted_by_one_tap_and_once(browse, follower, stopped_clock, script):
    page = browse(follower, java_script_enabled=script)
    page.goto("/")
    tile(page, "Citrate").click()
    expect(page.get_by_text("Tonight’s Glycinate takes you to 400.")).to_be_visible()
    expect(page.locator(".g-ghost")).to_have_count(1)
    stopped_clock.move_to(at(20))
    tile(page, "Glycinate").click()
    expect(page.get_by_text("Logged 200 mg glycinate")).to_be_visible()

    # An hour later: it is in the total, and nothing more is planned.
    stopped_clock.move_to(at(21))
    page.goto("/")
    mg(page, 400)
    expect(page.get_by_text("takes you to")).to_have_count(0)
    expect(page.locator(".g-ghost")).to_have_count(0)
    expect(question(page)).to_contain_text("You took 200 mg glycinate at 20:00. Was that your bedtime dose?")
    page.locator("#bedtime").click()
    expect(page.get_by_text("The 20:00 dose counts for bedtime")).to_be_visible()
    expect(page.locator("#bedtime")).to_contain_text("20:00")
    expect(question(page)).to_have_count(0)
    mg(page, 400)
    expect(entries(page)).to_have_count(2)
    expect(entries(page).first).to_contain_text("Bedtime: 200 mg glycinate")

    # What is taken back is that it counts, not that it was taken.
    undo(page).click()
    expect(question(page)).to_be_visible()
    mg(page, 400)


@SCRIPT
def test_a_second_dose_is_logged_by_saying_so(browse, evening, script):
    page = browse(evening, java_script_enabled=script)
    page.goto("/")
    page.get_by_role("button", name="I took another").click()
    expect(page.get_by_text("Bedtime dose, 200 mg glycinate")).to_be_visible()
    mg(page, 400)
    expect(question(page)).to_have_count(0)
    undo(page).click()
    expect(question(page)).to_be_visible()
    mg(page, 200)


@pytest.mark.both_databases
@pytest.mark.parametrize("button", ["#bedtime", "#bedtime-count", "#bedtime-another"])
@SCRIPT
def test_a_double_tap_makes_one_log(browse, evening, button, script):
    page = browse(evening, java_script_enabled=script)
    page.goto("/")
    page.locator(button).dblclick()
    expect(question(page)).to_have_count(0)
    page.goto("/")
    mg(page, 400 if button == "#bedtime-another" else 200)
    assert evening.bedtime_logs.count() == 1


@pytest.mark.both_databases
def test_two_tabs_count_a_dose_once(browse, evening):
    first = browse(evening)
    first.goto("/")
    second = first.context.new_page()
    second.goto("/")
    first.locator("#bedtime").click()
    expect(question(first)).to_have_count(0)
    second.locator("#bedtime-another").click()
    expect(second.get_by_text("This night was logged already")).to_be_visible()
    mg(second, 200)
    assert evening.doses.count() == 1


@SCRIPT
def test_a_tab_from_before_the_dose_is_asked_first(browse, watch, follower, stopped_clock, script):
    watch.expect(r"^status 409")
    stopped_clock.move_to(at(19))
    page = browse(follower, java_script_enabled=script)
    page.goto("/")
    expect(page.locator("#bedtime")).to_contain_text("Take")
    supplement = follower.supplements.get(name="Glycinate")
    DoseFactory(person=follower, day=TODAY, supplement=supplement, taken_at=at(20))
    stopped_clock.move_to(at(21))
    page.locator("#bedtime").click()
    expect(page.get_by_role("alert")).to_contain_text("You took 200 mg glycinate at 20:00.")
    mg(page, 200)
    if script:
        expect(page.locator("#bedtime-count")).to_be_focused()
    page.locator("#bedtime-count").click()
    expect(page.get_by_text("The 20:00 dose counts for bedtime")).to_be_visible()
    assert (follower.doses.count(), follower.bedtime_logs.count()) == (1, 1)


def test_counting_by_keys_leaves_the_focus_where_the_night_is(browse, evening):
    page = browse(evening)
    page.goto("/")
    tab_to(page, page.locator("#bedtime"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="I took another")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(question(page)).to_have_count(0)
    expect(page.get_by_role("heading", name="Bedtime", exact=True)).to_be_focused()


def test_the_question_speaks_german_and_by_twelve_hours(browse, evening):
    evening.language, evening.hour_format = "de", "12"
    evening.save()
    page = browse(evening)
    page.goto("/")
    expect(question(page)).to_contain_text("Du hast um 8:00 pm 200 mg Glycinat genommen.")
    expect(page.get_by_role("button", name="Ich habe noch eine genommen")).to_be_visible()
    question(page).get_by_role("button", name="Dosis von 8:00 pm zählen").click()
    expect(page.get_by_text("Die Dosis von 8:00 pm zählt als Dosis vor dem Schlafen")).to_be_visible()


def test_an_evening_long_past_is_counted_on_its_day(browse, follower):
    yesterday = TODAY - timedelta(days=1)
    page = browse(follower)
    page.goto(f"/days/{yesterday}/")
    tile(page, "Glycinate").click()
    expect(question(page)).to_contain_text("You took 200 mg glycinate at 22:00.")
    page.locator("#bedtime").click()
    expect(page.get_by_text("The 22:00 dose counts for bedtime")).to_be_visible()
    assert follower.bedtime_logs.get().day == yesterday


@SCRIPT
def test_the_evening_stack_keeps_the_night_and_is_taken_back_whole(browse, follower, stopped_clock, script):
    stopped_clock.move_to(at(21))
    follower.supplements.update(in_evening_stack=True)
    page = browse(follower, java_script_enabled=script)
    page.goto("/")
    page.get_by_role("button", name="Evening stack").dblclick()
    expect(page.get_by_text("Evening stack: 2 doses, 400 mg. Bedtime logged")).to_be_visible()
    expect(page.locator("#bedtime")).to_contain_text("200 mg")
    expect(entries(page)).to_have_count(2)
    assert (follower.doses.count(), follower.bedtime_logs.count()) == (2, 1)
    undo(page).click()
    expect(page.get_by_text("Nothing logged yet")).to_be_visible()
    assert not follower.bedtime_logs.exists()


def test_the_stack_asks_about_a_bedtime_dose_of_this_evening(browse, watch, evening):
    watch.expect(r"^status 409")
    evening.supplements.update(in_evening_stack=True)
    page = browse(evening)
    page.goto("/")
    page.locator("#tile-stack").click()
    expect(page.get_by_role("alert")).to_contain_text("Glycinate, 200 mg, is logged at 20:00 already")
    page.get_by_role("button", name="No, log the others").click()
    expect(entries(page)).to_have_count(2)
    mg(page, 400)
    page.locator("#bedtime").click()
    expect(page.get_by_text("The 20:00 dose counts for bedtime")).to_be_visible()
    mg(page, 400)
