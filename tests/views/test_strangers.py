"""Whose rows are whose: every address is tried by somebody it is not for, in every way.

The addresses come from the URL configuration itself, so that a new view cannot be forgotten: one
with an argument unknown here fails until this file says how to fill it.
"""

import re
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from tests.addresses import named_addresses
from tests.database import unchanged_database
from tracker.actions.entries import undo_of_logging
from tracker.domain.custom_habits import HabitKind
from tracker.http.undo_tokens import SALT, undo_token
from tracker.models import (
    BedtimeLog,
    CustomHabit,
    CustomHabitEntry,
    Dose,
    Medicine,
    Pause,
    PostMealWalk,
    SprintSession,
    Supplement,
    Target,
    User,
)

# Whose rows a query asks for is in the query, whichever database answers it.
pytestmark = pytest.mark.once

DAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 9, tzinfo=UTC)
RELATED_NAMES = {
    "doses": "doses",
    "walks": "walks",
    "sprints": "sprints",
    "bedtime": "bedtime_logs",
    "habits": "custom_entries",
}

# Views that only change something, and so answer no GET.
ACTIONS = {
    "log_supplement", "doses", "bedtime", "rate_night", "ceiling_note", "undo", "delete_entry",
    "archive_supplement", "restore_supplement", "mail_settings", "remove_medicine", "restore_medicine",
    "archive_custom_habit", "restore_custom_habit", "move_custom_habit", "arrange_custom_habits",
    "move_supplement", "arrange_supplements", "log_evening_stack",
    "end_pause", "remove_pause", "pause_day", "resume_day",
    "keep_account",
}  # fmt: skip
# What anybody may see.
PUBLIC = {"today", "healthz"}


def supplement_of(person):
    return [{"pk": row.pk} for row in person.supplements.all()]


def habits_of(person):
    return [{"pk": row.pk} for row in person.custom_habits.live()]


def all_habits_of(person):
    return [{"pk": row.pk} for row in person.custom_habits.all()]


def logging_of(person):
    return [{"day": DAY} | arguments for arguments in all_habits_of(person)]


def medicine_of(person):
    return [{"pk": row.pk} for row in person.medicines.all()]


def targets_of(person):
    return [{"pk": row.pk} for row in person.targets.all()]


def pauses_of(person):
    return [{"pk": row.pk} for row in person.pauses.all()]


def live_supplement_of(person):
    return [{"pk": row.pk} for row in person.supplements.live()]


def tap_of(person):
    return [{"day": DAY} | arguments for arguments in supplement_of(person)]


def entries_of(person):
    return [
        {"kind": kind, "entry_id": row.entry_id}
        for kind, name in RELATED_NAMES.items()
        for row in getattr(person, name).all()
    ]


# Each address that names a row, with the arguments that name the rows of a person.
ROWS = {
    "log_supplement": tap_of,
    "supplement": supplement_of,
    "correct_doses": supplement_of,
    "move_supplement": live_supplement_of,
    "archive_supplement": supplement_of,
    "restore_supplement": supplement_of,
    "custom_habit": habits_of,
    "move_custom_habit": habits_of,
    "archive_custom_habit": all_habits_of,
    "restore_custom_habit": all_habits_of,
    "log_custom_habit": logging_of,
    "medicine": medicine_of,
    "remove_medicine": medicine_of,
    "target": targets_of,
    "remove_target": targets_of,
    "pause": pauses_of,
    "end_pause": pauses_of,
    "remove_pause": pauses_of,
    "edit_entry": entries_of,
    "delete_entry": entries_of,
}
# Arguments that name no row.
ARGUMENTS = {"day": DAY, "start": DAY, "week": "2026-W47", "chart": "magnesium"}
# Whoever knows the token may: tests/management/commands/test_send_reviews.py.
BY_TOKEN = {"stop_mail"}


PATTERNS = {name: names for name, names in named_addresses().items() if name not in BY_TOKEN}
PLAIN = sorted(name for name in PATTERNS if name not in ROWS)


def addresses_of(name, person):
    """All that this view is about for a person, as paths."""
    if name in ROWS:
        return [reverse(f"tracker:{name}", kwargs=arguments) for arguments in ROWS[name](person)]
    return [reverse(f"tracker:{name}", kwargs={key: ARGUMENTS[key] for key in PATTERNS[name]})]


