from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from tracker.account.actions import delete_account
from tracker.account.mails import deleted_mail
from tracker.account.queries import accounts_to_delete
from tracker.management.errors import redacted_reason
from tracker.models import User


class Command(BaseCommand):
    help = "Delete the accounts whose day of grace is over, with all that is in them; run it each hour."

    def handle(self, *args: Any, **options: Any) -> None:
        deleted = failed = 0
        for number in accounts_to_delete(timezone.now()):
            # One person's trouble must not keep any other from going.
            try:
                person = delete_account(number, now=timezone.now())
            except Exception as error:
                failed += 1
                self.stderr.write(f"Person {number}: {redacted_reason(error)}")
                continue
            if person is not None:
                deleted += 1
                self._write(number, person)
        self.stdout.write(f"Deleted {deleted}.")
        if failed:
            raise CommandError(f"{failed} could not be deleted; the next run tries again.")

    def _write(self, number: int, person: User) -> None:
        """Send the last mail. One that cannot leave is lost: nobody is there any more to be written to."""
        try:
            with translation.override(person.language or settings.LANGUAGE_CODE):
                deleted_mail(person).send()
        except Exception as error:
            self.stderr.write(f"Person {number} is deleted, but was not told: {redacted_reason(error)}")
