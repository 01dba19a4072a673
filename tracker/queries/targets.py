"""What a change of targets would do to marks and streaks, before it is made; days before the first."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Subquery

from tracker.domain.days import week_first_day
from tracker.domain.habits import HabitKey
from tracker.domain.plan_changes import HabitChange, plan_change
from tracker.domain.targets import StartRefusal, Target, earliest_start, start_refusal
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


@dataclass(frozen=True, slots=True)
class EarlierStart:
    """What it would do to let the first target start on `start` already; without a preview, why it cannot.

    `first_day` is where it starts now, `other_start` an earlier or a later day that it could be moved to as
    well.
    """

    start: date
    first_day: date | None
    preview: TargetPreview | None
    refusal: StartRefusal | None
    other_start: date | None


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

    Eight queries, five more when the days before the change must be summed anew.
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


def first_counted_day(person: User, since: date) -> date | None:
    """The first day from `since` on with an entry that a target would count; None without one. One query."""
    firsts = [
        Subquery(entries.filter(day__gte=since).order_by("day").values("day")[:1])
        for entries in person.entries_for_targets()
    ]
    found = User.objects.filter(pk=person.pk).values_list(*firsts).get()
    return min(filter(None, found), default=None)


def earlier_start(person: User, today: date, *, seen_from: date, start: date | None = None) -> EarlierStart:
    """Return what it would do to let the first target start on `start`.

    When left out it is the first day with an entry, which is proposed, as `seen_from` is: the day whose page
    this is seen from. At most thirteen queries.
    """
    first_entry = first_counted_day(person, earliest_start(today))
    start = start or first_entry or seen_from
    first_target = person.targets.order_by("starts_on").first()
    first_day = first_target.starts_on if first_target else None
    proposed = [day for day in (start, first_entry, seen_from) if day]
    logged = {day for day in proposed if day == first_entry or first_counted_day(person, day) == day}
    refusals = {day: start_refusal(first_day, day, today, has_entry=day in logged) for day in proposed}
    others = [day for day, refusal in refusals.items() if day != start and not refusal]
    preview, refusal = None, refusals[start]
    if first_target and not refusal:
        moved = replace(first_target.as_value(), starts_on=start)
        preview = target_preview(person, today, removed=first_day, added=moved)
    return EarlierStart(start, first_day, preview, refusal, others[0] if others else None)
