"""What holds for every answer, and what differs behind https."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.policy import INLINE

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def python(code, **variables):
    """What a fresh process prints under these variables; its environment is otherwise that of the tests."""
    # What only Playwright needs, and Django's deployment checks rightly object to.
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**inherited, **variables},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/admin/login/", "/no-such-page/", "/healthz"])
def test_every_answer_carries_the_strict_content_policy(path):
    response = Client().get(path)
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_no_template_breaks_the_content_policy():
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    assert [path.name for path in templates if INLINE.search(path.read_text())] == []


@pytest.mark.django_db
def test_pages_travel_compressed():
    assert Client().get("/", headers={"accept-encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


@pytest.mark.django_db
def test_an_administrator_signs_in_by_the_door_that_counts_attempts():
    response = Client().get("/admin/login/?next=/admin/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/login/?next=%2Fadmin%2F"


def test_over_plain_http_cookies_still_come_back():
    assert (settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE) == (False, False)
    assert not settings.SECURE_SSL_REDIRECT


def test_behind_https_cookies_redirects_and_addresses_are_the_strict_ones():
    code, out, _err = python(
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS,"
        "s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS, s.ALLAUTH_TRUSTED_PROXY_COUNT)",
        BEHIND_HTTPS_PROXY="on",
        PUBLIC_URL="https://twelve.example.org",
    )
    assert code == 0
    assert out == (
        "True True True 31536000 ['twelve.example.org', 'localhost', '127.0.0.1', '[::1]']"
        " ['https://twelve.example.org'] 1\n"
    )


def test_production_settings_pass_the_deployment_checks():
    code, _out, err = python(
        "from django.core.management import execute_from_command_line as run;"
        "run(['manage.py', 'check', '--deploy', '--fail-level', 'WARNING'])",
        BEHIND_HTTPS_PROXY="on",
        PUBLIC_URL="https://twelve.example.org",
        EMAIL_URL="smtps://mail.example.org",
        SECRET_KEY="fTq0e7Zk3VxN9cWm2LrB8yHsJ4uPdGa6iXoK5nRvE1tCwYzQbMhUjDlFpSgIA",
    )
    assert code == 0, err


def test_a_wrong_variable_stops_a_command_with_one_line_and_no_traceback():
    code, out, err = python("import config.settings", DATABASE_URL="mysql://nobody@nowhere/x")
    assert (code, out) == (1, "")
    assert err == "DATABASE_URL: should start with sqlite:/// or postgresql://\n"


@pytest.mark.django_db
def test_attempts_are_counted_where_every_worker_sees_them():
    caches["default"].clear()
    caches["default"].set("attempts", 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_after_too_many_wrong_passwords_signing_in_has_to_wait():
    client = Client()
    answers = [
        client.post("/accounts/login/", {"login": "who@example.org", "password": f"wrong {n}"})
        for n in range(7)
    ]
    assert answers[0].status_code == 422
    texts = [answer.content.decode() for answer in answers]
    assert "Too many tries" not in texts[4]
    assert "Too many tries" in texts[6]


@pytest.mark.django_db
def test_an_unknown_address_gets_the_same_page_as_a_known_one(client, person):
    known = client.post(reverse("account_reset_password"), {"email": person.email}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert known.content == unknown.content


ASK_SQLITE = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    for name in ("synchronous", "mmap_size", "foreign_keys"):
        cursor.execute(f"PRAGMA {name}")
        print(name, *cursor.fetchone() or [0])
connection.close()
"""


def test_sqlite_is_asked_for_as_much_care_as_it_can_give(tmp_path):
    # In a process of its own: in the tests' database nothing waits for the disk.
    asked = python(ASK_SQLITE, DATABASE_URL=f"sqlite:///{tmp_path / 'twelve.sqlite3'}")
    # 2 is FULL: a commit returns once the disk has it.
    assert asked == (0, "synchronous 2\nmmap_size 0\nforeign_keys 1\n", "")


@pytest.mark.django_db
def test_connections_to_postgresql_are_pooled():
    assert (connection.vendor == "postgresql") == bool(connection.settings_dict["OPTIONS"].get("pool"))
