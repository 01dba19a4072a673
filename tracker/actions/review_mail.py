"""The Monday mail: who wants it, and that nobody gets one twice."""

from datetime import datetime, timedelta

from tracker.models import ReviewMail, User

# Nobody takes this long to hand over a mail: whoever claimed it is gone.
CLAIM_LASTS = timedelta(hours=1)


def want_monday_mail(person: User, wanted: bool) -> None:
    """Keep whether a person wants the mail; saying so twice changes nothing."""
    person.monday_mail = wanted
    person.save(update_fields=["monday_mail"])


def claim_mail(person: User, week: str, now: datetime) -> ReviewMail | None:
    """Take it upon oneself to send the mail about a week; None when it is sent, or another is at it.

    What is claimed is stored at once, so that the mail leaves outside of any transaction.
    """
    mail, is_new = ReviewMail.objects.get_or_create(person=person, week=week, defaults={"claimed_at": now})
    if is_new:
        return mail
    # Only one of several that find an old claim can take it over.
    stale = ReviewMail.objects.filter(pk=mail.pk, sent_at=None, claimed_at__lt=now - CLAIM_LASTS)
    if not stale.update(claimed_at=now):
        return None
    mail.claimed_at = now
    return mail


def mail_sent(mail: ReviewMail, now: datetime) -> None:
    """Note that the mail has left."""
    mail.sent_at = now
    mail.save(update_fields=["sent_at"])


def give_up(mail: ReviewMail) -> None:
    """Leave the mail to the next try, unless another has taken it over by now."""
    ReviewMail.objects.filter(pk=mail.pk, claimed_at=mail.claimed_at, sent_at=None).delete()
