"""The page of a day, and what is done from its head."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.day_page import NOW, TODAY, hx, url
from tests.factories import (
    DoseFactory,
    PersonFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def client(person, client_of):
    TargetFactory(person=person)
    return client_of(person)


def test_who_is_not_signed_in_reads_what_twelve_is(db, client_of):

    response = Client().get("/")
    assert response.status_code == 200
    assert b"<html" in response.content


def test_who_has_not_set_up_yet_is_sent_there(client_of):
    response = client_of(PersonFactory(set_up_at=None)).get("/")
    assert response["Location"] == reverse("tracker:setup")


def test_today_is_a_page_and_a_fragment_at_one_address(client):
    page = client.get("/")
    part = client.get("/", headers=hx())
    assert b"<html" in page.content
    assert b"<html" not in part.content
    assert b'id="day"' in part.content
    assert {"HX-Request", "HX-Target"} <= set(page["Vary"].replace(" ", "").split(","))


def test_a_day_that_has_not_come_yet_is_not_there(client):
    assert client.get(url("day", day=date(2026, 3, 13))).status_code == 404


@pytest.mark.parametrize(
    "path", ["/days/0001-01-01/", "/days/9999-12-31/", "/days/2026-06-31/", "/days/2026-3-1/"]
)
def test_a_date_no_diary_has_is_not_there(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("chosen", ["", "abc", "9999-12-31", "0001-01-01", "2026-06-31", "2026-03-13"])
def test_the_date_picker_says_what_is_no_day(client, chosen):
    response = client.get(reverse("tracker:choose_day"), {"day": chosen}, follow=True)
    assert response.redirect_chain[-1][0] == "/"
    assert len(list(response.context["messages"])) == 1


def test_the_date_picker_opens_a_day(client):
    response = client.get(reverse("tracker:choose_day"), {"day": "2026-03-01"})
    assert response["Location"] == url("day", day=date(2026, 3, 1))


@pytest.mark.parametrize(("mg", "verdict"), [("390.0", "below"), ("450.0", "within"), ("510.0", "above")])
def test_gauge_and_week_are_told_what_became_of_the_day(client, person, mg, verdict):
    DoseFactory(person=person, day=TODAY, elemental_mg=Decimal(mg))
    page = client.get("/").text
    assert f'class="gauge" data-state="{verdict}"' in page
    assert f'data-mg="{verdict}" aria-current="date"' in page


def test_the_ceiling_is_noted_and_the_note_can_be_put_away(client, person):
    DoseFactory(person=person, day=TODAY, elemental_mg=Decimal("360.0"))
    assert b"360 mg from supplements" in client.get("/").content
    response = client.post(url("ceiling_note"), headers=hx())
    assert b"360 mg from supplements" not in response.content


def test_the_ceiling_itself_is_not_over_it(client, person):
    DoseFactory(person=person, day=TODAY, elemental_mg=Decimal("350.0"))
    assert b"from supplements</h2>" not in client.get("/").content


def test_the_signs_of_excess_cannot_be_put_away(client, person):
    DoseFactory.create_batch(2, person=person, day=TODAY, elemental_mg=Decimal("1300.0"))
    response = client.post(url("ceiling_note"), headers=hx())
    assert b"need medical help now" in response.content
