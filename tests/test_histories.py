"""Random histories: whatever becomes of targets, pauses and settings, entries stay on their days."""

from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.breadth import examples
from tests.factories import PersonFactory
from tracker.actions import pauses, targets
from tracker.actions.bedtime import log_bedtime
from tracker.actions.day_settings import change_day_settings, decline_zone, use_zone
from tracker.actions.doses import log_dose
from tracker.actions.entries import save_entries
from tracker.actions.exercise import log_movement
from tracker.domain.days import logical_day
from tracker.domain.habits import Habit
from tracker.domain.protocol import habit_units
from tracker.domain.targets import Target
from tracker.models import ENTRY_MODELS, Dose, PostMealWalk, SprintSession
from tracker.queries.journal import journal_of
from tracker.queries.plan import plan_of
from tracker.queries.targets import target_preview

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, tzinfo=UTC)
FIRST = START.date()
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kathmandu"])
OFFSETS = st.integers(0, 20)
AIMS = st.fixed_dictionaries(
    {
        "low_mg": st.sampled_from([Decimal(150), Decimal(400)]),
        "high_mg": st.sampled_from([Decimal(450), Decimal(500)]),
        "walks_per_day": st.integers(0, 2),
        "walk_minutes": st.just(10),
        "sprints_per_week": st.integers(0, 2),
        "bedtime": st.booleans(),
    }
)
SETTINGS = st.fixed_dictionaries(
    {
        "time_zone": ZONES,
        "day_start": st.sampled_from([time(0), time(3), time(6)]),
        "week_start": st.integers(0, 6),
        "hour_format": st.sampled_from(["12", "24"]),
        "language": st.sampled_from(["", "de"]),
        "theme": st.just("auto"),
    }
)
STEPS = st.one_of(
    st.tuples(st.just("log"), st.sampled_from(["dose", "walk", "sprint", "bedtime"])),
    st.tuples(st.just("aim"), AIMS, OFFSETS),
    st.tuples(st.just("correct"), AIMS, OFFSETS),
    st.tuples(st.just("remove"), OFFSETS),
    st.tuples(st.just("pause"), OFFSETS, st.integers(0, 5)),
    st.tuples(st.just("end"), OFFSETS),
    st.tuples(st.just("settings"), SETTINGS),
    st.tuples(st.just("fly"), ZONES),
    st.tuples(st.just("decline"), ZONES),
)
# How many hours pass before each step.
HISTORIES = st.lists(st.tuples(st.integers(1, 60), STEPS), min_size=1, max_size=12)
ANYTHING = hypothesis_settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def entries(person):
    """Every entry, whole."""
    return {
        (kind, row["entry_id"]): row
        for kind, model in ENTRY_MODELS.items()
        for row in model._default_manager.filter(person=person).values()
    }


def log(person, kind, now, today):
    common = {"entry_id": uuid4(), "day": today, "today": today}
    if kind == "dose":
        dose = Dose(magnesium_form="citrate", elemental_mg=Decimal(200))
        log_dose(person, dose, taken_at=now, **common)
    elif kind == "walk":
        log_movement(person, PostMealWalk(meal="other", minutes=12), started_at=now, **common)
    elif kind == "sprint":
        log_movement(person, SprintSession(), started_at=now, **common)
    else:
        log_bedtime(person, taken_at=now, **common)


def change(person, step, now, today):
    """Take one step that logs nothing."""
    kind, *arguments = step
    rows = list(person.targets.all())
    try:
        if kind == "aim":
            day = FIRST + timedelta(days=arguments[1])
            targets.set_target(person, arguments[0], today=today, starts_on=day)
        elif kind == "correct" and rows:
            day = FIRST + timedelta(days=arguments[1])
            targets.change_target(rows[arguments[1] % len(rows)], arguments[0], starts_on=day)
        elif kind == "remove" and rows:
            targets.remove_target(rows[arguments[0] % len(rows)])
        elif kind == "pause":
            first = FIRST + timedelta(days=arguments[0])
            pauses.add_pause(person, first, first + timedelta(days=arguments[1]), today=today)
        elif kind == "end":
            pauses.resume_on(person, FIRST + timedelta(days=arguments[0]), today=today)
        elif kind == "settings":
            change_day_settings(person, arguments[0], now=now)
        elif kind == "fly":
            use_zone(person, arguments[0], now=now)
        elif kind == "decline":
            decline_zone(person, arguments[0])
    except (targets.TargetTakenError, pauses.PauseOverlapError):
        pass


def live(person, history):
    """Live through a history and return when it ends; no step but logging touches an entry."""
    now = START
    for hours, step in history:
        now += timedelta(hours=hours)
        today = logical_day(now, person.zone, person.day_start)
        before = entries(person)
        if step[0] == "log":
            log(person, step[1], now, today)
            after = entries(person)
            assert {key: after[key] for key in before} == before
        else:
            change(person, step, now, today)
            assert entries(person) == before
    return now


def marks(person, last, today):
    """The marks of the days up to `last`, and of the weeks over by then, as of `today`."""
    units = habit_units(plan_of(person), journal_of(person, (FIRST, last)), FIRST, last, today)
    return {habit: [unit.mark for unit in units[habit] if unit.last_day <= last] for habit in Habit}


@contextmanager
def one_life():
    """A person of whom nothing is left afterwards: the next may get the same number."""
    with transaction.atomic():
        yield PersonFactory(time_zone="Europe/Berlin")


@ANYTHING
@given(history=HISTORIES, last_step=STEPS.filter(lambda step: step[0] != "log"))
def test_no_entrys_day_changes_except_by_editing_it(history, last_step):
    with one_life() as somebody:
        now = live(somebody, [*history, (1, ("log", "walk")), (1, last_step)])
        before = entries(somebody)
        walk = somebody.walks.order_by("started_at").last()
        walk.day -= timedelta(days=1)
        save_entries(somebody, [walk], today=logical_day(now, somebody.zone, somebody.day_start))
        after = entries(somebody)
        moved = {key for key in before if before[key]["day"] != after[key]["day"]}
        assert moved == {("walks", walk.entry_id)}


@ANYTHING
@given(history=HISTORIES, aim=AIMS, offset=OFFSETS)
def test_days_before_a_targets_start_keep_their_marks(history, aim, offset):
    with one_life() as somebody:
        now = live(somebody, history)
        today = logical_day(now, somebody.zone, somebody.day_start)
        start = FIRST + timedelta(days=offset)
        last = min(start - timedelta(days=1), today)
        before = marks(somebody, last, today)
        change(somebody, ("aim", aim, offset), now, today)
        assert marks(somebody, last, today) == before


@ANYTHING
@given(history=HISTORIES, aim=AIMS, offset=OFFSETS)
def test_a_preview_says_what_then_happens(history, aim, offset):
    with one_life() as somebody:
        now = live(somebody, history)
        today = logical_day(now, somebody.zone, somebody.day_start)
        start = FIRST + timedelta(days=offset)
        if not somebody.targets.filter(starts_on=start).exists():
            added = Target(start, **aim)
            said = target_preview(somebody, today, added=added).habits
            targets.set_target(somebody, aim, today=today, starts_on=start)
            there = target_preview(somebody, today, added=added).habits
            assert {habit: change.after for habit, change in said.items()} == {
                habit: change.before for habit, change in there.items()
            }
