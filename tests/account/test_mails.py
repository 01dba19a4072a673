import pytest

from tests.account.signing_in import NOON
from tests.factories import PersonFactory
from tracker.account.mails import deleted_mail, leaving_mail
from tracker.vocabulary.clocks import hour_format

ADDRESS = "https://twelve.example.org/settings/account/?a=1&b=2"


@pytest.fixture
def leaving():
    """Somebody who is not stored, as nobody is after the last mail."""
    return PersonFactory.build(email="o'neill@example.org", delete_at=NOON)


def test_the_first_mail_says_when_the_account_goes_and_where_it_can_be_kept(leaving):
    letter = leaving_mail(leaving, ADDRESS)
    assert (letter.to, letter.subject) == (["o'neill@example.org"], "Your Twelve account will be deleted")
    assert "deleted on Sunday 22 November 2026 at 13:00 (Europe/Berlin)" in letter.body
    assert f"\n{ADDRESS}\n" in letter.body


def test_it_names_the_hour_as_the_person_reads_it(leaving):
    with hour_format(lambda: "12"):
        assert "at 1:00\N{NO-BREAK SPACE}pm (Europe/Berlin)" in leaving_mail(leaving, ADDRESS).body


def test_the_last_mail_says_that_it_is_done(leaving):
    letter = deleted_mail(leaving)
    assert (letter.to, letter.subject) == (["o'neill@example.org"], "Your Twelve account is deleted")
    assert letter.body.startswith("Your account is deleted, and everything that was in it")
    assert "http" not in letter.body
