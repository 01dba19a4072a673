"""What a change of targets would do to marks and streaks, before it is made."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.days import week_first_day
from tracker.domain.habits import HabitKey
from tracker.domain.plan_changes import HabitChange, plan_change
from tracker.domain.targets import Target
from tracker.models import Target as StoredTarget
from tracker.models import User

from .history import records_before, remembered_until
from .journal import journal_of
from .plan import plan_of


@dataclass(frozen=True, slots=True)
class TargetPreview:
    """What becomes of each habit, and of the days that the changed target holds.

    `before` is the target in force until then, `following` the one that takes over; None without one.
    """

    habits: dict[HabitKey, HabitChange]
    before: Target | None
    following: Target | None

    @property
    def changed(self) -> dict[HabitKey, HabitChange]:
        """Those of the habits of which a mark or a streak changes."""
        return {habit: change for habit, change in self.habits.items() if change.is_any}


def targets_of(person: User) -> list[StoredTarget]:
    """All of a person's targets, newest first; one query."""
    return list(person.targets.order_by("-starts_on"))


def is_start_taken(person: User, day: date, *, by_another_than: StoredTarget) -> bool:
    """Whether another target than this one starts on the day; one query."""
    return person.targets.filter(starts_on=day).exclude(pk=by_another_than.pk).exists()


def target_preview(
    person: User, today: date, *, removed: date | None = None, added: Target | None = None
) -> TargetPreview:
    """Return what it does to take away the target of the day `removed`, to aim at `added`, or both.

    Two queries, one more when the days before the change must be summed anew.
    """
    changed_on = min(day for day in (removed, added and added.starts_on) if day)
    plan = plan_of(person)
    targets = plan.targets.replaced(removed, added)
    first = week_first_day(min(changed_on, remembered_until(person, today)), person.week_start)
    records = records_before(person, plan, first)
    journal = journal_of(person, (first, today))
    start = added.starts_on if added else changed_on
    return TargetPreview(
        plan_change(plan, replace(plan, targets=targets), journal, first, today, records),
        before=plan.targets.replaced(removed, None).before(start),
        following=targets.after(start),
    )
