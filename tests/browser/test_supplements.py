"""What people take: its order, its stack, its label, and past doses that a wrong label spoilt."""

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.breadth import browsers
from tests.browser.conftest import NOW
from tests.browser.controls import tab_to
from tests.factories import CustomHabitFactory, DoseFactory, SupplementFactory

TODAY = NOW.date()


def figures(person):
    return sorted(person.doses.values_list("elemental_mg", flat=True))


@pytest.mark.both_databases
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_past_doses_are_corrected_after_a_look_and_taken_back(browse, follower, script):
    citrate = follower.supplements.get(name="Citrate")
    for ago in range(1, 4):
        day = TODAY - timedelta(days=ago)
        DoseFactory(
            person=follower, supplement=citrate, units=2, day=day, magnesium_form="citrate",
        )  # fmt: skip
    page = browse(follower, java_script_enabled=script)
    page.goto(f"/settings/supplements/{citrate.pk}/")
    page.get_by_label("Amount in one unit").fill("80")
    page.get_by_role("button", name="Save supplement").click()
    page.get_by_role("button", name="Correct 3 doses").click()
    expect(page.get_by_text("Corrected 3 doses")).to_be_visible()
    assert figures(follower) == [Decimal(160)] * 3
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone")).to_be_visible()
    assert figures(follower) == [Decimal(200)] * 3


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_archived_supplement_comes_back_by_undo(browse, follower, script):
    citrate = follower.supplements.get(name="Citrate")
    page = browse(follower, java_script_enabled=script)
    page.goto(f"/settings/supplements/{citrate.pk}/")
    page.get_by_role("button", name="Archive supplement").click()
    expect(page.get_by_text("Archived Citrate. Its doses stay.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Citrate is back among your tiles.")).to_be_visible()
    assert follower.supplements.live().count() == 2


def test_the_first_tap_on_a_form_counts_though_its_arithmetic_comes_with_it(browse, follower):
    citrate = follower.supplements.get(name="Citrate")
    page = browse(follower)
    page.goto(f"/settings/supplements/{citrate.pk}/")
    box, arithmetic = page.get_by_label("Part of the evening stack"), page.locator("[data-convert-box]")
    box.scroll_into_view_if_needed()
    box.hover()
    with page.expect_response("**/parts/convert*.js"):
        page.mouse.down()
    page.wait_for_timeout(200)
    expect(arithmetic).to_be_hidden()
    page.mouse.up()
    expect(box).to_be_checked()
    expect(arithmetic).to_be_visible()


def rows(page):
    return page.locator("[data-order] > li b")


def names(person):
    return list(person.supplements.live().values_list("name", flat=True))


def drag(page, name, onto):
    """Take a row by its symbol and let it go below the middle of another."""
    # There once script has woken the list.
    grip = page.locator("[data-order] > li", has_text=name).locator(".mini--grip")
    grip.wait_for()
    box, other = grip.bounding_box(), page.locator("[data-order] > li", has_text=onto).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 10, other["y"] + other["height"] * 0.75, steps=8)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_row_is_dragged_to_its_place_and_the_tiles_follow(browse, follower, width):
    page = browse(follower, width=width)
    page.goto("/settings/supplements/")
    drag(page, "Citrate", onto="Glycinate")
    page.mouse.up()
    expect(page.get_by_role("status").filter(has_text="Citrate is at place 2 of 2 now.")).to_be_visible()
    expect(rows(page)).to_have_text(["Glycinate, 200 mg", "Citrate, 200 mg"])
    assert names(follower) == ["Glycinate", "Citrate"]
    # Once more, with the list that came back.
    drag(page, "Glycinate", onto="Citrate")
    page.mouse.up()
    expect(page.get_by_text("Glycinate is at place 2 of 2 now.")).to_be_visible()
    page.goto("/")
    expect(page.locator(".tile b")).to_have_text(["Citrate", "Glycinate", "Any dose"])


def test_escape_puts_a_dragged_row_back(browse, follower):
    page = browse(follower)
    page.goto("/settings/supplements/")
    drag(page, "Citrate", onto="Glycinate")
    expect(rows(page)).to_have_text(["Glycinate, 200 mg", "Citrate, 200 mg"])
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(rows(page)).to_have_text(["Citrate, 200 mg", "Glycinate, 200 mg"])
    page.reload()
    assert names(follower) == ["Citrate", "Glycinate"]


def test_a_row_goes_back_when_its_new_place_was_not_kept(browse, watch, follower):
    watch.expect("request failed|console error")
    page = browse(follower)
    page.goto("/settings/supplements/")
    page.route("**/settings/supplements/order/", lambda route: route.abort())
    drag(page, "Citrate", onto="Glycinate")
    page.mouse.up()
    expect(page.get_by_text("Not saved. The server did not answer")).to_be_visible()
    expect(rows(page)).to_have_text(["Citrate, 200 mg", "Glycinate, 200 mg"])


