from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from tracker.domain.undo import Hindrance, Obstacle
from tracker.presenters.undo import hindrance_sentence
from tracker.vocabulary.clocks import hour_format

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 14, 21, 0, tzinfo=UTC)
AT = datetime(2026, 3, 14, 19, 14, 59, tzinfo=UTC)


def sentence(obstacle, at=None, now=NOW, zone=BERLIN):
    return hindrance_sentence(Hindrance(obstacle, at), now, zone)


@pytest.mark.parametrize(
    ("obstacle", "at", "words"),
    [
        (Obstacle.CHANGED, AT, "You changed this again at 20:14. It stays as it is."),
        (Obstacle.CHANGED, None, "This was changed since then. It stays as it is."),
        (Obstacle.DELETED, None, "This was deleted since then. Nothing is left to undo."),
        (Obstacle.LOGGED_AGAIN, AT, "You logged this again at 20:14. It stays as it is."),
        (Obstacle.LOGGED_AGAIN, None, "This is logged again already. It stays as it is."),
        (Obstacle.COUNTED_AT_BEDTIME, None, "Bedtime counts this dose by now. It stays as it is."),
        (
            Obstacle.REFERENCE_LOST,
            None,
            "What this belonged to is not there any more. Log it again instead.",
        ),
    ],
)
def test_each_obstacle_has_a_sentence(obstacle, at, words):
    assert sentence(obstacle, at) == words


def test_the_time_is_on_the_clock_of_the_person():
    assert "at 04:14." in sentence(Obstacle.CHANGED, AT, zone=ZoneInfo("Asia/Tokyo"))
    with hour_format(lambda: "12"):
        assert "at 8:14\N{NO-BREAK SPACE}pm." in sentence(Obstacle.CHANGED, AT)


def test_a_time_before_midnight_was_yesterday():
    after_midnight = datetime(2026, 3, 14, 23, 30, tzinfo=UTC)
    words = "You changed this again yesterday at 20:14. It stays as it is."
    assert sentence(Obstacle.CHANGED, AT, now=after_midnight) == words


def test_every_obstacle_is_told_in_german_with_and_without_a_time():
    with translation.override("de"):
        told = {sentence(obstacle, at) for obstacle in Obstacle for at in (AT, None)}
    assert "Das hast du um 20:14 noch einmal geändert. Es bleibt, wie es ist." in told
    assert len(told) == len(Obstacle) + 2
