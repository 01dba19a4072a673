from datetime import UTC, datetime, timedelta

import pytest

from tracker.domain.undo import Hindrance, Obstacle, hindrance_since

CHANGE = datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
BEFORE, LATER = CHANGE - timedelta(minutes=1), CHANGE + timedelta(minutes=14)


@pytest.mark.parametrize(
    ("logged_at", "changed_at", "found"),
    [
        (BEFORE, LATER, Hindrance(Obstacle.CHANGED, LATER)),
        (LATER, LATER + timedelta(minutes=1), Hindrance(Obstacle.CHANGED, LATER + timedelta(minutes=1))),
        (LATER, None, Hindrance(Obstacle.LOGGED_AGAIN, LATER)),
        # Taken back to before the change, or changed by somebody else: nobody can say when.
        (BEFORE, None, Hindrance(Obstacle.CHANGED)),
        (BEFORE, BEFORE, Hindrance(Obstacle.CHANGED)),
        (BEFORE, CHANGE, Hindrance(Obstacle.CHANGED)),
    ],
)
def test_what_became_of_an_entry_is_told_by_moments_later_than_the_change(logged_at, changed_at, found):
    assert hindrance_since(CHANGE, logged_at=logged_at, changed_at=changed_at) == found
