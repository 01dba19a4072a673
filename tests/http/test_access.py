"""Who is not signed in is sent to sign in, and back."""

import pytest
import time_machine
from django.test import Client

from tests.day_page import NOW, hx, now, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_a_session_that_ended_sends_script_to_sign_in_and_back_to_its_page(db):
    response = Client().post(url("bedtime"), now(), headers=hx("/days/2026-03-10/"))
    assert response["HX-Redirect"] == "/accounts/login/?next=/days/2026-03-10/"


def test_after_signing_in_one_never_lands_on_an_address_for_actions(db):
    assert Client().post(url("bedtime"), now())["Location"] == "/accounts/login/?next=/"
    assert Client().get(url("day"))["Location"] == "/accounts/login/?next=/days/2026-03-12/"
