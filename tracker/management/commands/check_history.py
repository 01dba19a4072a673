from random import sample
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from tracker.actions.history import store_anew
from tracker.models import User
from tracker.queries.history import wrong_weeks


class Command(BaseCommand):
    help = "Add up people's past weeks anew and compare them with what is stored of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sample", type=int, help="look at so many people, drawn by chance, not at all")
        parser.add_argument("--repair", action="store_true", help="store the right sums where they differ")

    def handle(self, *args: Any, **options: Any) -> None:
        numbers = list(User.objects.filter(habit_history__isnull=False).values_list("pk", flat=True))
        if options["sample"] is not None:
            numbers = sample(numbers, min(options["sample"], len(numbers)))
        wrong = 0
        for number in sorted(numbers):
            wrong += self._look_at(number, repair=options["repair"])
        self.stdout.write(f"Looked at {len(numbers)}.")
        if wrong:
            done = "They are right now." if options["repair"] else "Run it with --repair to mend them."
            raise CommandError(f"The past of {wrong} differed from what is stored of it. {done}")

    def _look_at(self, number: int, *, repair: bool) -> bool:
        """Compare one person's past, of which nothing changes meanwhile; whether it differs."""
        with transaction.atomic():
            person = User.objects.select_for_update(no_key=True).filter(pk=number).first()
            weeks = wrong_weeks(person) if person else []
            if person and weeks and repair:
                store_anew(person)
        if weeks:
            self.stderr.write(f"Person {number}: {', '.join(str(week) for week in weeks)}")
        return bool(weeks)