def somebody(email):
    """A person with a row of every kind."""
    person = User.objects.create_user(
        email, "a long password", set_up_at=MOMENT, last_login=MOMENT, date_joined=MOMENT
    )
    Target.objects.create(person=person, starts_on=date(2026, 11, 1))
    Pause.objects.create(person=person, first_day=DAY, last_day=date(2026, 11, 30), reason="ill")
    supplement = Supplement.objects.create(
        person=person, name="Glycinate", magnesium_form="glycinate", elemental_mg_per_unit=100
    )
    Supplement.objects.create(
        person=person, name="Oxide", magnesium_form="oxide", elemental_mg_per_unit=250, archived=True
    )
    Medicine.objects.create(person=person, kind="levothyroxine", clock=time(8))
    common = {"person": person, "day": DAY, "time_zone": "UTC"}
    dose = Dose.objects.create(
        **common, supplement=supplement, magnesium_form="glycinate", elemental_mg=200, taken_at=MOMENT
    )
    PostMealWalk.objects.create(**common, meal="lunch", minutes=10, started_at=MOMENT)
    SprintSession.objects.create(**common, started_at=MOMENT)
    BedtimeLog.objects.create(**common, dose=dose, taken_at=MOMENT)
    for number, kind in enumerate(HabitKind):
        habit = CustomHabit.objects.create(person=person, name=f"Habit {number}", kind=kind.value)
        habit.targets.create(starts_on=date(2026, 11, 1), at_least=1)
        CustomHabitEntry.objects.create(**common, habit=habit, done_at=MOMENT)
    CustomHabit.objects.create(person=person, name="Given up", archived=True)
    return person


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)


@pytest.fixture
def owner(db):
    return somebody("owner@example.org")


@pytest.fixture
def stranger(db):
    return somebody("stranger@example.org")


def signed_in(person, **kwargs):
    client = Client(**kwargs)
    client.force_login(person)
    # Signing in is noted, which is no change by the view that is tried.
    User.objects.filter(pk=person.pk).update(last_login=MOMENT)
    return client


def test_every_address_is_known_here():
    unknown = {
        name: sorted(arguments - set(ARGUMENTS))
        for name, arguments in PATTERNS.items()
        if name not in ROWS and not arguments <= set(ARGUMENTS)
    }
    assert unknown == {}, "say in ROWS whose rows these name, or in ARGUMENTS that they name none"


@pytest.mark.parametrize("name", sorted(ROWS))
@pytest.mark.parametrize(
    "headers", [{}, {"HX-Request": "true", "HX-Target": "day"}], ids=["page", "fragment"]
)
def test_another_persons_row_is_not_found_whatever_one_sends(name, headers, owner, stranger):
    client = signed_in(stranger)
    with unchanged_database():
        addresses = addresses_of(name, owner)
        assert addresses
        for address in addresses:
            for method in ("get", "head", "post", "put", "patch", "delete", "options"):
                response = getattr(client, method)(address, headers=headers)
                assert response.status_code in ({405, 404} if method != "post" else {404}), (method, address)
                if method == "get" and name not in ACTIONS:
                    assert response.status_code == 404, address


@pytest.mark.parametrize("name", sorted(ROWS))
def test_ones_own_row_is_found_where_another_persons_is_not(name, owner):
    client = signed_in(owner)
    for address in addresses_of(name, owner):
        assert client.get(address).status_code == (405 if name in ACTIONS else 200), address


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_who_is_not_signed_in_is_sent_to_sign_in(name, owner):
    client = Client()
    with unchanged_database():
        for address in addresses_of(name, owner):
            response = client.get(address)
            if name in PUBLIC:
                assert response.status_code == 200
                continue
            answers = [client.post(address)] if name in ACTIONS else [response, client.post(address)]
            assert any(answer.status_code == 302 for answer in answers), address
            for answer in answers:
                if answer.status_code != 405:
                    assert answer.status_code == 302, address
                    assert answer.url.startswith(reverse("account_login") + "?next="), address


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_reading_changes_nothing_and_actions_cannot_be_read(name, owner):
    client = signed_in(owner)
    with unchanged_database():
        for address in addresses_of(name, owner):
            read, asked = (getattr(client, method)(address).status_code for method in ("get", "head"))
            assert read == 405 if name in ACTIONS else read in {200, 302}, address
            assert asked == read, address


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_form_without_its_token_gets_a_page_that_explains(name, owner):
    client = signed_in(owner, enforce_csrf_checks=True)
    with unchanged_database():
        for address in addresses_of(name, owner):
            response = client.post(address, {"skip": "1"})
            assert response.status_code == 403
            assert "Please send that once more" in response.text


def token_in(response):
    return re.search(r'name="token" value="([^"]+)"', response.text)[1]


