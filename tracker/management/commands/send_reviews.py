from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from config import env
from tracker.actions.mails import claim_mail, give_up, mail_sent
from tracker.domain.days import week_name
from tracker.domain.review_mail import is_due
from tracker.queries.mails import people_to_mail
from tracker.queries.review import closed_week, review_page
from tracker.views.mails import review_mail


def _address():
    """Where people reach the app: what the operator says, else where the server listens by itself."""
    return (
        settings.PUBLIC_URL.rstrip("/") or f"http://{env.host()}:{env.whole('PORT', 8000, low=1, high=65535)}"
    )


class Command(BaseCommand):
    help = "Send the mail about last week to whoever wants it and has Monday morning now; run it each hour."

    def handle(self, *args, **options):
        now = timezone.now()
        sent = failed = 0
        with translation.override(settings.LANGUAGE_CODE):
            for person in people_to_mail():
                # One person's trouble must not keep the mail from all others.
                try:
                    sent += self.send(person, now)
                except Exception as error:
                    failed += 1
                    self.stderr.write(f"Person {person.pk}: {type(error).__name__}: {error}")
        self.stdout.write(f"Sent {sent}.")
        if failed:
            raise CommandError(f"{failed} could not be sent; the next run tries again.")

    def send(self, person, now):
        """Send a person's mail unless it is not due, sent already, or would have nothing to say."""
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
                # Nothing was logged for a fortnight: not a word, and none later.
                return False
            with timezone.override(zone):
                review_mail(person, page, _address()).send()
        except BaseException:
            give_up(claim)
            raise
        mail_sent(claim, timezone.now())
        return True
