"""Every page somebody can see, each with what must be there for it to be itself."""

import re
from datetime import time, timedelta
from decimal import Decimal

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from tests.browser.conftest import NOW
from tests.factories import (
    PASSWORD,
    BedtimeLogFactory,
    CustomHabitEntryFactory,
    CustomHabitFactory,
    CustomHabitTargetFactory,
    DoseFactory,
    MedicineFactory,
    PauseFactory,
    PostMealWalkFactory,
    SprintSessionFactory,
    SupplementFactory,
    TargetFactory,
)

TODAY = NOW.date()


def log_three_weeks(person):
    """Days of all sorts up to yesterday: within, below, above, paused, empty."""
    citrate = person.supplements.filter(name="Citrate").first()
    for ago in range(1, 22):
        day = TODAY - timedelta(days=ago)
        if ago % 7 == 3:
            continue
        DoseFactory(person=person, day=day, supplement=citrate, magnesium_form="citrate")
        if ago % 5:
            dose = DoseFactory(person=person, day=day, elemental_mg=Decimal(150 + 40 * (ago % 4)))
            BedtimeLogFactory(person=person, day=day, dose=dose, sleep_quality=1 + ago % 5)
        for meal in ("breakfast", "lunch", "dinner")[ago % 3 :]:
            PostMealWalkFactory(person=person, day=day, meal=meal)
        if ago % 4 == 0:
            SprintSessionFactory(person=person, day=day)
    PauseFactory(
        person=person, first_day=TODAY - timedelta(days=17), last_day=TODAY - timedelta(days=16), reason="ill"
    )


def log_this_morning(person, mg="200.0"):
    """A dose, a walk with a note and a sprint session of today."""
    DoseFactory(person=person, day=TODAY, elemental_mg=Decimal(mg), taken_at=NOW - timedelta(hours=3))
    PostMealWalkFactory(
        person=person, day=TODAY, meal="breakfast", note="by the river", started_at=NOW - timedelta(hours=2)
    )
    SprintSessionFactory(person=person, day=TODAY, started_at=NOW - timedelta(hours=1))


def at(path):
    """How to come to a page that only needs its address."""

    def come(page, person):
        page.goto(path)

    return come


def today_filled(page, person):
    log_three_weeks(person)
    log_this_morning(person)
    page.goto("/")
    expect(page.get_by_text("by the river")).to_be_visible()


def today_with_toast(page, person):
    page.goto("/")
    page.locator("#walk-lunch").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def today_above_the_ceiling(page, person):
    log_this_morning(person, "620.0")
    page.goto("/")
    expect(page.locator("#safety")).to_be_visible()


def today_in_excess(page, person):
    for _ in range(2):
        log_this_morning(person, "1400.0")
    page.goto("/")
    expect(page.locator("#safety.note--danger")).to_be_visible()


def today_paused(page, person):
    PauseFactory(
        person=person,
        first_day=TODAY,
        last_day=TODAY + timedelta(days=2),
        reason="a cold, caught on the train",
    )
    page.goto("/")
    expect(page.get_by_text("Paused: a cold, caught on the train.")).to_be_visible()


def past_day(page, person):
    log_three_weeks(person)
    page.goto(f"/days/{TODAY - timedelta(days=1)}/")
    expect(page.get_by_text("You are filling in")).to_be_visible()


def asked_twice(page, person):
    page.goto("/")
    tile = page.locator(".tile", has_text="Citrate")
    tile.click()
    expect(page.locator("#undo")).to_be_visible()
    tile.click()
    expect(page.locator("#ask-yes")).to_be_visible()


def walk_sheet(page, person):
    page.goto("/")
    page.locator("#other-walk").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def edit_sheet(page, person):
    log_this_morning(person)
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Edit .*200 mg")).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def wrong_sheet(page, person):
    walk_sheet(page, person)
    page.get_by_label("Minutes", exact=True).fill("999")
    page.get_by_role("button", name="Log walk").click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()


def edit_page(page, person):
    walk = PostMealWalkFactory(person=person, day=TODAY)
    page.goto(f"/walks/{walk.entry_id}/")


def wrong_dose(page, person):
    page.goto("/")
    page.get_by_label("Amount").fill("lots")
    page.get_by_role("button", name="Log dose").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def converted_dose(page, person):
    page.goto("/")
    page.get_by_label("Amount").fill("1000")
    page.get_by_text("Compound", exact=True).click()
    expect(page.locator("[data-convert-result]")).to_be_visible()


def wrong_sign_up(page, person):
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail address").fill("nobody")
    page.get_by_role("button", name="Create account").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


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


def review(page, person):
    log_three_weeks(person)
    page.goto("/review/2026-W10/")
    expect(page.get_by_role("heading", name="Day by day")).to_be_visible()


def wrong_review(page, person):
    review(page, person)
    page.get_by_label("Something else").check()
    page.get_by_role("button", name="Save review").click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()


