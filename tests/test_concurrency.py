"""Two requests at the same moment, in real threads with a connection each, on either database."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    PersonFactory,
    PostMealWalkFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.actions.entries import delete_entries, save_entries, undo_of_logging
from tracker.actions.rows import written
from tracker.http.undo_tokens import undo_token
from tracker.queries.history import history_of, wrong_weeks

TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)
# What its week adds up to is stored.
LONG_AGO = date(2026, 10, 7)
# Each pair meets anew this many times, since a race is lost only now and then.
ROUNDS = 8

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def evening(time_machine):
    time_machine.move_to("2026-11-22T21:00:00Z", tick=False)


@pytest.fixture
def person(transactional_db):
    person = PersonFactory(time_zone="UTC")
    TargetFactory(person=person)
    return person


def at_once(person, requests: Sequence[tuple[str, dict]]) -> list:
    """Send each of these forms from a client of its own, all at the same moment; return the responses."""
    clients = []
    for _ in requests:
        client = Client()
        client.force_login(person)
        clients.append(client)
    barrier = Barrier(len(requests))

    def send(client: Client, address: str, form: dict):
        try:
            if len(requests) == 2:
                # Both connections are open before either waits: the pool holds only a few.
                connection.ensure_connection()
            barrier.wait(timeout=30)
            return client.post(address, form)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(requests)) as threads:
        sent: list[Callable] = [
            threads.submit(send, client, *request) for client, request in zip(clients, requests, strict=True)
        ]
        return [future.result(timeout=60) for future in sent]


def statuses(responses):
    return [response.status_code for response in responses]


FORMS = {
    "doses": {"source": "citrate", "basis": "elemental", "amount": "100"},
    "walks": {"meal": "dinner"},
    "sprints": {},
}


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("day", [TODAY, YESTERDAY], ids=["open day", "past day"])
def test_one_entry_id_sent_twice_at_once_makes_one_entry(kind, day, person):
    for _ in range(ROUNDS):
        request = (
            reverse(f"tracker:{kind}", args=[day]),
            FORMS[kind] | {"entry_id": str(uuid4()), "time": "12:00"},
        )
        assert statuses(at_once(person, [request, request])) == [302, 302]
    assert getattr(person, kind).count() == ROUNDS


def test_two_taps_on_one_tile_with_one_id_make_one_dose(person):
    supplement = SupplementFactory(person=person)
    for minute in range(0, ROUNDS * 6, 6):
        request = (
            reverse("tracker:log_supplement", args=[TODAY, supplement.pk]),
            {"entry_id": str(uuid4()), "time": f"12:{minute:02}"},
        )
        assert statuses(at_once(person, [request, request])) == [302, 302]
    assert person.doses.count() == ROUNDS


@pytest.mark.parametrize("same_id", [True, False], ids=["one id", "two ids"])
def test_one_night_logged_twice_at_once_is_one_log_with_one_dose(same_id, person):
    SupplementFactory(person=person, usual_moment="bedtime")
    for number in range(ROUNDS):
        day = date(2026, 11, 1 + number)
        address = reverse("tracker:bedtime", args=[day])
        first, second = {"entry_id": str(uuid4())}, {"entry_id": str(uuid4())}
        responses = at_once(person, [(address, first), (address, first if same_id else second)])
        assert statuses(responses) == [302, 302]
        log = person.bedtime_logs.get(day=day)
        assert person.doses.get(day=day) == log.dose
    assert person.doses.count() == ROUNDS


def test_one_night_rated_twice_at_once_is_rated_once(person):
    for number in range(ROUNDS):
        day = date(2026, 11, 1 + number)
        request = (reverse("tracker:rate_night", args=[day]), {"quality": "4"})
        assert statuses(at_once(person, [request, request])) == [302, 302]
        night = person.bedtime_logs.get(day=day)
        assert (night.taken, night.sleep_quality) == (False, 4)


def test_a_night_rated_while_its_dose_is_logged_has_both(person):
    SupplementFactory(person=person, usual_moment="bedtime")
    for number in range(ROUNDS):
        day = date(2026, 11, 1 + number)
        rating = (reverse("tracker:rate_night", args=[day]), {"quality": "4"})
        dose = (reverse("tracker:bedtime", args=[day]), {"entry_id": str(uuid4())})
        assert statuses(at_once(person, [rating, dose])) == [302, 302]
        night = person.bedtime_logs.get(day=day)
        assert (night.taken, night.sleep_quality, night.dose) == (True, 4, person.doses.get(day=day))


def test_a_rated_night_whose_dose_is_logged_twice_at_once_has_one_dose(person):
    SupplementFactory(person=person, usual_moment="bedtime")
    for number in range(ROUNDS):
        day = date(2026, 11, 1 + number)
        BedtimeLogFactory(person=person, day=day, taken=False, sleep_quality=2)
        address = reverse("tracker:bedtime", args=[day])
        taps = [(address, {"entry_id": str(uuid4())}) for _ in range(2)]
        assert statuses(at_once(person, taps)) == [302, 302]
        night = person.bedtime_logs.get(day=day)
        assert (night.taken, night.sleep_quality, night.dose) == (True, 2, person.doses.get(day=day))


def test_a_log_taken_back_twice_at_once_is_gone(person):
    for _ in range(ROUNDS):
        walk = PostMealWalkFactory(person=person, day=TODAY)
        request = (reverse("tracker:undo"), {"token": undo_token(person, undo_of_logging([walk]))})
        assert statuses(at_once(person, [request, request])) == [302, 302]
    assert not person.walks.exists()


def test_a_deleted_entry_brought_back_twice_at_once_is_there_once(person):
    for _ in range(ROUNDS):
        walk = PostMealWalkFactory(person=person, day=YESTERDAY)
        before = written(walk)
        token = undo_token(person, delete_entries(person, [walk], today=TODAY))
        request = (reverse("tracker:undo"), {"token": token})
        assert statuses(at_once(person, [request, request])) == [302, 302]
        assert written(person.walks.get(entry_id=walk.entry_id)) == before
    assert person.walks.count() == ROUNDS


def test_a_log_taken_back_while_it_is_edited_loses_no_edit_that_was_saved(person):
    for _ in range(ROUNDS):
        walk = PostMealWalkFactory(person=person, day=TODAY)
        token = undo_token(person, undo_of_logging([walk]))
        form = {"meal": "lunch", "minutes": "33", "time": "12:00", "on": TODAY.isoformat()}
        requests = [
            (reverse("tracker:edit_entry", args=["walks", walk.entry_id]), form),
            (reverse("tracker:undo"), {"token": token}),
        ]
        edited, _undone = statuses(at_once(person, requests))
        assert person.walks.filter(entry_id=walk.entry_id, minutes=33).exists() is (edited == 302)


def test_an_older_edit_taken_back_while_a_newer_one_is_saved_never_wins(person):
    for _ in range(ROUNDS):
        walk = PostMealWalkFactory(person=person, day=YESTERDAY)
        walk.minutes = 20
        token = undo_token(person, save_entries(person, [walk], today=TODAY))
        form = {"meal": "lunch", "minutes": "33", "time": "12:00", "on": YESTERDAY.isoformat()}
        requests = [
            (reverse("tracker:edit_entry", args=["walks", walk.entry_id]), form),
            (reverse("tracker:undo"), {"token": token}),
        ]
        assert statuses(at_once(person, requests)) == [302, 302]
        assert person.walks.get(entry_id=walk.entry_id).minutes == 33


def test_a_night_brought_back_while_it_is_logged_anew_is_there_once(person):
    for number in range(ROUNDS):
        day = date(2026, 11, 1 + number)
        log = BedtimeLogFactory(person=person, day=day, dose=DoseFactory(person=person, day=day))
        token = undo_token(person, delete_entries(person, [log, log.dose], today=TODAY))
        requests = [
            (reverse("tracker:undo"), {"token": token}),
            (reverse("tracker:bedtime", args=[day]), {"entry_id": str(uuid4())}),
        ]
        assert statuses(at_once(person, requests)) == [302, 302]
        night = person.bedtime_logs.get(day=day)
        # As it was with its dose, or logged anew without one; never half of each.
        doses = person.doses.filter(day=day)
        assert list(doses) == ([night.dose] if night.entry_id == log.entry_id else [])


def test_an_entry_deleted_twice_at_once_is_gone(person):
    for _ in range(ROUNDS):
        dose = DoseFactory(person=person, day=YESTERDAY)
        request = (reverse("tracker:delete_entry", kwargs={"kind": "doses", "entry_id": dose.entry_id}), {})
        # The later one finds nothing there, or arrives just before it is gone.
        assert set(statuses(at_once(person, [request, request]))) <= {302, 404}
    assert not person.doses.exists()


def test_an_entry_edited_while_it_is_deleted_ends_either_way_without_an_error(person):
    for _ in range(ROUNDS):
        walk = PostMealWalkFactory(person=person, day=YESTERDAY)
        arguments = {"kind": "walks", "entry_id": walk.entry_id}
        form = {"meal": "lunch", "minutes": "33", "time": "12:00", "on": YESTERDAY.isoformat()}
        requests = [
            (reverse("tracker:edit_entry", kwargs=arguments), form),
            (reverse("tracker:delete_entry", kwargs=arguments), {}),
        ]
        assert set(statuses(at_once(person, requests))) <= {302, 404}
    assert not person.walks.filter(minutes=33).exists()


def test_eight_writers_at_once_wait_for_each_other(person):
    for _ in range(3):
        requests = [
            (reverse("tracker:walks", args=[LONG_AGO]), {"meal": "other", "entry_id": str(uuid4())})
            for _ in range(8)
        ]
        assert statuses(at_once(person, requests)) == [302] * 8
    assert person.walks.count() == 24
    # Each adds up its week anew, and none leaves another's entry out.
    assert history_of(person).since <= LONG_AGO
    assert wrong_weeks(person) == []


def test_two_pauses_of_the_same_days_at_once_are_one_and_a_refusal(person):
    for number in range(ROUNDS):
        first = date(2026, 1, 1) + timedelta(days=10 * number)
        forms = [
            {"first_day": str(first), "last_day": str(first + timedelta(days=days)), "reason": ""}
            for days in (2, 3)
        ]
        responses = at_once(person, [(reverse("tracker:pauses"), form) for form in forms])
        assert sorted(statuses(responses)) == [302, 422]
    assert person.pauses.count() == ROUNDS


def test_a_day_paused_twice_at_once_is_paused_once(person):
    for number in range(ROUNDS):
        request = (reverse("tracker:pause_day", args=[date(2026, 11, 1 + number)]), {})
        assert statuses(at_once(person, [request, request])) == [302, 302]
    assert person.pauses.count() == ROUNDS


def test_two_targets_for_one_day_at_once_are_one_and_a_refusal(person):
    form = {
        "high_mg": "500",
        "walks_per_day": "3",
        "walk_minutes": "10",
        "sprints_per_week": "2",
        "when": "day",
    }
    for number in range(ROUNDS):
        # No figure twice: what is aimed at already is not stored again.
        forms = [
            form | {"starts_on": str(date(2026, 2, 1 + number)), "low_mg": str(low + number)}
            for low in (100, 200)
        ]
        responses = at_once(person, [(reverse("tracker:targets"), form) for form in forms])
        assert sorted(statuses(responses)) == [302, 422]
    assert person.targets.count() == 1 + ROUNDS


def test_a_first_target_moved_back_twice_at_once_is_moved_once(person):
    for number in range(ROUNDS):
        days = [date(2025, 12, 20 - 2 * number - ago) for ago in range(2)]
        for day in days:
            DoseFactory(person=person, day=day)
        # Twice the same, or two days of which one is earlier: whichever comes first, the earlier one stays.
        starts = [days[1], days[number % 2]]
        requests = [(reverse("tracker:count_days_from", args=[days[0], start]), {}) for start in starts]
        assert statuses(at_once(person, requests)) == [302, 302]
        assert person.targets.get().starts_on == days[1]


def test_two_tabs_that_order_supplements_at_once_leave_each_one_a_place_of_its_own(person):
    rows = [SupplementFactory(person=person, name=name, position=place) for place, name in enumerate("abcd")]
    keys = [row.pk for row in rows]
    for _ in range(ROUNDS):
        dragged = (reverse("tracker:arrange_supplements"), {"order": keys[::-1]})
        moved = (reverse("tracker:move_supplement", args=[keys[1]]), {"to": "up"})
        assert statuses(at_once(person, [dragged, moved])) == [302, 302]
        found = list(person.supplements.order_by("position").values_list("name", "position"))
        assert [position for _name, position in found] == [0, 1, 2, 3]
        # Whichever came last: the drag's order, or that with the one button's move.
        assert "".join(name for name, _position in found) in {"dcba", "dbca"}
