from datetime import UTC, datetime, timedelta

from tracker.actions.review_mail import CLAIM_LASTS, claim_mail, give_up, mail_sent, want_monday_mail

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
WEEK = "2026-W47"


def test_a_mail_is_claimed_once(person, other_person):
    assert claim_mail(person, WEEK, NOW)
    assert claim_mail(person, WEEK, NOW + CLAIM_LASTS) is None
    assert claim_mail(person, "2026-W48", NOW)
    assert claim_mail(other_person, WEEK, NOW)


def test_a_claim_that_came_to_nothing_is_taken_over_after_an_hour_by_one(person):
    claim_mail(person, WEEK, NOW)
    late = NOW + CLAIM_LASTS + timedelta(seconds=1)
    assert claim_mail(person, WEEK, late)
    assert claim_mail(person, WEEK, late) is None


def test_what_is_sent_is_never_claimed_again(person):
    mail_sent(claim_mail(person, WEEK, NOW), NOW)
    assert claim_mail(person, WEEK, NOW + timedelta(days=30)) is None


def test_what_is_given_up_is_free_at_once(person):
    give_up(claim_mail(person, WEEK, NOW))
    assert claim_mail(person, WEEK, NOW)


def test_who_was_overtaken_gives_up_nothing_that_is_anothers(person):
    slow = claim_mail(person, WEEK, NOW)
    late = NOW + CLAIM_LASTS + timedelta(seconds=1)
    overtaking = claim_mail(person, WEEK, late)
    give_up(slow)
    assert claim_mail(person, WEEK, late) is None
    mail_sent(overtaking, late)
    give_up(overtaking)
    assert claim_mail(person, WEEK, late + timedelta(days=30)) is None


def test_a_claim_taken_over_can_be_given_up(person):
    claim_mail(person, WEEK, NOW)
    late = NOW + CLAIM_LASTS + timedelta(seconds=1)
    give_up(claim_mail(person, WEEK, late))
    assert claim_mail(person, WEEK, late)


def test_wanting_the_mail_twice_is_wanting_it_once(person):
    for wanted in (True, True, False, False):
        want_monday_mail(person, wanted)
        person.refresh_from_db()
        assert person.monday_mail is wanted
