"""What people take: its order, its stack, its label, and past doses that a wrong label spoilt."""

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.factories import DoseFactory

from .conftest import NOW

TODAY = NOW.date()


def figures(person):
    return sorted(person.doses.values_list("elemental_mg", flat=True))


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
