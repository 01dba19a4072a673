"""Editing and deleting entries, and taking any of it back."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from tests.day_page import LAST_NIGHT, NOW, TODAY, hx, rate, undo, url
from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.actions.entries import Change
from tracker.domain.habits import Habit
from tracker.http.undo_tokens import undo_token
from tracker.models import Dose, PostMealWalk
from tracker.presenters.toasts import Toast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def client(person, client_of):
    TargetFactory(person=person)
    return client_of(person)


def test_a_night_without_a_dose_can_be_edited_moved_and_deleted(client, person):
    rate(client)
    night = person.bedtime_logs.get()
    path = reverse("tracker:edit_entry", args=["bedtime", night.entry_id])
    assert list(client.get(path).context["form"].fields) == ["sleep_quality", "on", "note", "entry_id"]
    edited = {"sleep_quality": "2", "on": "2026-03-11", "note": "Noisy neighbours"}
    response = client.post(path, edited, headers=hx())
    assert response.context["reply"].toast.message == "Saved: sleep, 2 of 5"
    night.refresh_from_db()
    assert (night.sleep_quality, night.note, night.taken) == (2, "Noisy neighbours", False)
    client.post(path, edited | {"on": "2026-03-09"}, headers=hx())
    night.refresh_from_db()
    # 22:00 in Berlin, when a bedtime dose is usually taken.
    assert (night.day, night.taken_at) == (date(2026, 3, 9), datetime(2026, 3, 9, 21, tzinfo=UTC))
    response = client.post(reverse("tracker:delete_entry", args=["bedtime", night.entry_id]), headers=hx())
    assert response.context["reply"].toast.message == "Deleted: sleep, 2 of 5"
    assert not person.bedtime_logs.exists()
    undo(client, response)
    assert person.bedtime_logs.get().sleep_quality == 2


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"sleep_quality": ""}, "Choose 1 to 5."),
        ({"sleep_quality": "6"}, "Choose 1 to 5."),
        ({"on": ""}, "Choose a day."),
        ({"on": "2026-03-12"}, "This night is not over yet."),
        ({"on": "9999-12-31"}, "This night is not over yet."),
        ({"on": "0001-01-01"}, "Choose a day after 1970-01-01."),
        ({"on": "2026-03-10"}, "That night is logged already."),
    ],
)
def test_a_night_without_a_dose_is_not_saved_with_what_cannot_be(client, person, changed, why):
    BedtimeLogFactory(person=person, day=date(2026, 3, 10))
    rate(client)
    night = person.bedtime_logs.get(day=LAST_NIGHT)
    path = reverse("tracker:edit_entry", args=["bedtime", night.entry_id])
    response = client.post(path, {"sleep_quality": "2", "on": "2026-03-11"} | changed, headers=hx())
    assert response.status_code == 422
    assert why in response.text
    night.refresh_from_db()
    assert (night.day, night.sleep_quality) == (LAST_NIGHT, 4)


def test_an_edit_moves_an_entry_to_another_day_and_back(client, person):
    walk = PostMealWalkFactory(person=person, day=TODAY, started_at=NOW)
    path = reverse("tracker:edit_entry", args=["walks", walk.entry_id])
    fields = {"meal": "dinner", "minutes": "20", "time": "19:30", "on": "2026-03-10", "note": "uphill"}
    response = client.post(path, fields, headers=hx())
    walk.refresh_from_db()
    assert (walk.day, walk.local_moment.time(), walk.meal, walk.note) == (
        date(2026, 3, 10),
        time(19, 30),
        "dinner",
        "uphill",
    )
    assert response["HX-Push-Url"] == url("day", day=date(2026, 3, 10))
    undo(client, response)
    walk.refresh_from_db()
    assert (walk.day, walk.started_at, walk.meal) == (TODAY, NOW, "lunch")


def test_an_edit_of_the_note_alone_keeps_the_moment_to_the_second(client, person):
    person.day_start = time(6)
    person.save()
    # Logged at 05:00 when the day still began at 03:00: its day stays.
    at = datetime(2026, 3, 12, 4, 0, 42, tzinfo=UTC)
    dose = DoseFactory(person=person, day=TODAY, taken_at=at)
    path = reverse("tracker:edit_entry", args=["doses", dose.entry_id])
    fields = {
        "source": "glycinate",
        "amount": "200",
        "basis": "elemental",
        "time": "05:00",
        "on": "2026-03-12",
    }
    client.post(path, fields | {"note": "late"}, headers=hx())
    dose.refresh_from_db()
    assert (dose.taken_at, dose.day, dose.note) == (at, TODAY, "late")


def test_an_edit_of_the_note_alone_keeps_the_mg_that_the_label_said_then(client, person):
    capsules = SupplementFactory(person=person, elemental_mg_per_unit=Decimal("60.0"))
    dose = DoseFactory(
        person=person, day=TODAY, supplement=capsules, units=Decimal("2.0"), elemental_mg=Decimal("200.0")
    )
    path = reverse("tracker:edit_entry", args=["doses", dose.entry_id])
    shown = client.get(path).context["form"]
    sent = {name: shown[name].value() for name in ("source", "amount", "basis", "time", "on")}
    assert client.post(path, sent | {"note": "late"}, headers=hx()).status_code == 200
    dose.refresh_from_db()
    assert (dose.units, dose.elemental_mg, dose.note) == (Decimal("2.0"), Decimal("200.0"), "late")


def test_an_entry_deleted_while_its_edit_is_sent_is_not_found(client, person):
    dose = DoseFactory(person=person, day=TODAY, taken_at=NOW)
    reads = []

    def delete_before_it_is_read_again(execute, sql, *rest):
        if sql.startswith("SELECT") and "tracker_dose" in sql:
            reads.append(sql)
            if len(reads) == 2:
                Dose.objects.filter(pk=dose.pk)._raw_delete("default")
        return execute(sql, *rest)

    sent = {"source": "citrate", "amount": "100", "basis": "elemental", "time": "12:00", "on": str(TODAY)}
    with connection.execute_wrapper(delete_before_it_is_read_again):
        response = client.post(
            reverse("tracker:edit_entry", args=["doses", dose.entry_id]), sent, headers=hx()
        )
    # The deletion is part of what was rolled back; in life it was somebody else's.
    assert (response.status_code, len(reads)) == (404, 2)


def test_an_edited_time_is_read_in_the_zone_it_was_logged_in(client, person):
    dose = DoseFactory(person=person, day=date(2026, 3, 10), time_zone="Asia/Tokyo")
    path = reverse("tracker:edit_entry", args=["doses", dose.entry_id])
    fields = {
        "source": "glycinate",
        "amount": "200",
        "basis": "elemental",
        "time": "08:00",
        "on": "2026-03-10",
    }
    client.post(path, fields, headers=hx())
    dose.refresh_from_db()
    assert dose.taken_at == datetime(2026, 3, 9, 23, 0, tzinfo=UTC)


def test_a_night_cannot_be_moved_onto_another(client, person):
    BedtimeLogFactory(person=person, day=date(2026, 3, 10))
    log = BedtimeLogFactory(person=person, day=date(2026, 3, 11))
    path = reverse("tracker:edit_entry", args=["bedtime", log.entry_id])
    response = client.post(path, {"time": "22:00", "on": "2026-03-10"}, headers=hx())
    assert response.status_code == 422
    assert b"That night is logged already." in response.content


def test_deleting_a_bedtime_log_deletes_its_dose_and_undo_restores_both(client, person):
    log = BedtimeLogFactory(person=person, day=TODAY, dose=DoseFactory(person=person, day=TODAY))
    response = client.post(reverse("tracker:delete_entry", args=["bedtime", log.entry_id]), headers=hx())
    assert (person.bedtime_logs.count(), person.doses.count()) == (0, 0)
    undo(client, response)
    assert person.bedtime_logs.get().dose == person.doses.get()


def test_a_token_that_was_tampered_with_undoes_nothing(client, person):
    response = client.post(reverse("tracker:undo"), {"token": "abc"}, headers=hx())
    assert response.context["reply"].toast.message.startswith("This can no longer be undone")


def test_an_undo_of_somebody_else_undoes_nothing(client, person, client_of):
    other = PersonFactory()
    dose = DoseFactory(person=other, day=TODAY)
    response = client_of(other).post(
        reverse("tracker:delete_entry", args=["doses", dose.entry_id]), headers=hx()
    )
    undo(client, response)
    assert (person.doses.count(), other.doses.count()) == (0, 0)


def test_an_undo_that_names_kinds_of_an_older_version_is_as_one_grown_old(client, person):
    token = undo_token(person, [Change("postmealwalk", uuid4(), None, "abc", TODAY, NOW)])
    assert "can no longer be undone" in client.post("/undo/", {"token": token}, follow=True).text


def test_a_token_that_tells_of_a_column_of_an_older_version_is_as_one_grown_old(client, person):
    row = {"day": str(TODAY), "speed": "5"}
    token = undo_token(person, [Change("walks", uuid4(), row, None, TODAY, NOW)])
    response = client.post("/undo/", {"token": token}, headers=hx())
    assert response.context["reply"].toast.message.startswith("This can no longer be undone")


@pytest.fixture
def edited_twice(client, person, clock):
    """A walk of the day before, and what takes its first edit back, which a second one made old."""
    walk = PostMealWalkFactory(person=person, day=LAST_NIGHT, started_at=NOW - timedelta(days=1))
    path = reverse("tracker:edit_entry", args=["walks", walk.entry_id])
    fields = {"meal": "dinner", "minutes": "20", "time": "19:30", "on": str(LAST_NIGHT)}
    first = client.post(path, fields, headers=hx())
    clock.shift(14 * 60)
    client.post(path, fields | {"minutes": "30", "note": "uphill"}, headers=hx())
    return walk, first


def test_an_older_undo_says_when_the_entry_was_changed_again_and_offers_to_edit_it(
    client, person, edited_twice
):
    walk, first = edited_twice
    toast = undo(client, first).context["reply"].toast
    edit = reverse("tracker:edit_entry", args=["walks", walk.entry_id])
    assert toast == Toast("You changed this again at 14:14. It stays as it is.", edit, "warning")
    walk.refresh_from_db()
    assert (walk.minutes, walk.note) == (30, "uphill")


def test_an_older_undo_without_script_says_it_on_the_day_of_the_entry(client, person, edited_twice):
    person.hour_format, person.time_zone = "12", "Asia/Tokyo"
    person.save()
    walk, first = edited_twice
    token = first.context["reply"].toast.extra_tags
    response = client.post(reverse("tracker:undo"), {"token": token}, follow=True)
    assert response.redirect_chain == [(url("day", day=LAST_NIGHT), 302)]
    assert "You changed this again at 10:14\N{NO-BREAK SPACE}pm. It stays as it is." in response.text
    toast = response.text.split("data-toast")[1]
    assert reverse("tracker:edit_entry", args=["walks", walk.entry_id]) in toast
    assert 'id="undo"' not in toast


def test_an_undo_of_an_entry_deleted_meanwhile_offers_nothing_to_edit(client, person, edited_twice):
    walk, first = edited_twice
    client.post(reverse("tracker:delete_entry", args=["walks", walk.entry_id]), headers=hx())
    response = undo(client, first)
    words = "This was deleted since then. Nothing is left to undo."
    assert response.context["reply"].toast == Toast(words, "", "warning")
    assert response.context["page"].day == LAST_NIGHT


def test_the_same_undo_twice_is_calm_and_stays_on_its_day(client, person):
    past = date(2026, 3, 2)
    logged = client.post(url("walks", day=past), {"meal": "lunch", "entry_id": str(uuid4())}, headers=hx())
    for _time in range(2):
        response = undo(client, logged)
        assert (response.context["reply"].toast, response.context["page"].day) == (Toast("Undone"), past)
    assert not person.walks.exists()


def test_an_entry_deleted_while_its_deletion_is_sent_is_not_found(client, person):
    walk = PostMealWalkFactory(person=person, day=TODAY)
    reads = []

    def delete_before_it_is_read_again(execute, sql, *rest):
        if sql.startswith("SELECT") and "tracker_postmealwalk" in sql:
            reads.append(sql)
            if len(reads) == 2:
                PostMealWalk.objects.filter(pk=walk.pk)._raw_delete("default")
        return execute(sql, *rest)

    with connection.execute_wrapper(delete_before_it_is_read_again):
        path = reverse("tracker:delete_entry", args=["walks", walk.entry_id])
        response = client.post(path, headers=hx())
    assert (response.status_code, len(reads)) == (404, 2)


@pytest.mark.django_db(transaction=True)
def test_figures_are_right_after_an_undo_that_was_refused(client, person):
    SupplementFactory(person=person, usual_moment="bedtime")
    client.post(url("bedtime", day=LAST_NIGHT), {"entry_id": str(uuid4())}, headers=hx())
    rated = rate(client)
    night = person.bedtime_logs.get()
    client.post(reverse("tracker:delete_entry", args=["bedtime", night.entry_id]), headers=hx())
    assert undo(client, rated).context["reply"].toast.message.startswith("This was deleted since then.")
    dose = {"source": "citrate", "basis": "elemental", "amount": "450", "time": "12:00"}
    day = TODAY - timedelta(days=30)
    client.post(url("doses", day=day), dose | {"entry_id": str(uuid4())}, headers=hx())
    record = client.get("/").context["page"].streaks[Habit.MAGNESIUM]
    assert (record.kept, record.best, round(record.strength, 3)) == (1, 1, 0.011)
