"""What somebody means to do in a week: in words, how it went, and what can be chosen for the next."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.review import EVERY_WEEKDAY, Intention, IntentionKind
from tracker.vocabulary.names import INTENTION_KIND_CHOICES

from .sentences import weekday_names


def intention_words(intention):
    """An intention in words."""
    if intention.kind is IntentionKind.OWN:
        return intention.words
    if intention.kind is IntentionKind.IN_RANGE:
        return _("Stay in your range every day")
    if intention.kind is IntentionKind.SPRINTS:
        return _("Do every sprint session")
    if intention.kind is IntentionKind.BEDTIME:
        return _("Take the bedtime dose every night")
    walk = dict(INTENTION_KIND_CHOICES)[intention.kind.value]
    if intention.weekdays == EVERY_WEEKDAY:
        return _("%(walk)s every day") % {"walk": walk}
    return _("%(walk)s on %(days)s") % {"walk": walk, "days": weekday_names(intention.weekdays)}


def kept_words(tally):
    """How often an intention was kept."""
    return ngettext("Kept %(kept)d of %(due)d time.", "Kept %(kept)d of %(due)d times.", tally.due) % {
        "kept": tally.kept,
        "due": tally.due,
    }


def intention_choices(page):
    """What can be chosen for next week: what the week suggests, and what was chosen before."""
    offered = list(page.week.suggestions) or [Intention(IntentionKind.IN_RANGE)]
    stored = page.written.as_intention() if page.written else None
    if stored and stored.kind is not IntentionKind.OWN and stored not in offered:
        offered.insert(0, stored)
    return [{"value": sent_value(each), "words": intention_words(each)} for each in offered]


def sent_value(intention):
    return f"{intention.kind.value}-{sum(1 << day for day in intention.weekdays)}"
