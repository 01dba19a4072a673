from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from config import env
from tracker.actions.review_mail import claim_mail, give_up, mail_sent
from tracker.domain.days import week_name
from tracker.domain.review_mail import is_due
from tracker.management.errors import redacted_reason
from tracker.models import User
from tracker.presenters.review.mail import review_mail
from tracker.queries.review import closed_week, review_page
from tracker.queries.review_mail import people_to_mail


class Command(BaseCommand):
    help = "Send the mail about last week to whoever wants it and has Monday morning now; run it each hour."

    def handle(self, *args: Any, **options: Any) -> None:
        address = _address()
        sent = failed = 0
        for person in people_to_mail():
            # One person's trouble must not keep the mail from all others.
            try:
                sent += _send(person, address)
            except Exception as error:
                failed += 1
                self.stderr.write(f"Person {person.pk}: {redacted_reason(error)}")
        self.stdout.write(f"Sent {sent}.")
        if failed:
            raise CommandError(f"{failed} could not be sent; the next run tries again.")


def _address() -> str:
    """Where people reach the app: what the operator says, else this very machine when nobody else can."""
    if settings.PUBLIC_URL:
        return settings.PUBLIC_URL
    host, port = env.host(), env.whole("PORT", 8000, low=1, high=65535)
    if not env.is_loopback(host):
        # It may listen at 0.0.0.0, which no browser can open.
        raise CommandError("PUBLIC_URL: the links in mails need it, such as https://twelve.example.org")
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _send(person: User, address: str) -> bool:
    """Send a person's mail; False when it is not due, sent already, or would have nothing to say."""
    # Not the moment the run began: behind a slow mail server the claims of a long run would be born old.
    now = timezone.now()
    try:
        zone = ZoneInfo(person.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CommandError(f"unknown time zone {person.time_zone!r}") from error
    if not is_due(now, zone):
        return False
    week = closed_week(person, now)
    claim = claim_mail(person, week_name(week), now)
    if claim is None:
        return False
    try:
        page = review_page(person, week, now)
        if page is None or not page.has_entries:
            # A fortnight without an entry: silence, until something is filled in on that very Monday.
            give_up(claim)
            return False
        with timezone.override(zone), translation.override(person.language or settings.LANGUAGE_CODE):
            review_mail(person, page, address).send()
    except BaseException:
        give_up(claim)
        raise
    mail_sent(claim, timezone.now())
    return True
