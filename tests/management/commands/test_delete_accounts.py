"""The command that deletes accounts whose time is over."""

import re
import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Barrier

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, connections

from tests.factories import PersonFactory
from tests.people import person_with_everything
from tracker.account import actions as accounts
from tracker.models import User

SEND = "django.core.mail.EmailMessage.send"
NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(NOW, tick=False)


def delete():
    """Run the command and return what it said."""
    said = StringIO()
    call_command("delete_accounts", stdout=said, stderr=said)
    return said.getvalue()


def test_whose_time_is_over_goes_and_is_told(db):
    person_with_everything(email="maren@example.org", delete_at=NOW)
    waiting = PersonFactory(delete_at=NOW + HOUR)
    staying = PersonFactory()
    assert delete() == "Deleted 1.\n"
    assert list(User.objects.order_by("pk")) == [waiting, staying]
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["maren@example.org"], "Your Twelve account is deleted")
    assert letter.body.startswith("Your account is deleted, and everything that was in it")
    assert "\n\nThis is the last mail." in letter.body


def test_however_often_it_runs_each_goes_once(db, time_machine):
    PersonFactory(delete_at=NOW)
    PersonFactory(delete_at=NOW + HOUR)
    assert [delete(), delete()] == ["Deleted 1.\n", "Deleted 0.\n"]
    time_machine.move_to(NOW + HOUR, tick=False)
    assert delete() == "Deleted 1.\n"
    assert len(mail.outbox) == 2


def test_one_persons_trouble_keeps_nobody_else(db, monkeypatch):
    stuck = PersonFactory(delete_at=NOW - HOUR, email="stuck@example.org")
    PersonFactory(delete_at=NOW)
    sessions_of = accounts._sessions_of

    def refuse(number):
        if number == stuck.pk:
            raise OSError(f"no luck with {stuck.email}")
        return sessions_of(number)

    said = StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(accounts, "_sessions_of", refuse)
        with pytest.raises(CommandError, match="1 could not be deleted; the next run tries again"):
            call_command("delete_accounts", stdout=said, stderr=said)
    assert said.getvalue() == f"Person {stuck.pk}: OSError: no luck with …\nDeleted 1.\n"
    assert User.objects.get() == stuck
    assert delete() == "Deleted 1.\n"


def test_a_deletion_that_breaks_halfway_leaves_everything(db, monkeypatch):
    person = person_with_everything(delete_at=NOW)

    def refuse(*_args, **_kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(User, "delete", refuse)
    with pytest.raises(CommandError):
        delete()
    assert person.doses.count() == 2
    assert mail.outbox == []


def test_a_last_mail_that_cannot_leave_is_said_and_changes_nothing(db, monkeypatch):
    person = PersonFactory(delete_at=NOW)

    def refuse(*_args, **_kwargs):
        raise smtplib.SMTPRecipientsRefused({person.email: (550, b"no such mailbox")})

    monkeypatch.setattr(SEND, refuse)
    said = delete()
    assert said.startswith(f"Person {person.pk} is deleted, but was not told: SMTPRecipientsRefused")
    assert said.endswith("\nDeleted 1.\n")
    assert "@" not in said
    assert not User.objects.exists()


def test_nobody_to_delete_takes_one_query(person, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert delete() == "Deleted 0.\n"


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_delete_and_tell_each_once():
    for _ in range(4):
        person_with_everything(delete_at=NOW)
    barrier = Barrier(2)

    def run(_number):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return delete()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(run, range(2)))
    assert sum(int(re.search(r"\d+", words)[0]) for words in said) == 4
    assert len(mail.outbox) == len({letter.to[0] for letter in mail.outbox}) == 4
    assert not User.objects.exists()
