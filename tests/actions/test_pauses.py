from datetime import date

import pytest
from django.db import IntegrityError

from tests.factories import PauseFactory
from tracker.actions import pauses as actions
from tracker.models import Pause

TODAY = date(2026, 3, 14)
pytestmark = pytest.mark.django_db


def spans(person):
    return [(pause.first_day.day, pause.last_day.day, pause.reason) for pause in person.pauses.all()]


def march(day):
    return date(2026, 3, day)


def add(person, first, last, reason=""):
    return actions.add_pause(person, march(first), march(last), reason, today=TODAY)


def test_the_same_pause_sent_twice_is_one(person):
    add(person, 10, 12, "ill")
    add(person, 10, 12, "ill")
    assert spans(person) == [(10, 12, "ill")]


@pytest.mark.parametrize("span", [(8, 10), (12, 20), (11, 11), (1, 30), (10, 12)])
def test_pauses_that_overlap_are_refused_with_the_one_in_the_way(span, person):
    there = add(person, 10, 12)
    with pytest.raises(actions.PauseOverlapError) as refused:
        add(person, *span, reason="travelling")
    assert refused.value.other == there
    other = add(person, 25, 26)
    with pytest.raises(actions.PauseOverlapError):
        actions.change_pause(other, march(span[0]), march(span[1]), "", today=TODAY)
    assert spans(person) == [(10, 12, ""), (25, 26, "")]


def test_a_pause_may_overlap_itself_and_begin_the_day_after_another(person):
    add(person, 10, 12)
    pause = add(person, 13, 15)
    actions.change_pause(pause, march(13), march(20), "ill", today=TODAY)
    assert spans(person) == [(10, 12, ""), (13, 20, "ill")]


def test_who_was_quicker_by_a_moment_makes_a_refusal_not_an_error(person, monkeypatch):
    PauseFactory(person=person, first_day=march(10), last_day=march(12))
    # As if the other pause had been stored just after this one looked.
    monkeypatch.setattr(type(Pause.objects.all()), "touching", lambda self, first, last: self.none())
    with pytest.raises(actions.PauseOverlapError) as refused:
        add(person, 11, 11)
    assert refused.value.other is None


def test_another_refusal_of_the_database_is_not_taken_for_an_overlap(person):
    with pytest.raises(IntegrityError):
        add(person, 12, 11)


@pytest.mark.parametrize(
    ("last", "left"),
    [
        (14, [(10, 14, "ill")]),
        (13, [(10, 13, "ill")]),
        (9, []),
        (20, [(10, 20, "ill")]),
        (25, [(10, 20, "ill")]),
    ],
)
def test_a_pause_ends_early_or_was_none(last, left, person):
    actions.end_pause(add(person, 10, 20, "ill"), march(last), today=TODAY)
    assert spans(person) == left


def test_a_day_is_paused_once_and_taken_up_again(person):
    for _ in range(2):
        actions.pause_day(person, TODAY, today=TODAY)
    assert spans(person) == [(14, 14, "")]
    for _ in range(2):
        actions.resume_on(person, TODAY, today=TODAY)
    assert spans(person) == []


def test_a_day_within_a_longer_pause_stays_in_it(person):
    add(person, 10, 20, "ill")
    actions.pause_day(person, TODAY, today=TODAY)
    assert spans(person) == [(10, 20, "ill")]
    actions.resume_on(person, TODAY, today=TODAY)
    assert spans(person) == [(10, 13, "ill")]


def test_a_removed_pause_is_not_brought_back_by_a_change_in_another_tab(person):
    pause = add(person, 10, 12)
    actions.remove_pause(Pause.objects.get(pk=pause.pk), today=TODAY)
    actions.change_pause(pause, march(10), march(13), "", today=TODAY)
    actions.remove_pause(pause, today=TODAY)
    assert spans(person) == []
