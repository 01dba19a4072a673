"""A person's pauses: all of them, and the one that holds a day."""

from dataclasses import dataclass
from datetime import date

from tracker.models import Pause, User


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


def pause_on(person: User, day: date) -> Pause | None:
    """The pause that holds `day`; one query."""
    return person.pauses.touching(day, day).first()
