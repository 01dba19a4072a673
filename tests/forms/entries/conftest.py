import pytest

from tests.day_page import NOW, TODAY


@pytest.fixture
def person():
    """Somebody in Berlin whose days begin at three; nothing of them is stored."""
    from tests.factories import PersonFactory

    return PersonFactory.build()


@pytest.fixture
def filled(person):
    """A form of the given kind as it comes from a day's page at 14:00 on 12 March; None for an empty one."""

    def fill(kind, sent, *, day=TODAY, **more):
        return kind(sent, person=person, day=day, now=NOW, **more)

    return fill
