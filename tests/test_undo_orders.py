"""Random orders of logging, editing, deleting and undoing in many tabs: no undo loses what is newer."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.breadth import examples
from tests.factories import CustomHabitFactory, PersonFactory, SupplementFactory
from tracker.actions.bedtime import TakenThisEveningError, log_bedtime, rate_night
from tracker.actions.corrections import correct_doses, undo_correction
from tracker.actions.custom_habits import log_custom_habit
from tracker.actions.doses import dose_of_supplement, log_dose
from tracker.actions.entries import (
    UndoRefusedError,
    delete_entries,
    save_entries,
    undo,
    undo_of_logging,
    with_partner,
)
from tracker.actions.exercise import log_movement
from tracker.domain.undo import Obstacle
from tracker.http.undo_tokens import Corrections, correction_token, undo_token, undoable_of
from tracker.models import ENTRY_MODELS, BedtimeLog, PostMealWalk

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
TODAY = date(2026, 3, 14)
DAYS = [TODAY, TODAY - timedelta(days=1)]
# What refuses though each row is as it was left: it would not stand beside something newer.
BESIDE = {Obstacle.LOGGED_AGAIN, Obstacle.COUNTED_AT_BEDTIME}

LOG = st.tuples(
    st.just("log"), st.sampled_from(["dose", "walk", "night", "check"]), st.sampled_from([0, 0, 1])
)
# Few entries and few values, so that much becomes of one, and many an edit sets it back to what it was.
EDIT = st.tuples(
    st.just("edit"), st.integers(0, 2), st.sampled_from(["", "a"]), st.sampled_from([0, 0, 0, 1])
)
# Which Undo is pressed, counted from the newest.
UNDO = st.tuples(st.just("undo"), st.integers(0, 5))
STEPS = st.one_of(
    LOG,
    EDIT,
    EDIT,
    EDIT,
    UNDO,
    UNDO,
    UNDO,
    st.tuples(st.just("again"), st.integers(0, 2)),
    st.tuples(st.just("rate"), st.integers(1, 2), st.just(1)),
    st.tuples(st.just("delete"), st.integers(0, 2)),
    st.tuples(st.just("correct"), st.sampled_from([50, 100])),
)
HISTORIES = st.tuples(st.lists(LOG, min_size=1, max_size=3), st.lists(STEPS, min_size=5, max_size=25)).map(
    lambda parts: parts[0] + parts[1]
)
ANYTHING = hypothesis_settings(
    max_examples=examples(50),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


class Life:
    """A person, all that their tabs could still take back, and which version each row is at.

    A version is a number of its own for each thing that was ever stored; a row that is not there has none.
    """

    def __init__(self):
        self.person = PersonFactory(time_zone="UTC")
        self.habit = CustomHabitFactory(person=self.person)
        self.capsules = SupplementFactory(person=self.person)
        self.taps, self.tokens = [], []
        self.version = defaultdict(lambda: None)
        self.said = {None: None}
        self.logged = {}
        self.numbers = count()

    def rows(self):
        """Every column of every row, but for numbers, and a night's dose by its id."""
        found = {}
        for kind, model in ENTRY_MODELS.items():
            for entry in model.objects.filter(person=self.person):
                row = {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}
                del row["id"]
                if isinstance(entry, BedtimeLog):
                    row["dose_id"] = entry.dose and entry.dose.entry_id
                found[kind, entry.entry_id] = row
        return found

    def entry(self, number):
        everything = sorted(
            (key for key in self.version if self.version[key] is not None), key=lambda key: str(key[1])
        )
        if not everything:
            return None
        kind, entry_id = everything[number % len(everything)]
        return ENTRY_MODELS[kind].objects.get(person=self.person, entry_id=entry_id)

    def step(self, name, *arguments):
        """Do something new, and give what it stored versions of their own."""
        before = self.rows()
        changes = getattr(self, f"_{name}")(*arguments)
        after = self.rows()
        moves = {}
        for key in before.keys() | after.keys():
            if before.get(key) != after.get(key):
                was, self.version[key] = self.version[key], next(self.numbers) if key in after else None
                self.said[self.version[key]] = after.get(key)
                moves[key] = was, self.version[key]
        return changes, moves

    def _log(self, kind, day):
        self.taps.append((kind, {"entry_id": uuid4(), "day": DAYS[day]}))
        return self._tap(*self.taps[-1])

    def _again(self, number):
        return self._tap(*self.taps[number % len(self.taps)]) if self.taps else []

    def _tap(self, kind, facts):
        at = datetime.now(UTC)
        facts = facts | {"today": TODAY}
        if kind == "dose":
            return undo_of_logging(
                [log_dose(self.person, dose_of_supplement(self.capsules), taken_at=at, **facts)]
            )
        if kind == "walk":
            walk = PostMealWalk(meal="other", minutes=12)
            return undo_of_logging([log_movement(self.person, walk, started_at=at, **facts)])
        if kind == "check":
            return log_custom_habit(self.person, self.habit, amount=Decimal(1), done_at=at, **facts)[1]
        facts |= {"taken_at": at, "dose": dose_of_supplement(self.capsules)}
        try:
            return log_bedtime(self.person, **facts)[1]
        except TakenThisEveningError:
            # Asked whether that dose was the night's, they say that this is another.
            return log_bedtime(self.person, is_another=True, **facts)[1]

    def _edit(self, number, note, day):
        entry = self.entry(number)
        if entry is None:
            return []
        entry.note = note
        pair = with_partner(entry)
        nights = self.person.bedtime_logs.filter(day=DAYS[day]).exclude(pk__in=[each.pk for each in pair])
        if not nights:
            for each in pair:
                each.day = DAYS[day]
        return save_entries(self.person, pair, today=TODAY)

    def _rate(self, quality, day):
        return rate_night(self.person, day=DAYS[day], quality=quality, today=TODAY)[1]

    def _delete(self, number):
        entry = self.entry(number)
        return delete_entries(self.person, with_partner(entry), today=TODAY) if entry else []

    def _correct(self, mg):
        self.capsules.elemental_mg_per_unit = Decimal(mg)
        self.capsules.save()
        return correct_doses(self.capsules, date.min)

    def undo(self, token, moves):
        """Press an Undo that some tab still shows; `moves` are the versions before and after its change."""
        before = self.rows()
        undoable = undoable_of(self.person, token)
        is_correction = isinstance(undoable, Corrections)
        if is_correction:
            undo_correction(self.person, undoable.corrections)
        elif obstacle := self._obstacle(undoable.changes):
            assert self.rows() == before
            assert obstacle in BESIDE or any(self.version[key] not in moves[key] for key in moves)
            return
        after = self.rows()
        assert {key: after[key] for key in after if key not in moves} == {
            key: before[key] for key in before if key not in moves
        }
        for key, (was, became) in moves.items():
            if is_correction and self.version[key] != became:
                # Edited, deleted or taken back since then: each dose for itself.
                assert after.get(key) == before.get(key)
                continue
            assert self.version[key] in (was, became)
            assert after.get(key) == self.said[was]
            self.version[key] = was

    def _obstacle(self, changes):
        try:
            undo(self.person, changes, today=TODAY)
        except UndoRefusedError as refused:
            return refused.hindrance.obstacle
        return None


@ANYTHING
@given(history=HISTORIES)
# A dose that the night after it counts; an edit that was made again after it was set back by hand.
@example(history=[("log", "dose", 0), ("log", "night", 0), ("undo", 1)])
@example(history=[("log", "walk", 0), *(("edit", 0, note, 0) for note in ("a", "", "a")), ("undo", 2)])
def test_an_undo_in_any_order_loses_nothing_newer_and_puts_back_exactly_what_was(history):
    with transaction.atomic():
        life = Life()
        for number, (name, *arguments) in enumerate(history):
            with time_machine.travel(START + timedelta(minutes=number), tick=False):
                if name == "undo":
                    if life.tokens:
                        life.undo(*life.tokens[-1 - arguments[0] % len(life.tokens)])
                    continue
                changes, moves = life.step(name, *arguments)
                for change in changes if name in ("log", "again") else ():
                    # Sent again, a tap stores nothing more, and takes back what it stored before.
                    key = change.kind, change.entry_id
                    life.logged[key] = moves.setdefault(key, life.logged.get(key))
                if changes:
                    token = (
                        correction_token(life.person, life.capsules, changes)
                        if name == "correct"
                        else undo_token(life.person, changes)
                    )
                    life.tokens.append((token, moves))
