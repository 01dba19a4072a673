from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tracker.actions.exercise import log_movement
from tracker.models import PostMealWalk, SprintSession

TODAY = date(2026, 3, 14)
NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize("entry", [PostMealWalk(meal="lunch", minutes=12), SprintSession(sets=4)])
def test_a_walk_or_a_session_is_stored_once_in_the_persons_zone(person, entry):
    entry_id = uuid4()
    again = type(entry)(**{name: getattr(entry, name) for name in entry.figures})
    for each in (entry, again):
        log_movement(
            person, each, entry_id=entry_id, started_at=NOW, day=TODAY, today=TODAY, note="by the river"
        )
    stored = type(entry).objects.get()
    assert (stored.person, stored.entry_id, stored.started_at) == (person, entry_id, NOW)
    assert (stored.day, stored.time_zone, stored.note) == (TODAY, "Europe/Berlin", "by the river")