def wrong_settings(page, person):
    page.goto("/settings/targets/")
    page.get_by_label("From").fill("5")
    page.get_by_role("button", name="Save targets").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def custom_habits(page, person):
    for name, kind, unit in (("Reading", "check", ""), ("Water", "number", "glasses")):
        habit = CustomHabitFactory(person=person, name=name, kind=kind, unit=unit)
        CustomHabitTargetFactory(habit=habit, at_least=1 if kind == "check" else 8)
        if kind == "check":
            CustomHabitEntryFactory(person=person, habit=habit, day=TODAY)
    CustomHabitFactory(person=person, name="Given up", archived=True)
    page.goto("/settings/habits/")


def custom_habit(page, person):
    custom_habits(page, person)
    page.get_by_role("link", name="Edit Water").click()


def wrong_custom_habit(page, person):
    page.goto("/settings/habits/")
    page.get_by_text("A number", exact=True).click()
    page.get_by_role("button", name="Add habit").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def today_with_custom_habits(page, person):
    custom_habits(page, person)
    page.goto("/")
    expect(page.get_by_role("heading", name="Your own habits")).to_be_visible()


def supplements(page, person):
    SupplementFactory(person=person, name="Oxide", magnesium_form="oxide", archived=True)
    page.goto("/settings/supplements/")


def supplement(page, person):
    page.goto(f"/settings/supplements/{person.supplements.first().pk}/")


def take_medicines(person, kidneys="moderate"):
    """A tablet this morning, one tonight, one that nobody knows hours for; and kidneys to think of."""
    MedicineFactory(person=person)
    MedicineFactory(person=person, kind="ciprofloxacin", clock=time(21), name="Cipro")
    MedicineFactory(person=person, kind="digoxin", clock=time(9))
    person.kidneys = kidneys
    person.save()


def today_with_medicines(page, person):
    take_medicines(person)
    log_this_morning(person)
    page.goto("/")
    expect(page.get_by_text("Magnesium fits until 15:00: Cipro at 21:00.")).to_be_visible()


def past_day_with_medicines(page, person):
    take_medicines(person, "severe")
    page.goto(f"/days/{TODAY - timedelta(days=1)}/")
    expect(page.get_by_text("On this day magnesium fitted")).to_be_visible()


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


def targets_of_severe_kidneys(page, person):
    take_medicines(person, "severe")
    page.goto("/settings/targets/")
    expect(page.get_by_text("is for your clinic to say")).to_be_visible()


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


def target_removal(page, person):
    log_three_weeks(person)
    page.goto(f"/settings/targets/{person.targets.get().pk}/remove/")


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


def today_elsewhere(page, person):
    person.time_zone = "Europe/Lisbon"
    person.save()
    page.goto("/")
    expect(page.get_by_text("You seem to be in Berlin")).to_be_visible()


def today_in_an_unknown_zone(page, person):
    person.time_zone = "Mars/Base"
    person.save()
    page.goto("/")
    expect(page.get_by_text("is not known here, so times are in UTC")).to_be_visible()


def day_settings_in_an_unknown_zone(page, person):
    today_in_an_unknown_zone(page, person)
    page.goto("/settings/day/")


def today_by_twelve_hours(page, person):
    person.hour_format = "12"
    person.save()
    BedtimeLogFactory(person=person, day=TODAY, taken_at=NOW)
    today_filled(page, person)


def trends_by_twelve_hours(page, person):
    person.hour_format = "12"
    person.save()
    trends(page, person)


def leaving(path):
    """How to come to a page with an account that is about to be deleted."""

    def come(page, person):
        person.delete_at = NOW + timedelta(hours=24)
        person.save()
        page.goto(path)
        expect(page.get_by_role("button", name="Keep my account")).to_be_visible()

    return come


def wrong_delete_account(page, person):
    page.goto("/settings/account/delete/")
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Yes, delete my account").click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()


def after_the_password(page, path):
    """Come to a page that asks first whether it is you."""
    page.goto(path)
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def codes_to_turn_on(page, person):
    after_the_password(page, "/accounts/2fa/totp/activate/")
    expect(page.get_by_role("img", name="Picture to scan")).to_be_visible()


def wrong_code(page, person):
    codes_to_turn_on(page, person)
    page.get_by_label("Code").fill("12")
    page.get_by_role("button", name="Turn codes on").click()
    expect(page.locator("[aria-invalid=true]")).to_be_visible()


def codes_to_turn_off(page, person):
    protect(person)
    after_the_password(page, "/accounts/2fa/totp/deactivate/")


def protect(person):
    """Codes, recovery codes and a passkey for somebody."""
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    return Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "This phone", "credential": {}}
    )


def protected_account(page, person):
    protect(person)
    UserSession.objects.create(
        user=person,
        ip="192.0.2.1",
        session_key=next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid"),
    )
    page.goto("/settings/account/")
    expect(page.get_by_text("10 are left.")).to_be_visible()


def recovery_codes(page, person):
    protect(person)
    after_the_password(page, "/accounts/2fa/recovery-codes/")
    expect(page.locator(".codes li")).to_have_count(10)


def new_recovery_codes(page, person):
    protect(person)
    after_the_password(page, "/accounts/2fa/recovery-codes/generate/")


