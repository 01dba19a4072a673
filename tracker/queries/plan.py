"""What a person plans: all that decides what is due."""

from collections.abc import Sequence
from itertools import groupby

from django.db.models import QuerySet

from tracker.domain.custom_habits import CustomHabit, CustomTarget, HabitKind, Schedule, custom_key
from tracker.domain.plan import Plan
from tracker.domain.spacing import Kidneys
from tracker.domain.targets import Targets
from tracker.models import CustomHabitTarget, Pause, Target, User

from .pauses import pauses_of
from .prepared import prepared


def plan_of(person: User, pauses: Sequence[Pause] | None = None) -> Plan:
    """All that decides what is due for a person; three queries.

    Who has loaded all of the person's `pauses` already hands them over and saves one.
    """
    pauses = pauses_of(person.pk) if pauses is None else pauses
    return Plan(
        Targets(target.as_value() for target in _targets(person.pk)),
        [pause.as_value() for pause in pauses],
        person.week_start,
        _custom_habits(_custom_targets(person.pk)),
        not Kidneys(person.kidneys).rules_out_targets,
    )


@prepared
def _targets(person: int) -> QuerySet[Target]:
    return Target.objects.filter(person=person).order_by("starts_on")


@prepared
def _custom_targets(person: int) -> QuerySet[CustomHabitTarget]:
    """Those of all of a person's own habits, each with its habit, habits in the person's order."""
    targets = CustomHabitTarget.objects.filter(habit__person=person).select_related("habit")
    return targets.order_by("habit__position", "habit", "starts_on")


def _custom_habits(targets: list[CustomHabitTarget]) -> list[CustomHabit]:
    """The custom habits of these targets, which come habit by habit, each oldest first."""
    return [_custom_habit(list(of_habit)) for _, of_habit in groupby(targets, lambda target: target.habit_id)]


def _custom_habit(targets: list[CustomHabitTarget]) -> CustomHabit:
    habit = targets[0].habit
    return CustomHabit(
        custom_key(habit.pk),
        habit.name,
        HabitKind(habit.kind),
        habit.unit,
        [
            CustomTarget(
                target.starts_on,
                Schedule(target.schedule),
                target.weekdays,
                target.times_a_week,
                target.at_least,
                target.at_most,
            )
            for target in targets
        ],
        habit.archived,
    )
