from secrets import token_urlsafe

from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker.demo import DAYS, EMAIL, create_demo_person


class Command(BaseCommand):
    help = f"Makes a demo person with {DAYS} days of entries; a demo person from before is replaced."

    def handle(self, *args, **options):
        # A new one each time: a password that everybody knows must not open anything anywhere.
        password = token_urlsafe(9)
        create_demo_person(timezone.now(), password)
        self.stdout.write(f"Demo: sign in as {EMAIL} with the password {password}")
