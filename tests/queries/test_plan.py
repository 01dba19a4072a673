from datetime import date, time
from decimal import Decimal

from tests.factories import (
    CustomHabitFactory,
    CustomHabitTargetFactory,
    PauseFactory,
    PersonFactory,
    TargetFactory,
)
from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule, custom_key
from tracker.domain.plan import Pause
from tracker.domain.targets import Target
from tracker.queries.plan import plan_of

FIRST, SECOND = date(2026, 1, 1), date(2026, 2, 1)


def test_everything_planned_is_read_in_three_queries_as_it_was_entered(person, django_assert_num_queries):
    person.week_start = 6
    TargetFactory(person=person, starts_on=SECOND, high_mg=Decimal("480.5"), bedtime=False)
    TargetFactory(person=person, starts_on=FIRST, walks_per_day=2, walk_minutes=15, sprints_per_week=1)
    PauseFactory(person=person, first_day=FIRST, last_day=SECOND)
    later = CustomHabitFactory(person=person, name="Water", kind="number", unit="glasses", position=1)
    CustomHabitTargetFactory(habit=later, starts_on=SECOND, schedule="off", at_least=Decimal(8))
    CustomHabitTargetFactory(
        habit=later,
        starts_on=FIRST,
        schedule="weekdays",
        weekdays={0, 4},
        at_least=None,
        at_most=Decimal("99999.5"),
    )
    sooner = CustomHabitFactory(person=person, name="Friends", position=0, archived=True)
    CustomHabitTargetFactory(habit=sooner, starts_on=FIRST, schedule="weekly", times_a_week=3)
    with django_assert_num_queries(3):
        plan = plan_of(person)
    assert [plan.targets.on(day) for day in (FIRST, SECOND)] == [
        Target(FIRST, walks_per_day=2, walk_minutes=15, sprints_per_week=1),
        Target(SECOND, high_mg=Decimal("480.5"), bedtime=False),
    ]
    assert plan.pauses == [Pause(FIRST, SECOND)]
    assert (plan.week_start, plan.asks_for_magnesium) == (6, True)
    assert plan.custom == [
        CustomHabit(
            custom_key(sooner.pk),
            "Friends",
            HabitKind.CHECK,
            "",
            [CustomTarget(FIRST, Schedule.WEEKLY, times_a_week=3)],
            archived=True,
        ),
        CustomHabit(
            custom_key(later.pk),
            "Water",
            HabitKind.NUMBER,
            "glasses",
            [
                CustomTarget(
                    FIRST, Schedule.WEEKDAYS, frozenset({0, 4}), at_least=None, at_most=Decimal("99999.5")
                ),
                CustomTarget(SECOND, Schedule.OFF, at_least=Decimal(8)),
            ],
        ),
    ]


def test_nothing_planned_is_an_empty_plan_and_others_have_no_part_in_it(person):
    other = PersonFactory(day_start=time(3))
    TargetFactory(person=other)
    PauseFactory(person=other)
    CustomHabitTargetFactory(habit=CustomHabitFactory(person=other))
    plan = plan_of(person)
    assert (plan.targets.first_day, plan.pauses, plan.custom) == (None, [], [])


def test_kidneys_can_rule_magnesium_out(person):
    person.kidneys = "severe"
    assert plan_of(person).asks_for_magnesium is False
