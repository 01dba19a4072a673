"""To whom an account is gone already: at its time, on every device, whichever way one came in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.account.signing_in import NOON
from tests.factories import PASSWORD, PersonFactory
from tracker.models import User

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(params=[False, True], ids=["person", "operator"])
def gone(request):
    """Somebody whose time is over, while their rows are still there."""
    return PersonFactory(delete_at=NOON, is_staff=request.param, is_superuser=request.param)


def test_at_its_time_every_device_is_signed_out(client_of, time_machine, person):
    User.objects.update(delete_at=NOON + timedelta(hours=24), is_staff=True, is_superuser=True)
    client = client_of(person)
    time_machine.move_to(NOON + timedelta(hours=24, seconds=-1), tick=False)
    assert client.get("/trends/").status_code == 200
    assert client.get("/admin/").status_code == 200
    time_machine.move_to(NOON + timedelta(hours=24), tick=False)
    for path in (
        "/trends/",
        "/settings/account/",
        "/settings/account/export.json",
        "/admin/",
        reverse("account_change_password"),
    ):
        response = client.get(path)
        assert response.status_code == 302, path
        assert "login" in response.url, path
    assert "Create account" in client.get("/").text
    # Too late to keep it, too.
    assert client.post("/settings/account/keep/").url.startswith(reverse("account_login"))
    person.refresh_from_db()
    assert person.delete_at


def test_who_is_gone_signs_in_no_more_than_who_never_was(gone):
    client = Client()
    for address in (gone.email, "nobody@example.org"):
        response = client.post(reverse("account_login"), {"login": address, "password": PASSWORD})
        assert response.status_code == 422
        assert "That address and password do not match." in response.text
    assert "_auth_user_id" not in client.session
    assert not client.login(email=gone.email, password=PASSWORD)


def test_a_session_made_in_any_other_way_is_nobodys(gone, client_of):
    # As by a passkey or a link: whatever let them in, each request asks anew.
    response = client_of(gone).get("/trends/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
