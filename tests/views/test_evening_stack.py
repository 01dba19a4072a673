import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import BedtimeLogFactory, DoseFactory, PersonFactory, SupplementFactory, TargetFactory
from tracker.models import Dose

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)
FRAGMENT = {"HX-Request": "true", "HX-Target": "day"}


@pytest.fixture(autouse=True)
def evening(time_machine):
    time_machine.move_to("2026-11-22T20:00:00Z", tick=False)


@pytest.fixture
def person(db):
    person = PersonFactory(time_zone="UTC")
    TargetFactory(person=person)
    return person


@pytest.fixture
def visitor(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def stack(person):
    return [SupplementFactory(person=person, name=name, in_evening_stack=True) for name in ("Gly", "Mal")]


def tap_stack(visitor, entry_id, day=TODAY, **more):
    return visitor.post(
        reverse("tracker:log_evening_stack", args=[day]),
        {"entry_id": entry_id, "when": "now", **more},
        headers=FRAGMENT,
    )


def test_one_tap_logs_all_of_the_stack_and_twice_is_once(visitor, person, stack):
    assert "Evening stack" in visitor.get("/").text
    entry_id = uuid4()
    for _time in range(2):
        answer = tap_stack(visitor, entry_id)
        assert "Evening stack: 2 doses, 400 mg" in answer.text
    assert {dose.supplement_id for dose in person.doses.all()} == {each.pk for each in stack}
    assert person.doses.count() == 2
    assert not person.bedtime_logs.exists()


def test_one_undo_takes_all_of_it_back(visitor, person, stack):
    page = tap_stack(visitor, uuid4()).text
    token = page.split('name="token" value="')[1].split('"')[0]
    visitor.post(reverse("tracker:undo"), {"token": token})
    assert not person.doses.exists()


def test_on_a_past_day_it_is_logged_in_the_evening(visitor, person, stack):
    visitor.post(reverse("tracker:log_evening_stack", args=[YESTERDAY]), {"entry_id": uuid4()})
    assert {(dose.day, dose.taken_at.hour) for dose in person.doses.all()} == {(YESTERDAY, 19)}


def test_what_was_archived_meanwhile_is_left_out(visitor, person, stack):
    stack[0].archived = True
    stack[0].save()
    assert "Evening stack: 1 dose, 200 mg" in tap_stack(visitor, uuid4()).text
    assert "tile-stack" not in visitor.get("/").text
    stack[1].archived = True
    stack[1].save()
    assert "Nothing is in the evening stack any more" in tap_stack(visitor, uuid4()).text


def keys(rows):
    return {"member": [row.pk for row in rows]}


def test_the_page_says_whom_its_stack_holds(visitor, stack):
    page = visitor.get("/").text
    assert all(f'name="member" value="{row.pk}"' in page for row in stack)


def test_what_the_page_showed_is_logged_and_what_was_archived_since_then_is_named(visitor, person, stack):
    added = SupplementFactory(person=person, name="Tau", in_evening_stack=True)
    stack[0].archived, stack[1].in_evening_stack = True, False
    for row in stack:
        row.save()
    page = tap_stack(visitor, uuid4(), **keys(stack)).text
    assert "Evening stack: 1 dose, 200 mg. Gly is archived and was not logged." in page
    assert [dose.supplement for dose in person.doses.all()] == [stack[1]]
    assert added not in [dose.supplement for dose in person.doses.all()]


def test_a_stack_of_which_all_was_archived_logs_nothing_and_says_so(visitor, person, stack):
    person.supplements.update(archived=True)
    assert "Gly and Mal are archived and were not logged." in tap_stack(visitor, uuid4(), **keys(stack)).text
    assert not person.doses.exists()


def test_a_strangers_supplement_is_in_nobody_elses_stack(visitor, person, stack, other_person):
    theirs = SupplementFactory(person=other_person)
    assert tap_stack(visitor, uuid4(), **keys([*stack, theirs])).status_code == 404
    assert not Dose.objects.exists()


def hidden(page, button):
    """What the form of this button would send."""
    form = next(form for form in page.split("<form")[1:] if f">{button}</button>" in form)
    fields = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(value)
    return fields


def test_a_member_logged_five_minutes_ago_is_asked_about_and_the_others_can_be_logged(visitor, person, stack):
    visitor.post(reverse("tracker:log_supplement", args=[TODAY, stack[0].pk]), {"when": "now"})
    answer = tap_stack(visitor, uuid4(), **keys(stack))
    assert answer.status_code == 409
    assert "Gly, 200 mg, is logged at 20:00 already" in answer.text
    assert person.doses.count() == 1
    address = reverse("tracker:log_evening_stack", args=[TODAY])
    visitor.post(address, hidden(answer.text, "No, log the others"), headers=FRAGMENT)
    assert sorted(dose.supplement.name for dose in person.doses.all()) == ["Gly", "Mal"]


def test_a_stack_taken_a_second_time_is_logged_when_confirmed(visitor, person, stack):
    tap_stack(visitor, uuid4(), **keys(stack))
    answer = tap_stack(visitor, uuid4(), **keys(stack))
    assert "No, log the others" not in answer.text
    address = reverse("tracker:log_evening_stack", args=[TODAY])
    for _time in range(2):
        visitor.post(address, hidden(answer.text, "Yes, log it again"), headers=FRAGMENT)
    assert person.doses.count() == 4


@pytest.fixture
def night_stack(person, stack):
    """The stack, whose second is the bedtime supplement."""
    stack[1].usual_moment = "bedtime"
    stack[1].save()
    return stack


def token_in(page):
    return page.split('name="token" value="')[1].split('"')[0]


def test_in_the_evening_it_keeps_the_bedtime_habit_and_one_undo_takes_back_both(visitor, person, night_stack):
    entry_id = uuid4()
    for _time in range(2):
        page = tap_stack(visitor, entry_id, **keys(night_stack)).text
        assert "Evening stack: 2 doses, 400 mg. Bedtime logged" in page
    log = person.bedtime_logs.get()
    assert (log.dose.supplement, log.taken_at, person.doses.count()) == (night_stack[1], log.dose.taken_at, 2)
    assert "takes you to" not in page
    visitor.post(reverse("tracker:undo"), {"token": token_in(page)})
    assert (person.doses.count(), person.bedtime_logs.count()) == (0, 0)


def test_at_noon_it_keeps_no_night(visitor, person, night_stack, time_machine):
    time_machine.move_to("2026-11-22T16:59:59Z", tick=False)
    tap_stack(visitor, uuid4(), **keys(night_stack))
    assert (person.doses.count(), person.bedtime_logs.count()) == (2, 0)


def test_on_a_past_day_it_keeps_that_night(visitor, person, night_stack):
    visitor.post(reverse("tracker:log_evening_stack", args=[YESTERDAY]), {"entry_id": uuid4()})
    assert (person.bedtime_logs.get().day, person.bedtime_logs.get().taken_at.hour) == (YESTERDAY, 19)


def test_a_stack_without_the_bedtime_supplement_keeps_no_night(visitor, person, stack):
    SupplementFactory(person=person, usual_moment="bedtime")
    tap_stack(visitor, uuid4(), **keys(stack))
    assert (person.doses.count(), person.bedtime_logs.count()) == (2, 0)


@pytest.fixture
def at_half_past_five(person, night_stack):
    """The bedtime supplement, logged by its tile; it is eight in the evening now."""
    at = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    return DoseFactory(person=person, supplement=night_stack[1], day=TODAY, taken_at=at)


@pytest.mark.parametrize("is_counted", [False, True])
def test_the_bedtime_supplement_is_asked_about_all_evening(
    visitor, person, night_stack, at_half_past_five, is_counted
):
    if is_counted:
        BedtimeLogFactory(person=person, day=TODAY, dose=at_half_past_five)
    answer = tap_stack(visitor, uuid4(), **keys(night_stack))
    assert answer.status_code == 409
    assert "Mal, 200 mg, is logged at 17:30 already" in answer.text
    assert person.doses.count() == 1
    address = reverse("tracker:log_evening_stack", args=[TODAY])
    page = visitor.post(address, hidden(answer.text, "No, log the others"), headers=FRAGMENT).text
    assert sorted(dose.supplement.name for dose in person.doses.all()) == ["Gly", "Mal"]
    assert person.bedtime_logs.count() == is_counted
    assert ("Count the 17:30 dose" in page) is not is_counted


def test_the_bedtime_supplement_taken_twice_keeps_the_night_with_the_second(
    visitor, person, night_stack, at_half_past_five
):
    answer = tap_stack(visitor, uuid4(), **keys(night_stack))
    address = reverse("tracker:log_evening_stack", args=[TODAY])
    for _time in range(2):
        visitor.post(address, hidden(answer.text, "Yes, log it again"), headers=FRAGMENT)
    assert person.doses.count() == 3
    assert person.bedtime_logs.get().dose not in (None, at_half_past_five)
