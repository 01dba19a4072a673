"""The command that makes the demo person, only on one's own machine."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tracker.models import User

pytestmark = pytest.mark.django_db

# Half past nine in the morning, in Berlin.
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def test_whoever_the_command_names_can_sign_in_and_sees_the_day(time_machine):
    call_command("createcachetable", verbosity=0)
    time_machine.move_to(NOW, tick=False)
    said = StringIO()
    call_command("demo", stdout=said)
    words = said.getvalue().split()
    assert said.getvalue() == f"Demo: sign in as demo@example.org with the password {words[-1]}\n"
    client = Client()
    client.post(reverse("account_login"), {"login": "demo@example.org", "password": words[-1]})
    response = client.get(reverse("tracker:today"))
    assert response.status_code == 200
    assert "Glycinate" in response.text


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_where_others_can_come_in_there_is_no_demo_person(host, monkeypatch):
    monkeypatch.setenv("HOST", host)
    before = set(User.objects.all())
    with pytest.raises(CommandError, match="loopback"):
        call_command("demo")
    assert set(User.objects.all()) == before
