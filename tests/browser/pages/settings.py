"""Setting up, and every part of the settings but the account."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.entries import TODAY, keep_custom_habits, log_three_weeks, take_medicines
from tests.browser.pages.days import start_yesterday, today_in_an_unknown_zone
from tests.factories import DoseFactory, PauseFactory, SupplementFactory, TargetFactory


def wrong_set_up(page, person):
    person.set_up_at = None
    person.save()
    page.goto("/setup/")
    page.get_by_label("From").fill("900")
    page.get_by_role("button", name="Start logging").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def set_up(page, person):
    person.set_up_at = None
    person.save()
    page.goto("/setup/")
    for fold in page.locator("details.fold").all():
        fold.locator("summary").click()


def wrong_settings(page, person):
    page.goto("/settings/targets/")
    page.get_by_label("From").fill("5")
    page.get_by_role("button", name="Save targets").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def many_targets(page, person):
    TargetFactory(person=person, starts_on=TODAY, low_mg=350, walks_per_day=0)
    page.goto("/settings/targets/")


def target_preview(page, person):
    log_three_weeks(person)
    page.goto("/settings/targets/")
    page.get_by_label("Another day").check()
    page.get_by_label("The other day").fill(str(TODAY - timedelta(days=14)))
    page.get_by_label("From", exact=True).fill("150")
    expect(page.get_by_text("What this would do")).to_be_visible()


def a_target(page, person):
    page.goto(f"/settings/targets/{person.targets.get().pk}/")


def first_target(page, person):
    start_yesterday(person)
    page.goto("/settings/targets/")
    page.get_by_role("link", name="Count these days too").click()
    expect(page.get_by_role("heading", name="Count earlier days too?")).to_be_visible()


def target_removal(page, person):
    log_three_weeks(person)
    page.goto(f"/settings/targets/{person.targets.get().pk}/remove/")


def targets_of_severe_kidneys(page, person):
    take_medicines(person, "severe")
    page.goto("/settings/targets/")
    expect(page.get_by_text("is for your clinic to say")).to_be_visible()


def pauses(page, person):
    log_three_weeks(person)
    PauseFactory(
        person=person,
        first_day=TODAY - timedelta(days=1),
        last_day=TODAY + timedelta(days=9),
        reason="travelling",
    )
    page.goto("/settings/pauses/")


def wrong_pause(page, person):
    pauses(page, person)
    page.get_by_role("button", name="Add pause").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def a_pause(page, person):
    pauses(page, person)
    page.get_by_role("link", name="Edit the pause of 13 March 2026").click()


def supplements(page, person):
    SupplementFactory(person=person, name="Oxide", magnesium_form="oxide", archived=True)
    page.goto("/settings/supplements/")


def supplement(page, person):
    page.goto(f"/settings/supplements/{person.supplements.first().pk}/")


def past_doses(page, person):
    row = person.supplements.first()
    DoseFactory(person=person, supplement=row, units=2, elemental_mg=90, day=TODAY)
    page.goto(f"/settings/supplements/{row.pk}/correct/")
    expect(page.get_by_role("button", name="Correct 1 dose")).to_be_visible()


def asked_about(page, person):
    page.goto("/settings/supplements/")
    page.get_by_label("Name").fill("Strong")
    page.get_by_label("Amount in one unit").fill("300")
    page.get_by_label("Compound in one unit").fill("1000")
    page.get_by_role("button", name="Add supplement").click()
    expect(page.get_by_label("It is right as it is")).to_be_visible()


def custom_habits(page, person):
    keep_custom_habits(person)
    page.goto("/settings/habits/")


def custom_habit(page, person):
    custom_habits(page, person)
    page.get_by_role("link", name="Edit Water").click()


def wrong_custom_habit(page, person):
    page.goto("/settings/habits/")
    page.get_by_text("A number", exact=True).click()
    page.get_by_role("button", name="Add habit").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def safety(page, person):
    take_medicines(person)
    page.goto("/settings/safety/")
    expect(page.get_by_text("3 medicines")).to_be_visible()


def wrong_safety(page, person):
    page.goto("/settings/safety/")
    page.get_by_label("My own figure, agreed with my clinician").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def medicine(page, person):
    take_medicines(person)
    page.goto(f"/settings/safety/medicines/{person.medicines.first().pk}/")


def wrong_medicine(page, person):
    page.goto("/settings/safety/medicines/")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_label("Magnesium waits after it").fill("25")
    page.get_by_role("button", name="Add medicine").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def removed_medicine(page, person):
    medicine(page, person)
    page.get_by_role("button", name="Remove medicine").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def day_settings_in_an_unknown_zone(page, person):
    today_in_an_unknown_zone(page, person)
    page.goto("/settings/day/")


PAGES = {
    "set up": set_up,
    "set up, wrong": wrong_set_up,
    "settings": "/settings/",
    "targets": many_targets,
    "targets, wrong": wrong_settings,
    "targets, preview": target_preview,
    "a target": a_target,
    "a target to remove": target_removal,
    "the first target, earlier": first_target,
    "pauses": pauses,
    "pauses, wrong": wrong_pause,
    "a pause": a_pause,
    "your day, in an unknown zone": day_settings_in_an_unknown_zone,
    "supplements": supplements,
    "a supplement": supplement,
    "correct past doses": past_doses,
    "supplement, asked about": asked_about,
    "custom habits": custom_habits,
    "a custom habit": custom_habit,
    "custom habit, wrong": wrong_custom_habit,
    "your day": "/settings/day/",
    "safety": safety,
    "safety, wrong": wrong_safety,
    "a medicine": medicine,
    "a medicine, wrong": wrong_medicine,
    "a medicine, removed": removed_medicine,
    "targets, severe kidneys": targets_of_severe_kidneys,
}