@pytest.fixture
def deleted(owner):
    """A walk of the owner's that is gone, and the text that brings it back."""
    walk = owner.walks.get()
    address = reverse("tracker:delete_entry", kwargs={"kind": "walks", "entry_id": walk.entry_id})
    response = signed_in(owner).post(address, headers={"HX-Request": "true", "HX-Target": "day"})
    assert not owner.walks.exists()
    return walk, token_in(response)


def test_what_one_deleted_only_oneself_brings_back(deleted, owner, stranger):
    walk, token = deleted
    with unchanged_database():
        assert signed_in(stranger).post(reverse("tracker:undo"), {"token": token}).status_code == 302

    signed_in(owner).post(reverse("tracker:undo"), {"token": token})
    assert owner.walks.get().entry_id == walk.entry_id


def test_what_another_person_logged_cannot_be_taken_back(owner, stranger):
    token = undo_token(owner, undo_of_logging([owner.sprints.get()]))
    with unchanged_database():
        signed_in(stranger).post(reverse("tracker:undo"), {"token": token})


@pytest.mark.parametrize("change", ["person", "signature", "salt"])
def test_a_token_made_up_to_reach_another_persons_row_does_nothing(change, owner, stranger):
    sprint = owner.sprints.get()
    if change == "salt":
        token = signing.dumps({"person": stranger.pk, "changes": []}, salt="another")
    else:
        token = undo_token(stranger, undo_of_logging([sprint]))
        if change == "signature":
            token = token[:-1] + ("A" if token[-1] != "A" else "B")
    with unchanged_database():
        assert signed_in(stranger).post(reverse("tracker:undo"), {"token": token}).status_code == 302
    assert SALT != "another"


def test_a_token_grown_old_does_nothing(deleted, owner, time_machine):
    _, token = deleted
    client = signed_in(owner)
    with unchanged_database():
        time_machine.move_to("2026-11-23T12:00:01Z", tick=False)
        client.post(reverse("tracker:undo"), {"token": token})


def test_another_persons_supplement_is_no_choice_in_a_form(owner, stranger):
    supplement = owner.supplements.live().get()
    client = signed_in(stranger)
    with unchanged_database():
        sent = {"source": f"supplement:{supplement.pk}", "basis": "units", "amount": "2"}
        addresses = [
            reverse("tracker:doses", args=[DAY]),
            reverse(
                "tracker:edit_entry", kwargs={"kind": "doses", "entry_id": stranger.doses.get().entry_id}
            ),
        ]
        for address in addresses:
            response = client.post(address, sent | {"time": "10:00", "on": DAY.isoformat()})
            assert response.status_code == 422
            assert "Choose one of the forms of magnesium." in response.text


@pytest.mark.parametrize("kind", ["walks", "sprints", "bedtime", "doses"])
def test_another_persons_entry_id_makes_an_entry_of_ones_own(kind, owner, stranger):
    getattr(stranger, RELATED_NAMES[kind]).all().delete()
    theirs = getattr(owner, RELATED_NAMES[kind]).get()
    before = getattr(owner, RELATED_NAMES[kind]).values().get()
    sent = {
        "entry_id": theirs.entry_id,
        "meal": "lunch",
        "source": "oxide",
        "amount": "9",
        "basis": "elemental",
    }
    response = signed_in(stranger).post(reverse(f"tracker:{kind}", args=[DAY]), sent)
    assert response.status_code == 302
    assert getattr(owner, RELATED_NAMES[kind]).values().get() == before
    assert getattr(stranger, RELATED_NAMES[kind]).get().entry_id == UUID(str(theirs.entry_id))


def test_an_entry_that_never_was_is_not_found(owner):
    client = signed_in(owner)
    for kind in RELATED_NAMES:
        arguments = {"kind": kind, "entry_id": uuid4()}
        assert client.get(reverse("tracker:edit_entry", kwargs=arguments)).status_code == 404
        assert client.post(reverse("tracker:delete_entry", kwargs=arguments)).status_code == 404


def test_the_day_of_one_person_shows_nothing_of_another(owner, stranger):
    Supplement.objects.filter(person=owner).update(name="Owner's own capsules")
    Dose.objects.filter(person=owner).update(elemental_mg="123.4", note="a secret of the owner's")
    page = signed_in(stranger).get(reverse("tracker:day", args=[DAY])).text
    assert "123.4" not in page
    assert "secret" not in page
    assert "own capsules" not in page
    assert "200 mg" in page


@pytest.mark.parametrize("path", ["", "tracker/user/", "tracker/dose/"])
def test_the_operators_rooms_are_closed_to_ordinary_people(path, owner):
    response = signed_in(owner).get(reverse("admin:index") + path)
    assert response.status_code in {302, 403}
    assert "owner@example.org" not in response.text
