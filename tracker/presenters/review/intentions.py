"""What somebody means to do in a week: in words, how it went, and what can be chosen for the next."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.review import Intention, IntentionKind
from tracker.domain.summary import Tally
from tracker.domain.weekdays import EVERY_WEEKDAY, mask_of
from tracker.queries.review import ReviewPage
from tracker.vocabulary.names import INTENTION_KIND_CHOICES

KIND_NAMES = dict(INTENTION_KIND_CHOICES)


@dataclass(frozen=True, slots=True)
class IntentionChoice:
    """An intention to choose: what a form sends for it, and what it says."""

    value: str
    words: str


def intention_words(intention: Intention) -> str:
    """An intention in words."""
    if intention.kind is IntentionKind.OWN:
        return intention.words
    if intention.kind is IntentionKind.IN_RANGE:
        return _("Stay in your range every day")
    if intention.kind is IntentionKind.SPRINTS:
        return _("Do every sprint session")
    if intention.kind is IntentionKind.BEDTIME:
        return _("Take the bedtime dose every night")
    walk = KIND_NAMES[intention.kind.value]
    if intention.weekdays == EVERY_WEEKDAY:
        return _("%(walk)s every day") % {"walk": walk}
    return _("%(walk)s on %(days)s") % {"walk": walk, "days": weekday_names(intention.weekdays)}


def kept_words(tally: Tally) -> str:
    """How often an intention was kept."""
    return ngettext("Kept %(kept)d of %(due)d time.", "Kept %(kept)d of %(due)d times.", tally.due) % {
        "kept": tally.kept,
        "due": tally.due,
    }


def weekday_names(weekdays: Iterable[int]) -> str:
    """Weekdays (0 is Monday) in the order of the calendar, as Monday, Tuesday and Friday."""
    return get_text_list([str(WEEKDAYS[weekday]) for weekday in sorted(weekdays)], _("and"))


def intended_words(page: ReviewPage) -> str:
    """What was meant to be done in the week; nothing without an intention."""
    return intention_words(page.intended) if page.intended else ""


def outcome_words(page: ReviewPage) -> str:
    """How often that was kept; nothing for own words, and before the first day that counts."""
    return kept_words(page.outcome) if page.outcome and page.outcome.due else ""


def intention_choices(page: ReviewPage) -> list[IntentionChoice]:
    """What can be chosen for next week: what the week suggests, and what was chosen before."""
    offered = list(page.week.suggestions) or [Intention(IntentionKind.IN_RANGE)]
    stored = _stored(page)
    if stored and stored.kind is not IntentionKind.OWN and stored not in offered:
        offered.insert(0, stored)
    return [IntentionChoice(_sent_value(each), intention_words(each)) for each in offered]


def stored_choice(page: ReviewPage) -> str:
    """What a form sends for the intention that was chosen before; nothing when there was none."""
    stored = _stored(page)
    if not stored:
        return ""
    return IntentionKind.OWN.value if stored.kind is IntentionKind.OWN else _sent_value(stored)


def _stored(page: ReviewPage) -> Intention | None:
    return page.written.as_intention() if page.written else None


def _sent_value(intention: Intention) -> str:
    return f"{intention.kind.value}-{mask_of(intention.weekdays)}"
