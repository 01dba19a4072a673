from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session

from tests.database import everything_stored
from tests.factories import DoseFactory, PersonFactory, SupplementFactory
from tests.people import person_with_everything
from tracker.account.actions import GRACE, ask_to_delete, delete_account, keep_account
from tracker.models import Dose, User

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
OVER = NOW + GRACE
SECOND = timedelta(seconds=1)


def test_an_account_goes_a_day_after_it_was_asked_for(person):
    assert ask_to_delete(person, now=NOW)
    assert person.delete_at == NOW + timedelta(hours=24)
    assert not person.is_gone(OVER - SECOND)
    assert person.is_gone(OVER)


def test_asking_twice_moves_nothing(person):
    stale = User.objects.get(pk=person.pk)
    ask_to_delete(person, now=NOW)
    assert not ask_to_delete(stale, now=NOW + timedelta(hours=5))
    assert stale.delete_at == OVER
    person.refresh_from_db()
    assert person.delete_at == OVER


def test_second_thoughts_keep_the_account_as_long_as_it_is_there(person):
    assert not keep_account(person, now=NOW)
    ask_to_delete(person, now=NOW)
    assert keep_account(person, now=OVER - SECOND)
    assert person.delete_at is None
    ask_to_delete(person, now=NOW)
    assert not keep_account(person, now=OVER)
    person.refresh_from_db()
    assert person.delete_at == OVER


@pytest.mark.parametrize("staff", [False, True])
def test_all_rows_of_a_person_go_and_nobody_elses(db, staff, client_of):
    other = person_with_everything(email="other@example.org")
    EmailAddress.objects.create(user=other, email=other.email, primary=True)
    client_of(other)
    group = Group.objects.create(name="Operators")
    # Made once for all, whoever is deleted.
    kinds = ContentType.objects.get_for_models(User, EmailAddress, Dose)
    before = everything_stored(the_frameworks_too=True)

    person = person_with_everything(is_staff=staff, is_superuser=staff)
    address = EmailAddress.objects.create(user=person, email=person.email, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    UserSession.objects.create(user=person, ip="192.0.2.1", session_key="of a device")
    person.groups.add(group)
    person.user_permissions.add(Permission.objects.first())
    for _device in range(2):
        client_of(person)
    client_of(other).logout()
    changes = [(other, person), (person, other), (person, person), (other, address)]
    changes += [(other, dose) for dose in person.doses.all()]
    for who, about in changes:
        LogEntry.objects.create(
            user=who,
            content_type=kinds[type(about)],
            object_id=str(about.pk),
            object_repr=str(about),
            action_flag=2,
        )
    User.objects.filter(pk=other.pk).update(last_login=None)
    for rows in before["tracker.User"]:
        rows["last_login"] = None
    ask_to_delete(person, now=NOW)

    gone = delete_account(person.pk, now=OVER)
    assert gone.email == person.email
    assert everything_stored(the_frameworks_too=True) == before


def test_ten_years_of_doses_go(db):
    person = PersonFactory()
    supplement = SupplementFactory(person=person)
    DoseFactory.create_batch(1_200, person=person, supplement=supplement)
    ask_to_delete(person, now=NOW)
    assert delete_account(person.pk, now=OVER)
    assert not User.objects.exists()


@pytest.mark.parametrize("delete_at", [None, OVER])
def test_who_stays_or_has_time_left_is_not_deleted(person, delete_at):
    User.objects.update(delete_at=delete_at)
    before = everything_stored(the_frameworks_too=True)
    assert delete_account(person.pk, now=OVER - SECOND) is None
    assert everything_stored(the_frameworks_too=True) == before


def test_who_is_gone_already_is_nobody(person):
    ask_to_delete(person, now=NOW)
    number = person.pk
    assert delete_account(number, now=OVER)
    assert delete_account(number, now=OVER) is None


def test_sessions_that_cannot_be_read_are_left_alone(person):
    Session.objects.create(session_key="x" * 32, session_data="no such thing", expire_date=NOW)
    ask_to_delete(person, now=NOW)
    assert delete_account(person.pk, now=OVER)
    assert Session.objects.count() == 1