@pytest.mark.both_databases
def test_rows_are_moved_by_keys_and_the_focus_stays_on_the_button(browse, follower):
    SupplementFactory(person=follower, name="Malate", magnesium_form="malate", position=2)
    page = browse(follower)
    page.goto("/settings/supplements/")
    down = page.get_by_role("button", name="Move Citrate down")
    tab_to(page, down)
    for place in (2, 3):
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"Citrate is at place {place} of 3 now.")).to_be_visible()
        expect(down).to_be_focused()
    expect(down).to_have_attribute("aria-disabled", "true")
    assert names(follower) == ["Glycinate", "Malate", "Citrate"]


def test_rows_are_moved_without_script(browse, follower):
    page = browse(follower, java_script_enabled=False)
    page.goto("/settings/supplements/")
    page.get_by_role("button", name="Move Glycinate up").click()
    expect(page.get_by_text("Glycinate is at place 1 of 2 now.")).to_be_visible()
    expect(rows(page)).to_have_text(["Glycinate, 200 mg", "Citrate, 200 mg"])


def test_custom_habits_are_dragged_and_moved_by_keys_alike(browse, follower):
    for place, name in enumerate(("Read", "Stretch")):
        CustomHabitFactory(person=follower, name=name, position=place)
    page = browse(follower)
    page.goto("/settings/habits/")
    drag(page, "Read", onto="Stretch")
    page.mouse.up()
    expect(page.get_by_text("Read is at place 2 of 2 now.")).to_be_visible()
    up = page.get_by_role("button", name="Move Read up")
    tab_to(page, up)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Read is at place 1 of 2 now.")).to_be_visible()
    expect(up).to_be_focused()


@pytest.mark.parametrize(("width", "script"), browsers())
def test_the_evening_stack_is_chosen_logged_by_one_tap_and_taken_back(browse, follower, width, script):
    page = browse(follower, width=width, java_script_enabled=script)
    for name in ("Citrate", "Glycinate"):
        page.goto("/settings/supplements/")
        page.get_by_role("link", name=f"Edit {name}").click()
        page.get_by_label("Part of the evening stack").check()
        page.get_by_role("button", name="Save supplement").click()
    expect(page.get_by_text("evening stack", exact=True)).to_have_count(2)
    page.goto("/")
    stack = page.get_by_role("button", name="Evening stack")
    expect(stack).to_contain_text("2 supplements")
    stack.click()
    expect(page.get_by_text("Evening stack: 2 doses, 400 mg")).to_be_visible()
    expect(page.locator("#entries > li")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Nothing logged yet")).to_be_visible()
    assert not follower.doses.exists()


@pytest.mark.both_databases
def test_a_double_tap_on_the_stack_logs_it_once(browse, follower):
    follower.supplements.update(in_evening_stack=True)
    page = browse(follower)
    page.goto("/")
    page.locator("#tile-stack").dblclick()
    expect(page.locator("#entries > li")).to_have_count(2)
    page.reload()
    assert follower.doses.count() == 2


@pytest.mark.both_databases
def test_what_one_tab_archived_the_other_leaves_out_of_the_stack_and_names(browse, follower):
    follower.supplements.update(in_evening_stack=True)
    page = browse(follower)
    page.goto("/")
    follower.supplements.filter(name="Citrate").update(archived=True)
    page.locator("#tile-stack").click()
    expect(page.get_by_text("Citrate is archived and was not logged.")).to_be_visible()
    expect(page.locator("#entries > li")).to_have_count(1)


def test_a_tile_of_an_archived_supplement_still_logs_in_an_old_tab(browse, follower):
    page = browse(follower)
    page.goto("/")
    follower.supplements.filter(name="Citrate").update(archived=True)
    page.locator(".tile", has_text="Citrate").click()
    expect(page.get_by_text("Citrate is archived")).to_be_visible()
    expect(page.locator("#entries > li")).to_have_count(1)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_label_that_cannot_be_is_asked_about_and_kept_as_buffered(browse, watch, follower, script):
    watch.expect("^status 422")
    page = browse(follower, java_script_enabled=script)
    page.goto("/settings/supplements/")
    page.get_by_label("Name", exact=True).fill("Night capsules")
    page.get_by_label("Amount in one unit").fill("200")
    page.get_by_label("Compound in one unit").fill("1000")
    if script:
        expect(page.get_by_text("200 mg ÷ 1,000 mg = 20%")).to_be_visible()
    page.get_by_role("button", name="Add supplement").click()
    expect(page.get_by_text("Is it buffered with oxide")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Night capsules")
    page.get_by_label("It is buffered").check()
    page.get_by_role("button", name="Add supplement").click()
    expect(page.get_by_text("buffered", exact=True)).to_be_visible()
    assert follower.supplements.get(name="Night capsules").magnesium_form == "glycinate_buffered"


def test_without_script_a_compound_is_worked_out_before_it_is_kept(browse, follower):
    page = browse(follower, java_script_enabled=False)
    page.goto("/settings/supplements/")
    page.locator("label", has_text="Compound").first.click()
    page.get_by_label("Amount in one unit").fill("1000")
    page.get_by_role("button", name="Only work it out").click()
    expect(page.get_by_text("1,000 mg × 14.1 %")).to_be_visible()
    expect(page.get_by_text("labels vary from 116.6 to 141 mg")).to_be_visible()
    assert follower.supplements.count() == 2
