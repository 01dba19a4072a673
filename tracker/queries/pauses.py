"""A person's pauses: all of them, and the one that holds a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tracker.models import Pause, User

from .prepared import prepared


@dataclass(frozen=True, slots=True)
class PauseRow:
    """A pause as the list shows it."""

    pause: Pause
    today: date

    @property
    def is_now(self) -> bool:
        """Whether today is one of its days."""
        return self.pause.first_day <= self.today <= self.pause.last_day

    @property
    def is_planned(self) -> bool:
        """Whether all of its days are to come."""
        return self.pause.first_day > self.today

    @property
    def begins_today(self) -> bool:
        """Whether today is the first of its days."""
        return self.pause.first_day == self.today

    @property
    def ends_today(self) -> bool:
        """Whether today is the last of its days."""
        return self.pause.last_day == self.today

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.pause.last_day - self.pause.first_day).days + 1


def pause_rows(person: User, today: date) -> list[PauseRow]:
    """All pauses, newest first; one query."""
    return [PauseRow(pause, today) for pause in person.pauses.order_by("-first_day")]


@prepared
def pauses_of(person: int) -> QuerySet[Pause]:
    """All pauses of the person of this number, oldest first; one query."""
    return Pause.objects.filter(person=person).order_by("first_day")


def pause_on(pauses: Iterable[Pause], day: date) -> Pause | None:
    """The one of these pauses that holds `day`; no query."""
    return next((pause for pause in pauses if pause.first_day <= day <= pause.last_day), None)