def passkey_to_add(page, person):
    after_the_password(page, "/accounts/2fa/webauthn/add/")
    expect(page.get_by_role("button", name="Add passkey")).to_be_visible()


def passkey_to_rename(page, person):
    after_the_password(page, f"/accounts/2fa/webauthn/keys/{protect(person).pk}/edit/")


def passkey_to_remove(page, person):
    after_the_password(page, f"/accounts/2fa/webauthn/keys/{protect(person).pk}/remove/")


def second_step(page, person):
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()


def code_again(page, person):
    protect(person)
    page.goto("/accounts/2fa/reauthenticate/")


def devices(page, person):
    protected_account(page, person)
    session = SessionStore()
    session.update({
        SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    })  # fmt: skip
    session.save()
    UserSession.objects.create(
        user=person, ip="2001:db8::1", session_key=session.session_key, user_agent="Firefox/140 Android"
    )
    page.goto("/settings/account/sessions/")
    expect(page.get_by_text("Firefox on Android")).to_be_visible()


def without_csrf_token(page, person):
    page.goto("/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Log dose").evaluate("button => button.form.submit()")
    expect(page.get_by_role("meter")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


# Who sees it: nobody signed in, or somebody with a target and two supplements.
SIGNED_OUT = {
    "home": at("/"),
    "sign in": at("/accounts/login/"),
    "sign up": at("/accounts/signup/"),
    "sign up, wrong": wrong_sign_up,
    "password reset": at("/accounts/password/reset/"),
    "password reset sent": at("/accounts/password/reset/done/"),
    "password reset link too old": at("/accounts/password/reset/key/1-abc/"),
    "password reset done": at("/accounts/password/reset/key/done/"),
    "not found, signed out": at("/nothing/"),
}
SIGNED_IN = {
    "today, empty": at("/"),
    "today, filled": today_filled,
    "today, toast": today_with_toast,
    "today, above the ceiling": today_above_the_ceiling,
    "today, in excess": today_in_excess,
    "today, paused": today_paused,
    "a past day": past_day,
    "a day before the first target": at("/days/2025-12-30/"),
    "asked twice": asked_twice,
    "walk sheet": walk_sheet,
    "edit sheet": edit_sheet,
    "sheet, wrong": wrong_sheet,
    "edit as a page": edit_page,
    "sprints as a page": at(f"/days/{TODAY}/sprints/"),
    "dose, wrong": wrong_dose,
    "dose, converted": converted_dose,
    "set up": set_up,
    "set up, wrong": wrong_set_up,
    "trends": trends,
    "trends, alive": trends_alive,
    "trends, tables": trends_as_tables,
    "trends, empty": at("/trends/"),
    "review": review,
    "review, wrong": wrong_review,
    "review, in progress": at("/review/2026-W11/"),
    "review, of no week": at("/review/2026-W54/"),
    "settings": at("/settings/"),
    "targets": many_targets,
    "targets, wrong": wrong_settings,
    "targets, preview": target_preview,
    "a target": a_target,
    "a target to remove": target_removal,
    "pauses": pauses,
    "pauses, wrong": wrong_pause,
    "a pause": a_pause,
    "today, elsewhere": today_elsewhere,
    "today, in an unknown zone": today_in_an_unknown_zone,
    "your day, in an unknown zone": day_settings_in_an_unknown_zone,
    "today, by 12 hours": today_by_twelve_hours,
    "trends, by 12 hours": trends_by_twelve_hours,
    "supplements": supplements,
    "a supplement": supplement,
    "correct past doses": past_doses,
    "supplement, asked about": asked_about,
    "custom habits": custom_habits,
    "a custom habit": custom_habit,
    "custom habit, wrong": wrong_custom_habit,
    "today, custom habits": today_with_custom_habits,
    "your day": at("/settings/day/"),
    "today, with medicines": today_with_medicines,
    "a past day, with medicines": past_day_with_medicines,
    "safety": safety,
    "safety, wrong": wrong_safety,
    "a medicine": medicine,
    "a medicine, wrong": wrong_medicine,
    "a medicine, removed": removed_medicine,
    "targets, severe kidneys": targets_of_severe_kidneys,
    "account": at("/settings/account/"),
    "account, leaving": leaving("/settings/account/"),
    "today, leaving": leaving("/"),
    "delete account": at("/settings/account/delete/"),
    "delete account, wrong": wrong_delete_account,
    "account, protected": protected_account,
    "devices": devices,
    "is it you": at("/accounts/2fa/totp/activate/"),
    "is it you, code": code_again,
    "codes, on": codes_to_turn_on,
    "codes, wrong": wrong_code,
    "codes, off": codes_to_turn_off,
    "recovery codes": recovery_codes,
    "recovery codes, new": new_recovery_codes,
    "passkey, add": passkey_to_add,
    "passkey, rename": passkey_to_rename,
    "passkey, remove": passkey_to_remove,
    "second step": second_step,
    "change password": at("/accounts/password/change/"),
    "change e-mail": at("/accounts/email/"),
    "sign out": at("/accounts/logout/"),
    "not found": at("/nothing/"),
    "a day to come": at("/days/2026-03-15/"),
    "no token": without_csrf_token,
}
