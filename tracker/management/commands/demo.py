from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config import env
from tracker.demo import create_demo_person


class Command(BaseCommand):
    help = "Add a person with 400 days of made-up entries, or make them anew, and say how to sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        # Only for looking around on one's own machine, never where others can come in.
        if not env.is_loopback(env.host()):
            raise CommandError("HOST: the demo person needs a loopback address like 127.0.0.1")
        person, password = create_demo_person(timezone.now())
        self.stdout.write(f"Demo: sign in as {person.email} with the password {password}")
