"""What a change of targets does, in words."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.habits import Mark
from tracker.vocabulary.habit_styles import HABIT_STYLES


def day_words(day):
    """A day as it is told: Monday 30 November 2026."""
    return date_format(day, "l j F Y")


def span_words(start, today, following):
    """From when to when a target counts."""
    words = {"day": day_words(start)}
    if following is not None:
        words["next"] = day_words(following.starts_on)
        if start == today:
            return _("It counts from today until the target of %(next)s takes over.") % words
        return _("It counts from %(day)s until the target of %(next)s takes over.") % words
    if start == today:
        return _("It counts from today; earlier days keep their target.")
    if start > today:
        return _("It counts from %(day)s; until then nothing changes.") % words
    return _("It counts from %(day)s; earlier days keep their target.") % words


def change_rows(preview):
    """What becomes of the marks and streaks of each habit, a row for each that changes."""
    return [
        {
            "tone": look.tone,
            "icon": look.icon,
            "name": look.name,
            "sentences": _sentences(preview.changed[habit], is_weekly=look.is_weekly),
        }
        for habit, look in HABIT_STYLES.items()
        if habit in preview.changed
    ]


def removal_words(target, preview, today):
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


def _sentences(change, *, is_weekly):
    before, after = change.before, change.after
    sentences = []
    if before.current != after.current:
        figures = {"count": after.current, "before": before.current}
        if is_weekly:
            words = ngettext(
                "Your current streak becomes %(count)d week instead of %(before)d.",
                "Your current streak becomes %(count)d weeks instead of %(before)d.",
                after.current,
            )
        else:
            words = ngettext(
                "Your current streak becomes %(count)d day instead of %(before)d.",
                "Your current streak becomes %(count)d days instead of %(before)d.",
                after.current,
            )
        sentences.append(words % figures)
    if before.best != after.best:
        figures = {"count": after.best, "before": before.best}
        if is_weekly:
            words = ngettext(
                "Your best streak becomes %(count)d week instead of %(before)d.",
                "Your best streak becomes %(count)d weeks instead of %(before)d.",
                after.best,
            )
        else:
            words = ngettext(
                "Your best streak becomes %(count)d day instead of %(before)d.",
                "Your best streak becomes %(count)d days instead of %(before)d.",
                after.best,
            )
        sentences.append(words % figures)
    counts = [(mark, count) for mark in Mark if (count := change.units.get(mark, 0))]
    marks = [_mark_words(mark, count, is_weekly=is_weekly) % {"count": count} for mark, count in counts]
    return [*sentences, *marks]


def _mark_words(mark, count, *, is_weekly):
    if is_weekly:
        return {
            Mark.KEPT: ngettext("%(count)d week becomes kept.", "%(count)d weeks become kept.", count),
            Mark.MISSED: ngettext("%(count)d week becomes missed.", "%(count)d weeks become missed.", count),
            Mark.SKIPPED: ngettext("%(count)d week is paused.", "%(count)d weeks are paused.", count),
            Mark.PENDING: _("This week is open again."),
            Mark.NOT_DUE: ngettext(
                "%(count)d week asks for nothing.", "%(count)d weeks ask for nothing.", count
            ),
        }[mark]
    return {
        Mark.KEPT: ngettext("%(count)d day becomes kept.", "%(count)d days become kept.", count),
        Mark.MISSED: ngettext("%(count)d day becomes missed.", "%(count)d days become missed.", count),
        Mark.SKIPPED: ngettext("%(count)d day is paused.", "%(count)d days are paused.", count),
        Mark.PENDING: _("Today is open again."),
        Mark.NOT_DUE: ngettext("%(count)d day asks for nothing.", "%(count)d days ask for nothing.", count),
    }[mark]
