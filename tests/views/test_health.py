"""Whether the app can do its work, for those who run it."""

import pytest
from django.db import connection
from django.test import Client


@pytest.mark.django_db
def test_a_database_that_answers_is_healthy():
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_unhealthy_and_no_error_page(monkeypatch):
    from django.db import OperationalError

    def refuse(*args):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    assert Client().get("/healthz").status_code == 503


def test_health_is_read_and_never_written():
    assert Client().post("/healthz").status_code == 405
