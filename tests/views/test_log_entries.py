"""Logging from the page of a day."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from tests.day_page import LAST_NIGHT, NOW, TODAY, hx, now, rate, undo, url
from tests.factories import (
    BedtimeLogFactory,
    DoseFactory,
    SupplementFactory,
    TargetFactory,
)
from tracker.models import BedtimeLog

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def client(person, client_of):
    TargetFactory(person=person)
    return client_of(person)


def test_a_tap_logs_a_serving_now_and_can_be_undone(client, person):
    supplement = SupplementFactory(person=person)
    response = client.post(url("log_supplement", supplement.pk), now(), headers=hx())
    dose = person.doses.get()
    assert (dose.elemental_mg, dose.taken_at, dose.day) == (Decimal("200.0"), NOW, TODAY)
    assert response.context["reply"].toast.message == "Logged 200 mg glycinate"
    assert response.context["page"].magnesium.total_mg == Decimal("200.0")
    response = undo(client, response)
    assert response.context["page"].magnesium.total_mg == 0
    assert not person.doses.exists()


def test_a_tap_without_script_comes_back_to_the_page_with_undo(client, person):
    supplement = SupplementFactory(person=person)
    response = client.post(url("log_supplement", supplement.pk), now(), follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert b"Logged 200 mg glycinate" in response.content
    token = str(next(iter(response.context["messages"])).extra_tags)
    client.post(reverse("tracker:undo"), {"token": token})
    assert not person.doses.exists()


def test_a_double_tap_makes_one_entry_and_answers_alike(client, person):
    supplement = SupplementFactory(person=person)
    fields = now()
    first = client.post(url("log_supplement", supplement.pk), fields, headers=hx())
    second = client.post(url("log_supplement", supplement.pk), fields, headers=hx())
    assert person.doses.count() == 1
    assert first.context["reply"].toast.message == second.context["reply"].toast.message


def test_a_second_dose_within_five_minutes_is_asked_about_once(client, person):
    supplement = SupplementFactory(person=person)
    client.post(url("log_supplement", supplement.pk), now(), headers=hx())
    fields = now()
    response = client.post(url("log_supplement", supplement.pk), fields, headers=hx())
    assert response.status_code == 409
    assert person.doses.count() == 1
    assert b"is logged at 14:00 already" in response.content
    client.post(
        url("log_supplement", supplement.pk),
        dict(response.context["reply"].ask.sent) | {"confirmed": "on"},
        headers=hx(),
    )
    assert set(person.doses.values_list("entry_id", flat=True)) >= {
        person.doses.get(entry_id=fields["entry_id"]).entry_id
    }
    assert person.doses.count() == 2


def test_a_tap_on_a_past_day_is_logged_at_its_usual_hour(client, person):
    supplement = SupplementFactory(person=person, usual_moment="bedtime")
    client.post(
        url("log_supplement", supplement.pk, day=date(2026, 3, 10)), {"entry_id": str(uuid4())}, headers=hx()
    )
    dose = person.doses.get()
    assert (dose.day, dose.local_moment.time()) == (date(2026, 3, 10), time(22, 0))


def test_a_page_left_open_over_the_days_start_logs_on_the_new_day(client, person, clock):
    supplement = SupplementFactory(person=person)
    clock.move_to(datetime(2026, 3, 13, 6, 0, tzinfo=UTC))
    response = client.post(url("log_supplement", supplement.pk), now(), headers=hx())
    assert person.doses.get().day == date(2026, 3, 13)
    assert response.context["page"].day == date(2026, 3, 13)


def test_a_time_ahead_is_refused_and_what_was_typed_stays(client, person):
    fields = now(source="malate", amount="1,032", basis="compound", time="14:30", note="with lunch")
    response = client.post(url("doses"), fields, headers=hx())
    assert response.status_code == 422
    assert response.context["dose_form"].errors == {
        "time": ["14:30 has not happened yet. Pick a time up to 14:00."]
    }
    assert b'value="1,032"' in response.content
    assert b'value="with lunch"' in response.content
    assert not person.doses.exists()


def test_five_minutes_of_drift_are_no_future(client, person):
    client.post(
        url("doses"), now(source="malate", amount="100", basis="elemental", time="14:05"), headers=hx()
    )
    assert person.doses.count() == 1


def test_a_time_before_the_days_start_belongs_to_the_day_before(client, person):
    response = client.post(
        url("doses"), now(source="malate", amount="100", basis="elemental", time="01:30"), headers=hx()
    )
    assert "belong to the day before" in str(response.context["dose_form"].errors["time"])


def test_a_compound_is_converted_and_kept_as_typed(client, person):
    client.post(url("doses"), now(source="malate", amount="1,032", basis="compound"), headers=hx())
    dose = person.doses.get()
    assert (dose.elemental_mg, dose.compound_mg) == (Decimal("160.0"), Decimal("1032.0"))


def test_units_of_a_supplement_are_logged(client, person):
    supplement = SupplementFactory(person=person)
    fields = now(source=f"supplement:{supplement.pk}", amount="1,5", basis="units")
    client.post(url("doses"), fields, headers=hx())
    dose = person.doses.get()
    assert (dose.elemental_mg, dose.units, dose.supplement) == (Decimal("150.0"), Decimal("1.5"), supplement)


def test_a_dose_can_be_kept_as_a_one_tap_supplement(client, person):
    fields = now(source="citrate", amount="125", basis="elemental", keep="on")
    response = client.post(url("doses"), fields, headers=hx())
    assert [tile.supplement.name for tile in response.context["page"].magnesium.tiles] == ["125 mg citrate"]


def test_somebody_elses_supplement_is_not_among_the_choices(client, person):
    supplement = SupplementFactory()
    assert client.post(url("log_supplement", supplement.pk), now(), headers=hx()).status_code == 404
    fields = now(source=f"supplement:{supplement.pk}", amount="1", basis="units")
    assert client.post(url("doses"), fields, headers=hx()).status_code == 422
    assert not person.doses.exists()


def test_a_walk_is_logged_by_one_tap_with_the_targets_minutes(client, person):
    person.targets.update(walk_minutes=15)
    response = client.post(url("walks"), now(meal="lunch"), headers=hx())
    walk = person.walks.get()
    assert (walk.meal, walk.minutes, walk.started_at) == ("lunch", 15, NOW)
    assert response.context["reply"].toast.message == "Logged: walk after lunch, 15 min"


def test_a_walk_sheet_is_a_page_and_a_fragment(client):
    assert b"<html" in client.get(url("walks")).content
    part = client.get(url("walks"), headers=hx() | {"HX-Target": "sheet"}).content
    assert b"<html" not in part
    assert b'id="sheet"' in part


def test_a_wrong_walk_stays_on_its_sheet(client, person):
    response = client.post(url("walks"), now(meal="lunch", minutes="999"), headers=hx())
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#sheet"
    assert b'value="999"' in response.content
    assert not person.walks.exists()


def test_a_sprint_session_is_logged_as_the_last_one_was(client, person):
    client.post(
        url("sprints"), now(activity="run", sets="4", work_seconds="30", rest_seconds="240"), headers=hx()
    )
    client.post(url("sprints"), now(), headers=hx())
    newest = person.sprints.order_by("pk").last()
    assert (newest.activity, newest.sets, newest.work_seconds, newest.rest_seconds) == ("run", 4, 30, 240)


def test_bedtime_is_logged_with_its_supplement_and_undone_whole(client, person):
    SupplementFactory(person=person, usual_moment="bedtime", elemental_mg_per_unit=Decimal("48.0"))
    response = client.post(url("bedtime"), now(), headers=hx())
    assert response.context["page"].magnesium.total_mg == Decimal("96.0")
    undo(client, response)
    assert not person.bedtime_logs.exists()
    assert not person.doses.exists()


@pytest.fixture
def threonate(person):
    return SupplementFactory(
        person=person, name="Threonate", usual_moment="bedtime", elemental_mg_per_unit=Decimal("48.0")
    )


@pytest.fixture
def at_eight(person, clock, threonate):
    """The bedtime supplement, logged at 20:00 by its tile; it is 21:00 in Berlin now."""
    clock.move_to(datetime(2026, 3, 12, 20, 0, tzinfo=UTC))
    return DoseFactory(
        person=person,
        supplement=threonate,
        day=TODAY,
        elemental_mg=Decimal("96.0"),
        taken_at=datetime(2026, 3, 12, 19, 0, tzinfo=UTC),
    )


def counting(dose, **fields):
    return {"entry_id": str(uuid4()), "counted": str(dose.entry_id)} | fields


def test_the_evening_plans_no_dose_that_is_logged_already(client, at_eight):
    page = client.get("/")
    assert "takes you to" not in page.text
    assert page.context["cards"].gauge.drawing.planned is None
    assert "You took 96 mg glycinate at 20:00." in page.text
    assert f'name="counted" value="{at_eight.entry_id}"' in page.text


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_dose_of_the_evening_is_counted_once_and_undo_leaves_it(client, person, at_eight, script):
    fields = counting(at_eight)
    for _ in range(2):
        response = client.post(url("bedtime"), fields, headers=hx() if script else None, follow=not script)
        assert "The 20:00 dose counts for bedtime" in response.text
    log = person.bedtime_logs.get()
    assert (log.dose, log.taken_at) == (at_eight, at_eight.taken_at)
    page = client.get("/")
    assert page.context["page"].magnesium.total_mg == Decimal("96.0")
    assert page.context["page"].week[3].marks["bedtime"] == "kept"
    assert "Was that your bedtime dose?" not in page.text
    token = response.text.split('name="token" value="')[1].split('"')[0]
    client.post(reverse("tracker:undo"), {"token": token})
    assert (person.bedtime_logs.count(), person.doses.get()) == (0, at_eight)


def test_two_tabs_count_a_dose_once(client, person, at_eight):
    client.post(url("bedtime"), counting(at_eight), headers=hx())
    response = client.post(url("bedtime"), counting(at_eight), headers=hx())
    assert response.context["reply"].toast.message == "This night was logged already"
    assert (person.bedtime_logs.count(), person.doses.count()) == (1, 1)


def test_a_second_dose_is_logged_when_it_was_another(client, person, at_eight):
    response = client.post(url("bedtime"), now(another="on"), headers=hx())
    assert response.context["page"].magnesium.total_mg == Decimal("192.0")
    assert person.bedtime_logs.get().dose != at_eight
    undo(client, response)
    assert (person.bedtime_logs.count(), person.doses.get()) == (0, at_eight)


def test_a_page_from_before_the_dose_is_asked_and_logs_nothing(client, person, at_eight):
    response = client.post(url("bedtime"), now(), headers=hx())
    assert response.status_code == 409
    assert 'id="bedtime-question" role="alert"' in response.text
    assert (person.bedtime_logs.count(), person.doses.count()) == (0, 1)


def test_a_night_that_is_logged_is_not_asked_about(client, person, at_eight):
    BedtimeLogFactory(person=person, day=TODAY)
    response = client.post(url("bedtime"), now(), headers=hx())
    assert response.context["reply"].toast.message == "This night was logged already"


def test_a_dose_that_left_the_evening_meanwhile_is_not_counted(client, person, at_eight):
    at_eight.taken_at = datetime(2026, 3, 12, 7, 0, tzinfo=UTC)
    at_eight.save()
    response = client.post(url("bedtime"), counting(at_eight), headers=hx())
    assert response.status_code == 422
    assert "That dose was changed meanwhile" in response.text
    assert not person.bedtime_logs.exists()


def test_a_dose_that_is_gone_or_a_strangers_is_not_found(client, person, at_eight, other_person):
    theirs = DoseFactory(person=other_person, day=TODAY, taken_at=at_eight.taken_at)
    at_eight.delete()
    for dose in (at_eight, theirs):
        assert client.post(url("bedtime"), counting(dose), headers=hx()).status_code == 404
    assert not BedtimeLog.objects.exists()


def test_a_broken_id_of_a_dose_is_said_in_words(client, person, at_eight):
    response = client.post(url("bedtime"), now(counted="20:00"), headers=hx())
    assert response.status_code == 422
    assert "This form was damaged on its way." in response.text


def test_a_dose_is_counted_on_its_own_day_from_a_page_left_open_overnight(client, person, clock, at_eight):
    clock.move_to(datetime(2026, 3, 13, 6, 0, tzinfo=UTC))
    response = client.post(url("bedtime"), counting(at_eight), headers=hx())
    assert (response.context["page"].day, person.bedtime_logs.get().day) == (TODAY, TODAY)


def test_a_past_evening_is_counted_too(client, person, threonate):
    client.post(url("log_supplement", threonate.pk, day=LAST_NIGHT), {"entry_id": str(uuid4())})
    dose = person.doses.get()
    assert "Count the 22:00 dose" in client.get(url("day", day=LAST_NIGHT)).text
    response = client.post(url("bedtime", day=LAST_NIGHT), counting(dose), headers=hx())
    assert response.context["page"].week[2].marks["bedtime"] == "kept"
    assert person.bedtime_logs.get().dose == dose


def test_a_morning_dose_of_the_bedtime_supplement_changes_nothing(client, person, threonate):
    client.post(url("log_supplement", threonate.pk), now())
    page = client.get("/")
    assert "Tonight’s Threonate takes you to 192." in page.text
    assert "Was that your bedtime dose?" not in page.text


def test_last_nights_sleep_is_asked_on_today_and_kept_with_the_night(client, person):
    log = BedtimeLogFactory(person=person, day=date(2026, 3, 11))
    response = client.post(url("rate_night", day=log.day), {"quality": "4", "from": "today"}, headers=hx())
    log.refresh_from_db()
    assert (log.sleep_quality, response.context["page"].day) == (4, TODAY)
    undo(client, response)
    log.refresh_from_db()
    assert log.sleep_quality is None


@pytest.mark.parametrize("is_logged", [True, False])
@pytest.mark.parametrize("quality", ["", "0", "6", "abc"])
def test_sleep_out_of_range_says_so(client, person, quality, is_logged):
    if is_logged:
        BedtimeLogFactory(person=person, day=LAST_NIGHT)
    response = client.post(
        url("rate_night", day=LAST_NIGHT), {"quality": quality, "from": "today"}, headers=hx()
    )
    assert response.status_code == 422
    assert b"Choose 1 to 5." in response.content
    assert person.bedtime_logs.count() == is_logged


@pytest.mark.parametrize("day", [LAST_NIGHT, date(2025, 12, 31)], ids=["last night", "before the target"])
def test_a_night_without_a_dose_is_rated_and_taken_back(client, person, day):
    assert "Sleep that night" in client.get(url("day", day=day)).text
    response = rate(client, day=day)
    assert response.context["reply"].toast.message == "Sleep: Good"
    assert 'id="sleep-4" value="4" checked' in response.text
    night = person.bedtime_logs.get()
    assert (night.day, night.taken, night.sleep_quality, night.dose) == (day, False, 4, None)
    undo(client, response)
    assert not person.bedtime_logs.exists()


def test_today_asks_about_a_night_without_a_dose_and_stays_today(client, person):
    assert f'action="{url("rate_night", day=LAST_NIGHT)}"' in client.get("/").text
    response = rate(client, **{"from": "today"})
    assert response.context["page"].day == TODAY
    assert 'id="sleep-4" value="4" checked' in response.text
    assert person.bedtime_logs.get().day == LAST_NIGHT


def test_without_script_a_rating_leads_back_to_the_page_it_came_from(client):
    response = client.post(url("rate_night", day=LAST_NIGHT), {"quality": "2", "from": "today"})
    assert response["Location"] == "/"
    assert client.post(url("rate_night", day=LAST_NIGHT), {"quality": "2"})["Location"] == url(
        "day", day=LAST_NIGHT
    )


@pytest.mark.parametrize("day", [TODAY, date(2026, 3, 13)], ids=["the open day", "a day ahead"])
def test_a_night_that_is_not_over_cannot_be_rated(client, person, day):
    assert rate(client, day=day).status_code == 404
    assert not person.bedtime_logs.exists()


def test_a_rated_night_still_offers_its_dose_and_keeps_its_rating(client, person):
    SupplementFactory(person=person, usual_moment="bedtime", elemental_mg_per_unit=Decimal("48.0"))
    page = rate(client)
    assert f'action="{url("bedtime", day=LAST_NIGHT)}"' in page.text
    assert page.context["page"].week[2].marks["bedtime"] == "missed"
    response = client.post(url("bedtime", day=LAST_NIGHT), {"entry_id": str(uuid4())}, headers=hx())
    assert response.context["reply"].toast.message == "Bedtime dose, 96 mg glycinate"
    assert response.context["page"].week[2].marks["bedtime"] == "kept"
    night = person.bedtime_logs.get()
    assert (night.taken, night.sleep_quality, night.dose) == (True, 4, person.doses.get())
    response = undo(client, response)
    night.refresh_from_db()
    assert (night.taken, night.sleep_quality, night.dose) == (False, 4, None)
    assert not person.doses.exists()
    assert response.context["page"].week[2].marks["bedtime"] == "missed"


def test_a_night_without_a_dose_is_an_entry_of_sleep_alone(client, person):
    row = rate(client).context["cards"].entries[0]
    assert (row.title, row.detail) == ("Sleep, 4 of 5", "Good")
    entries = client.get(url("day", day=LAST_NIGHT)).text.partition('id="entries"')[2]
    assert 'aria-label="Edit Sleep, 4 of 5"' in entries
    assert "22:00" not in entries.partition("</ol>")[0]
    assert "Bedtime" not in entries.partition("</ol>")[0]
