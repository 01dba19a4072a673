"""What dates and kinds look like in paths."""

from datetime import date

from tracker.domain.days import FIRST_DAY
from tracker.models import ENTRY_MODELS


class DayConverter:
    """A logical day as 2026-11-22; a date that no calendar has, or no diary, is no path."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Return the date; raises ValueError, which is a 404."""
        day = date.fromisoformat(value)
        if day < FIRST_DAY:
            raise ValueError("before the first day")
        return day

    def to_url(self, value: date) -> str:
        """Return the date as in the path."""
        return value.isoformat()


class NameConverter:
    """A name that stands in paths as it is."""

    regex = "[a-z]+"

    def to_python(self, value: str) -> str:
        """Return the name as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name as it stands."""
        return value


class KindConverter(NameConverter):
    """A kind of entry, in the plural."""

    regex = "|".join(ENTRY_MODELS)


class WeekConverter(NameConverter):
    """A week as 2026-W47; whether a year has it, the view knows."""

    # Not \d, which would let in the digits of every script.
    regex = "[0-9]{4}-W[0-9]{2}"
