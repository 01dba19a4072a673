"""What a change of targets does, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tracker.domain import targets as domain
from tracker.domain.habits import Habit, Mark
from tracker.domain.plan_changes import HabitChange
from tracker.domain.targets import StartRefusal
from tracker.models import Target
from tracker.queries.targets import EarlierStart, TargetPreview
from tracker.vocabulary.habit_styles import HABIT_STYLES

# By whether a habit is counted by the week; each takes the new count and the one before.
CURRENT_STREAK = {
    False: ngettext_lazy(
        "Your current streak becomes %(count)d day instead of %(before)d.",
        "Your current streak becomes %(count)d days instead of %(before)d.",
        "count",
    ),
    True: ngettext_lazy(
        "Your current streak becomes %(count)d week instead of %(before)d.",
        "Your current streak becomes %(count)d weeks instead of %(before)d.",
        "count",
    ),
}
BEST_STREAK = {
    False: ngettext_lazy(
        "Your best streak becomes %(count)d day instead of %(before)d.",
        "Your best streak becomes %(count)d days instead of %(before)d.",
        "count",
    ),
    True: ngettext_lazy(
        "Your best streak becomes %(count)d week instead of %(before)d.",
        "Your best streak becomes %(count)d weeks instead of %(before)d.",
        "count",
    ),
}
# The same; each takes how many days or weeks get this mark.
NEW_MARKS = {
    False: {
        Mark.KEPT: ngettext_lazy("%(count)d day becomes kept.", "%(count)d days become kept.", "count"),
        Mark.MISSED: ngettext_lazy("%(count)d day becomes missed.", "%(count)d days become missed.", "count"),
        Mark.SKIPPED: ngettext_lazy("%(count)d day is paused.", "%(count)d days are paused.", "count"),
        Mark.PENDING: gettext_lazy("Today is open again."),
        Mark.NOT_DUE: ngettext_lazy(
            "%(count)d day asks for nothing.", "%(count)d days ask for nothing.", "count"
        ),
    },
    True: {
        Mark.KEPT: ngettext_lazy("%(count)d week becomes kept.", "%(count)d weeks become kept.", "count"),
        Mark.MISSED: ngettext_lazy(
            "%(count)d week becomes missed.", "%(count)d weeks become missed.", "count"
        ),
        Mark.SKIPPED: ngettext_lazy("%(count)d week is paused.", "%(count)d weeks are paused.", "count"),
        Mark.PENDING: gettext_lazy("This week is open again."),
        Mark.NOT_DUE: ngettext_lazy(
            "%(count)d week asks for nothing.", "%(count)d weeks ask for nothing.", "count"
        ),
    },
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What becomes of one habit, a sentence for each of its streaks and marks that changes."""

    tone: str
    icon: str
    name: str | Promise
    sentences: Sequence[str]


@dataclass(frozen=True, slots=True)
class StartCard:
    """The first target starting on another day: what that does, or why it cannot be.

    `other_words` say the other day that could be chosen, and are empty without one.
    """

    start: date
    sentence: str
    is_possible: bool
    changes: Sequence[ChangeRow]
    note: str
    other_start: date | None
    other_words: str


def day_words(day: date) -> str:
    """A day as it is told: Monday 30 November 2026."""
    return date_format(day, "l j F Y")


def validity_sentence(
    start: date, today: date, following: Target | domain.Target | None, *, is_first: bool = False
) -> str:
    """From when to when a target counts; before the first nothing is asked."""
    words = {"day": day_words(start)}
    if following is not None:
        words["next"] = day_words(following.starts_on)
        if start == today:
            return _("It counts from today until the target of %(next)s takes over.") % words
        return _("It counts from %(day)s until the target of %(next)s takes over.") % words
    if is_first:
        if start == today:
            return _("It counts from today; nothing is asked of earlier days.")
        return _("It counts from %(day)s; nothing is asked of earlier days.") % words
    if start == today:
        return _("It counts from today; earlier days keep their target.")
    if start > today:
        return _("It counts from %(day)s; until then nothing changes.") % words
    return _("It counts from %(day)s; earlier days keep their target.") % words


def moved_sentence(start: date) -> str:
    """That the first target was moved back."""
    return _("Your days count from %(day)s on.") % {"day": day_words(start)}


def start_card(earlier: EarlierStart) -> StartCard:
    """Put into words what it does to let the first target start on an earlier day."""
    preview, other = earlier.preview, earlier.other_start
    other_words = ""
    if other:
        day = {"day": date_format(other, "l j F")}
        other_words = (
            _("Start on %(day)s instead, your first day with an entry") % day
            if other < earlier.start
            else _("Start on %(day)s instead") % day
        )
    has_custom = preview is not None and any(key not in list(Habit) for key in preview.habits)
    return StartCard(
        start=earlier.start,
        sentence=_start_sentence(earlier),
        is_possible=preview is not None,
        changes=change_rows(preview) if preview else [],
        note=_("Habits of your own keep the day that they started on.") if has_custom else "",
        other_start=other,
        other_words=other_words,
    )


def _start_sentence(earlier: EarlierStart) -> str:
    words = {
        "day": day_words(earlier.start),
        "first": day_words(earlier.first_day) if earlier.first_day else "",
    }
    match earlier.refusal:
        case StartRefusal.NO_TARGET:
            return _("You have no target yet. Set one, and earlier days can count too.")
        case StartRefusal.COUNTS_ALREADY:
            return _("This day counts already: your first target starts on %(first)s.") % words
        case StartRefusal.TOO_LONG_AGO:
            return _("%(day)s is too long ago for a target to start on.") % words
        case StartRefusal.NOTHING_LOGGED:
            return _("Nothing that a target counts is logged on %(day)s. Fill it in first.") % words
    return _("Your first target then starts on %(day)s instead of %(first)s.") % words


def change_rows(preview: TargetPreview) -> list[ChangeRow]:
    """What becomes of the marks and streaks of each habit, a row for each that changes."""
    return [
        ChangeRow(
            tone=style.tone,
            icon=style.icon,
            name=style.name,
            sentences=list(_change_sentences(preview.changed[habit], is_weekly=style.is_weekly)),
        )
        for habit, style in HABIT_STYLES.items()
        if habit in preview.changed
    ]


def removal_sentence(target: Target, preview: TargetPreview) -> str:
    """What becomes of the days of a target that is removed."""
    last = preview.following.starts_on - timedelta(days=1) if preview.following else None
    words = {"first": day_words(target.starts_on), "last": day_words(last) if last else ""}
    if preview.before is not None:
        words["before"] = day_words(preview.before.starts_on)
        if last:
            return _("The days from %(first)s to %(last)s get the target of %(before)s.") % words
        return _("All days from %(first)s on get the target of %(before)s.") % words
    if last:
        return (
            _("The days from %(first)s to %(last)s are left without a target: nothing is asked of them.")
            % words
        )
    return _("No target is left: nothing is asked of any day until you set one.")


def _change_sentences(change: HabitChange, *, is_weekly: bool) -> Iterator[str]:
    before, after = change.before, change.after
    if before.current != after.current:
        yield CURRENT_STREAK[is_weekly] % {"count": after.current, "before": before.current}
    if before.best != after.best:
        yield BEST_STREAK[is_weekly] % {"count": after.best, "before": before.best}
    for mark, words in NEW_MARKS[is_weekly].items():
        if count := change.units.get(mark, 0):
            yield words % {"count": count}
