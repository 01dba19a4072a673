"""Months of the calendar: their names in addresses, their first and their last day."""

import re
from calendar import monthrange
from datetime import date

from .days import FIRST_DAY

# Not \d, which would let in the digits of every script.
_NAME = re.compile(r"[0-9]{4}-[0-9]{2}")


def month_first_day(day: date) -> date:
    """Return the first day of the month that holds `day`."""
    return day.replace(day=1)


def month_last_day(day: date) -> date:
    """Return the last day of the month that holds `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_name(day: date) -> str:
    """Return the name of the month that holds `day`, as 2026-02."""
    return f"{day:%Y-%m}"


def month_of_name(name: str) -> date:
    """Return the first day of the month called `name`; the inverse of `month_name`.

    Raises ValueError for what is no month, or lies before the diary's calendar.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a month: {name!r}")
    first = date.fromisoformat(f"{name}-01")
    if first < FIRST_DAY:
        raise ValueError(f"outside the calendar: {name}")
    return first
