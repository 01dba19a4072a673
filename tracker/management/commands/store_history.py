from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from tracker.actions.history import store_anew
from tracker.actions.locks import lock_person
from tracker.domain.days import logical_day
from tracker.models import User


class Command(BaseCommand):
    help = "Add up the past weeks of people of whom nothing is stored yet; otherwise their next entry does."

    def handle(self, *args: Any, **options: Any) -> None:
        people = User.objects.filter(habit_history=None).order_by("pk")
        for number in people.values_list("pk", flat=True):
            self._store(number)

    @transaction.atomic
    def _store(self, number: int) -> None:
        person = User.objects.filter(pk=number).first()
        if person:
            lock_person(person)
            store_anew(person, today=logical_day(timezone.now(), person.zone, person.day_start))
