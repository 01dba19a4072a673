"""Random histories: what is stored of past weeks is at each step what a slow reading of all entries says."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.breadth import examples
from tests.domain import oracle
from tests.factories import PersonFactory, SupplementFactory
from tracker.actions import corrections, custom_habits, day_settings, entries, pauses, safety, targets
from tracker.actions.bedtime import log_bedtime, rate_night
from tracker.actions.doses import dose_of_supplement, log_dose
from tracker.actions.exercise import log_movement
from tracker.actions.history import store_anew
from tracker.domain.days import week_first_day
from tracker.domain.habits import HabitUnit
from tracker.domain.protocol import habit_units
from tracker.models import ENTRY_MODELS, CustomHabit, HabitHistory, PostMealWalk, SprintSession, User
from tracker.queries.history import history_of, past_weeks, records_before, remembered_until, wrong_weeks
from tracker.queries.journal import journal_of
from tracker.queries.plan import plan_of

pytestmark = pytest.mark.django_db
# The year changes within, and a leap day lies in it.
FIRST, TODAY = date(2023, 12, 5), date(2024, 3, 10)
AGO = st.integers(0, (TODAY - FIRST).days)
KINDS = st.sampled_from(["dose", "walk", "sprint", "night", "rating", "custom"])
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
CUSTOM = st.fixed_dictionaries(
    {
        "schedule": st.sampled_from(["daily", "weekdays", "off"]),
        "weekdays": st.frozensets(st.integers(0, 6), min_size=1),
        "times_a_week": st.just(1),
        "at_least": st.sampled_from([Decimal(1), Decimal("2.5")]),
        "at_most": st.sampled_from([None, Decimal(5)]),
    }
)
STEPS = st.one_of(
    st.tuples(st.just("log"), KINDS, AGO),
    st.tuples(st.just("log"), KINDS, AGO),
    st.tuples(st.just("edit"), st.integers(0, 30), AGO),
    st.tuples(st.just("delete"), st.integers(0, 30)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("aim"), AIMS, AGO),
    st.tuples(st.just("correct"), AIMS, AGO),
    st.tuples(st.just("remove"), AGO),
    st.tuples(st.just("pause"), AGO, st.integers(0, 20)),
    st.tuples(st.just("resume"), AGO),
    st.tuples(st.just("habit"), CUSTOM),
    st.tuples(st.just("label"), AGO),
    st.tuples(st.just("label back")),
    st.tuples(st.just("week"), st.integers(0, 6)),
    st.tuples(st.just("kidneys"), st.sampled_from(["well", "severe"])),
    st.tuples(st.just("fly"), st.sampled_from(["Pacific/Auckland", "Pacific/Honolulu"])),
    st.tuples(st.just("wait"), st.integers(1, 20)),
)


class Life:
    """A person, the day it is for them, and what they can still take back."""

    def __init__(self):
        self.person = PersonFactory(time_zone="UTC")
        self.today = TODAY
        self.supplement = SupplementFactory(person=self.person)
        self.undoable, self.corrected = [], []

    def take(self, step):
        name, *arguments = step
        with suppress(targets.TargetTakenError, pauses.PauseOverlapError, entries.UndoRefusedError):
            getattr(self, f"_{name.replace(' ', '_')}")(*arguments)

    def _day(self, ago):
        return self.today - timedelta(days=ago)

    def _log(self, kind, ago):
        day = self._day(ago)
        at = datetime.combine(day, time(21), UTC)
        common = {"entry_id": uuid4(), "day": day, "today": self.today}
        if kind == "dose":
            log_dose(self.person, dose_of_supplement(self.supplement), taken_at=at, **common)
        elif kind == "walk":
            walk = PostMealWalk(meal="lunch", minutes=12, minutes_after_meal=ago)
            log_movement(self.person, walk, started_at=at, **common)
        elif kind == "sprint":
            log_movement(self.person, SprintSession(effort=ago % 10 + 1), started_at=at, **common)
        elif kind == "night":
            log_bedtime(self.person, taken_at=at, dose=dose_of_supplement(self.supplement), **common)
        elif kind == "rating" and ago:
            rate_night(self.person, day=day, quality=ago % 5 + 1, today=self.today)
        elif habit := self.person.custom_habits.first():
            custom_habits.log_custom_habit(self.person, habit, amount=Decimal(ago) / 4, done_at=at, **common)

    def _stored(self, number):
        rows = []
        for model in ENTRY_MODELS.values():
            rows += model._default_manager.filter(person=self.person)
        return rows[number % len(rows)] if rows else None

    def _edit(self, number, ago):
        if (entry := self._stored(number)) and entry.kind != "bedtime":
            changed = entries.with_partner(entry)
            if len(changed) == 1:
                entry.day = self._day(ago)
                self.undoable = entries.save_entries(self.person, changed, today=self.today)

    def _delete(self, number):
        if entry := self._stored(number):
            changed = entries.with_partner(entry)
            self.undoable = entries.delete_entries(self.person, changed, today=self.today)

    def _undo(self):
        entries.undo(self.person, self.undoable, today=self.today)
        self.undoable = []

    def _aim(self, aim, ago):
        targets.set_target(self.person, aim, today=self.today, starts_on=self._day(ago))

    def _correct(self, aim, ago):
        if target := self.person.targets.first():
            targets.change_target(target, aim, starts_on=self._day(ago))

    def _remove(self, ago):
        rows = list(self.person.targets.all())
        if rows:
            targets.remove_target(rows[ago % len(rows)])

    def _pause(self, ago, days):
        first = self._day(ago)
        pauses.add_pause(self.person, first, first + timedelta(days=days), today=self.today)

    def _resume(self, ago):
        pauses.resume_on(self.person, self._day(ago), today=self.today)

    def _habit(self, target):
        if habit := self.person.custom_habits.first():
            custom_habits.change_custom_habit(habit, {"name": "Water"}, target, today=self.today)
        else:
            habit = CustomHabit(name="Water", kind="number")
            custom_habits.add_custom_habit(self.person, habit, target, today=self.today)
            # As the operator may: so that past weeks ask for it.
            habit.targets.update(starts_on=self.today - timedelta(days=60))
            store_anew(self.person)

    def _label(self, ago):
        self.supplement.elemental_mg_per_unit = 40 + ago
        self.supplement.save()
        self.corrected = corrections.correct_doses(self.supplement, self._day(ago))

    def _label_back(self):
        corrections.undo_correction(self.person, self.corrected)
        self.corrected = []

    def _week(self, week_start):
        self._settings({"week_start": week_start})

    def _fly(self, zone):
        self._settings({"time_zone": zone})

    def _settings(self, values):
        names = day_settings.DAY_SETTINGS
        before = {name: getattr(self.person, name) for name in names}
        now = datetime.combine(self.today, time(12), UTC)
        day_settings.change_day_settings(self.person, before | values, now=now)

    def _kidneys(self, kidneys):
        values = {"limit_region": "us", "own_limit_mg": None, "kidneys": kidneys}
        safety.change_safety(self.person, values)

    def _wait(self, days):
        self.today += timedelta(days=days)


def expected(units: list[HabitUnit]):
    """What units add up to, from their marks alone."""
    marks = [unit.mark for unit in units]
    return (
        oracle.current_streak(marks),
        oracle.best_streak(marks),
        oracle.adherence(marks),
        pytest.approx(oracle.strength(units), abs=1e-5),
    )


def said(record):
    return record.current, record.best, record.adherence, record.strength


def look(person, today):
    """Compare what is stored and read with what all entries say."""
    assert wrong_weeks(person) == []
    plan = plan_of(person)
    before = remembered_until(person, today)
    whole = week_first_day(FIRST - timedelta(days=60), person.week_start)
    journal = journal_of(person, (date(1970, 1, 1), today))
    history = history_of(person)
    for day in {before, before - timedelta(weeks=1), before - timedelta(weeks=9)}:
        units = habit_units(plan, journal, whole, day - timedelta(days=1), today)
        records = records_before(person, plan, day)
        assert {habit: said(record) for habit, record in records.items()} == {
            habit: expected(of_habit) for habit, of_habit in units.items()
        }, (day, history and history.until)
    weeks = past_weeks(person, plan, today).weeks
    # The same without anything stored.
    with transaction.atomic():
        person.week_summaries.all().delete()
        HabitHistory.objects.filter(person=person).delete()
        anew = past_weeks(User.objects.get(pk=person.pk), plan, today).weeks
        transaction.set_rollback(True)
    assert [(week.first_day, week.habits, week.weekdays) for week in weeks] == [
        (week.first_day, week.habits, week.weekdays) for week in anew
    ]
    for week, again in zip(weeks, anew, strict=True):
        for part in ("paused_days", "magnesium", "walks", "sprints", "nights", "custom"):
            assert getattr(week, part) == getattr(again, part), (week.first_day, part)


@hypothesis_settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=1, max_size=15))
def test_what_is_stored_is_what_the_entries_add_up_to_after_each_step(steps):
    with transaction.atomic():
        life = Life()
        for step in steps:
            life.take(step)
            look(life.person, life.today)
        transaction.set_rollback(True)
