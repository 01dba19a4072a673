from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tracker.domain.review_mail import is_due


@pytest.mark.parametrize(
    ("now", "zone", "due"),
    [
        ("2026-11-23T05:59", "UTC", False),
        ("2026-11-23T06:00", "UTC", True),
        ("2026-11-23T23:59", "UTC", True),
        ("2026-11-24T00:00", "UTC", False),
        # Monday comes first to Kiritimati, and last to Midway.
        ("2026-11-22T15:59", "Pacific/Kiritimati", False),
        ("2026-11-22T16:00", "Pacific/Kiritimati", True),
        ("2026-11-23T16:59", "Pacific/Midway", False),
        ("2026-11-23T17:00", "Pacific/Midway", True),
        # The Mondays after both clock changes of Berlin.
        ("2026-03-30T03:59", "Europe/Berlin", False),
        ("2026-03-30T04:00", "Europe/Berlin", True),
        ("2026-10-26T04:59", "Europe/Berlin", False),
        ("2026-10-26T05:00", "Europe/Berlin", True),
    ],
)
def test_the_mail_is_due_from_six_on_mondays_where_the_person_is(now, zone, due):
    assert is_due(datetime.fromisoformat(now).replace(tzinfo=UTC), ZoneInfo(zone)) is due
