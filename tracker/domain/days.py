"""Logical days, weeks and the moments they are made of."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DEFAULT_DAY_START = time(3, 0)

# A phone's clock may run a little ahead of the server's: DESIGN.md section 3.
CLOCK_DRIFT = timedelta(minutes=5)

# The calendar that entries may be placed on: a diary of magnesium older than this is a typing error.
FIRST_DAY = date(1970, 1, 1)


def logical_day(at: datetime, zone: ZoneInfo, day_start: time) -> date:
    """Return the date a person in `zone` would say `at` belongs to.

    A day runs from `day_start` to the next `day_start` by the clock on the
    wall, so with 04:00 a capsule at 01:30 still counts for the evening before.
    Raises ValueError when `at` carries no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("logical_day needs an aware datetime")
    local = at.astimezone(zone)
    # Compare wall clocks, not durations: a day has 23 or 25 hours twice a year.
    if local.time() < day_start:
        return local.date() - timedelta(days=1)
    return local.date()


def moment_on_day(day: date, clock: time, zone: ZoneInfo, day_start: time) -> datetime:
    """Return the moment, in UTC, at which the wall clock in `zone` shows `clock` on the logical `day`.

    Clock times before `day_start` fall on the next calendar date. A time the clocks
    skip in spring becomes the moment they skipped to; one shown twice in autumn is the first.
    """
    local_date = day + timedelta(days=1) if clock < day_start else day
    local = datetime.combine(local_date, clock.replace(tzinfo=None), tzinfo=zone)
    at = local.astimezone(UTC)
    # The skipped hour: the day, not the clock, is what the person chose, so it wins.
    if logical_day(at, zone, day_start) != day:
        at = (
            _first_moment(day, zone, day_start)
            if clock >= day_start
            else _first_moment(day + timedelta(days=1), zone, day_start) - timedelta(seconds=1)
        )
    return at


def _first_moment(day: date, zone: ZoneInfo, day_start: time) -> datetime:
    """Return the first moment, in UTC, of the logical `day`."""
    at = datetime.combine(day, day_start, tzinfo=zone).astimezone(UTC)
    # A day's start inside the skipped hour: walk to the first minute that belongs to the day.
    while logical_day(at, zone, day_start) < day:
        at += timedelta(minutes=1)
    while logical_day(at - timedelta(minutes=1), zone, day_start) == day:
        at -= timedelta(minutes=1)
    return at


def day_bounds(day: date, zone: ZoneInfo, day_start: time) -> tuple[datetime, datetime]:
    """Return the first moment of the logical `day` and that of the day after, in UTC."""
    return _first_moment(day, zone, day_start), _first_moment(day + timedelta(days=1), zone, day_start)


def days_between(first: date, last: date) -> list[date]:
    """Return the days from `first` to `last`, both included, oldest first; empty when `last` is earlier."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def joined_spans(*spans: tuple[date, date]) -> list[tuple[date, date]]:
    """Return the days of these spans, both ends included, as the fewest spans there can be, oldest first."""
    joined: list[tuple[date, date]] = []
    for span in sorted(span for span in spans if span[0] <= span[1]):
        if joined and (span[0] - joined[-1][1]).days <= 1:
            first, last = joined.pop()
            joined.append((first, max(last, span[1])))
        else:
            joined.append(span)
    return joined


def week_first_day(day: date, week_start: int) -> date:
    """Return the first day of the week that holds `day`; `week_start` is 0 for Monday to 6 for Sunday."""
    return day - timedelta(days=(day.weekday() - week_start) % 7)


def weeks_between(first: date, last: date, week_start: int) -> list[date]:
    """Return the first day of each week that holds a day from `first` to `last`, oldest first."""
    if last < first:
        return []
    start = week_first_day(first, week_start)
    return [start + timedelta(days=7 * n) for n in range((last - start).days // 7 + 1)]


def week_name(first_day: date) -> str:
    """Return the name of the week that begins on `first_day`, as `2026-W47`.

    The ISO week when weeks begin on Monday, otherwise the ISO week of the fourth day: DESIGN.md section 7.
    """
    year, week, _ = (first_day + timedelta(days=3)).isocalendar()
    return f"{year:04d}-W{week:02d}"


def week_of_name(name: str, week_start: int) -> date:
    """Return the first day of the week called `name`, such as 2026-W47; the inverse of `week_name`.

    Raises ValueError for a week that no year has, or whose year lies outside the diary's calendar.
    """
    year, _, week = name.partition("-W")
    # The last year that a date can have ends before its last week does.
    if not FIRST_DAY.year <= int(year) < date.max.year:
        raise ValueError(f"outside the calendar: {name}")
    monday = date.fromisocalendar(int(year), int(week), 1)
    # Of the seven days around that Monday, the one whose fourth day still lies in the ISO week.
    return monday + timedelta(days=week_start if week_start <= 3 else week_start - 7)


def is_ahead(at: datetime, now: datetime) -> bool:
    """Whether `at` lies in the future by more than a clock may drift."""
    return at > now + CLOCK_DRIFT
