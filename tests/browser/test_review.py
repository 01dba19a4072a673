"""The weekly review in a real browser: words saved as they are typed, and a page that prints on one sheet."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests.browser.entries import TODAY, log_three_weeks
from tests.factories import (
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
)
from tracker.actions.reviews import save_review

MONDAY = TODAY - timedelta(days=12)
URL = "/review/2026-W10/"
OWN_WORDS = "Lunch away from the desk on three of the five working days, and a glass of water first. " * 3
ONE_SHEET = {"A4": 1, "Letter": 1}
REFLECTION = "Evenings slip when I work late; the capsules next to the kettle fixed the mornings. " * 30


@transaction.atomic
def log_a_busy_week(person):
    """Everything that the page has a line for, after twelve weeks that make nights comparable."""
    log_three_weeks(person)
    person.doses.all().delete()
    person.bedtime_logs.all().delete()
    person.pauses.all().delete()
    for ago in range(-5, 65):
        day = MONDAY - timedelta(days=ago)
        is_weak = ago % 2 == 0
        for form, mg in (("citrate", 100), ("oxide", 90), ("malate", 80), ("l_threonate", 60)):
            DoseFactory(person=person, day=day, magnesium_form=form, elemental_mg=Decimal(mg))
        if not is_weak:
            DoseFactory(person=person, day=day, elemental_mg=Decimal(100))
        # Rated for so long that nights can be compared since this week, which makes it worth noticing.
        rating = 2 + ago % 4 if ago <= 10 else None
        BedtimeLogFactory(person=person, day=day, taken=not is_weak, sleep_quality=rating)
    DoseFactory(person=person, day=MONDAY + timedelta(days=6), elemental_mg=Decimal(552))
    PostMealWalkFactory(person=person, day=MONDAY, meal="other")
    SprintSessionFactory(person=person, day=MONDAY)


def printed_pages(page):
    """On how many sheets it comes out, by the kind of paper."""
    return {paper: len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) for paper in ONE_SHEET}


@pytest.fixture
def review(browse, follower):
    log_a_busy_week(follower)
    page = browse(follower, width=1280)
    page.goto(URL)
    return page


@pytest.mark.both_databases
def test_words_are_saved_as_they_are_typed_and_the_intention_stays(review, follower):
    save_review(follower, "2026-W10", {"intention": "bedtime"})
    review.get_by_label("What helped, what got in the way?").press_sequentially("Evenings slip.")
    expect(review.locator("#review-saved")).to_have_text(re.compile(r"Saved 12:3\d"))
    stored = follower.reviews.get()
    assert (stored.reflection, stored.intention) == ("Evenings slip.", "bedtime")


def test_the_field_for_own_words_is_there_once_they_are_wanted(review, follower):
    own_words = review.get_by_label("In your words")
    expect(own_words).to_be_hidden()
    review.get_by_label("Something else").check()
    own_words.fill("Lunch outside")
    review.get_by_role("button", name="Save review").click()
    expect(review.get_by_text("Review saved")).to_be_visible()
    expect(own_words).to_have_value("Lunch outside")
    assert follower.reviews.get().own_words == "Lunch outside"


@pytest.mark.parametrize(
    "reflection",
    ["", REFLECTION[:300], REFLECTION[:301], REFLECTION[:2000], "Line.\n" * 5, "Line.\n" * 333],
    ids=["nothing", "a little", "more", "all there is room for", "five lines", "as many lines"],
)
def test_a_full_week_prints_on_one_page(review, follower, reflection):
    own = {"intention": "own", "own_words": OWN_WORDS[:200].strip()}
    save_review(follower, "2026-W09", own | {"outcome": "partly"})
    save_review(follower, "2026-W10", own | {"reflection": reflection.strip()})
    review.reload()
    expect(review.get_by_role("heading", name="One thing worth noticing")).to_be_visible()
    assert printed_pages(review) == ONE_SHEET


@pytest.mark.parametrize("count", [3, 12])
def test_a_week_with_custom_habits_prints_on_one_page_too(review, follower, count):
    for number in range(count):
        habit = CustomHabitFactory(person=follower, name=f"Some habit of my own, number {number}")
        CustomHabitTargetFactory(habit=habit)
        CustomHabitEntryFactory(person=follower, habit=habit, day=MONDAY)
    words = {"own_words": OWN_WORDS[:200].strip(), "reflection": REFLECTION[:2000].strip()}
    save_review(follower, "2026-W10", {"intention": "own"} | words)
    review.reload()
    assert printed_pages(review) == ONE_SHEET


def test_what_is_typed_but_not_saved_yet_is_printed_too(review):
    review.get_by_label("What helped, what got in the way?").fill(REFLECTION[:2000])
    expect(review.locator("#review-saved")).not_to_be_empty()
    # A saved answer alone changes no more than the line that says so.
    expect(review.locator(".reflection")).to_have_text("")
    assert printed_pages(review) == ONE_SHEET
    expect(review.locator(".reflection")).to_have_text(REFLECTION[:2000].strip())


def test_what_is_noticed_leads_to_the_same_nights_in_trends(review):
    noticed = review.get_by_role("region", name="One thing worth noticing")
    said = noticed.locator(".insight__say").inner_text()
    nights = re.search(r"\d+ nights against \d+", noticed.inner_text())[0]
    noticed.get_by_role("link", name="See it in Trends").click()
    compared = review.get_by_role("region", name="How you slept, compared")
    expect(compared).to_contain_text(said)
    expect(compared).to_contain_text(nights)
    expect(compared).to_be_in_viewport()
    # The card of sleep, a page further up, has the same figures.
    means = re.findall(r"\d\.\d", said)
    with_it, without = re.findall(r"\d+", nights)
    expect(review.locator("#bedtime-title + .chart__say")).to_contain_text(
        f"Sleep is rated {means[0]} with the dose and {means[1]} without it ({with_it} and {without} nights)."
    )


def test_the_week_after_has_nothing_new_to_notice(review):
    review.get_by_role("link", name="Week after, 2026-W11").click()
    expect(review.get_by_role("heading", name="Day by day")).to_be_visible()
    expect(review.get_by_role("heading", name="One thing worth noticing")).to_have_count(0)


@pytest.mark.parametrize(("moment", "is_said"), [("2026-03-11", False), ("2026-03-12", True)])
def test_what_stands_out_of_an_open_week_is_said_from_thursday_on(
    browse, follower, stopped_clock, moment, is_said
):
    log_three_weeks(follower)
    stopped_clock.move_to(datetime.fromisoformat(f"{moment}T11:30:00Z"))
    page = browse(follower)
    page.goto("/review/2026-W11/")
    expect(page.get_by_text("in progress")).to_be_visible()
    for name in ("How the week adds up", "Most room"):
        expect(page.get_by_role("heading", name=name)).to_have_count(int(is_said))
    expect(page.get_by_text("What stands out comes on Thursday")).to_have_count(int(not is_said))


@pytest.mark.parametrize("width", [390, 1280])
def test_the_score_can_be_added_up_from_what_the_page_shows(browse, follower, width):
    log_a_busy_week(follower)
    page = browse(follower, width=width)
    page.goto(URL)
    table = page.get_by_role("region", name="How the week adds up")
    shares = [Decimal(share.removesuffix(" %")) for share in table.locator("td").all_inner_texts()]
    expect(table.locator(".score-total")).to_have_text(f"{round(sum(shares) / len(shares))} %")
    expect(table).to_contain_text("14 of 21 walks made 3 full days.")


def test_paper_shows_the_week_without_what_is_for_the_screen(review):
    review.emulate_media(media="print")
    for text in ("Print", "Save review", "See it in Trends"):
        expect(review.get_by_text(text, exact=True)).to_be_hidden()
    expect(review.get_by_role("navigation")).to_be_hidden()
    expect(review.get_by_role("heading", name="Day by day")).to_be_visible()


def test_without_script_the_review_is_saved_by_its_button(browse, follower):
    log_three_weeks(follower)
    page = browse(follower, java_script_enabled=False)
    page.goto(URL)
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    page.get_by_label("What helped, what got in the way?").fill("Evenings slip.")
    page.get_by_role("button", name="Save review").click()
    expect(page.get_by_label("What helped, what got in the way?")).to_have_value("Evenings slip.")
    assert follower.reviews.get().reflection == "Evenings slip."
