"""Why a change was not taken back."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from tracker.domain.undo import Hindrance, Obstacle
from tracker.vocabulary.clocks import clock_words


def hindrance_sentence(hindrance: Hindrance, now: datetime, zone: ZoneInfo) -> str:
    """What stands in the way of undo, with its time on the person's clock: nothing was changed."""
    at = _moment_words(hindrance.at, now, zone) if hindrance.at else ""
    match hindrance.obstacle:
        case Obstacle.CHANGED if at:
            return _("You changed this again %(at)s. It stays as it is.") % {"at": at}
        case Obstacle.CHANGED:
            return _("This was changed since then. It stays as it is.")
        case Obstacle.DELETED:
            return _("This was deleted since then. Nothing is left to undo.")
        case Obstacle.LOGGED_AGAIN if at:
            return _("You logged this again %(at)s. It stays as it is.") % {"at": at}
        case Obstacle.LOGGED_AGAIN:
            return _("This is logged again already. It stays as it is.")
        case Obstacle.COUNTED_AT_BEDTIME:
            return _("Bedtime counts this dose by now. It stays as it is.")
        case Obstacle.REFERENCE_LOST:
            return _("What this belonged to is not there any more. Log it again instead.")


def _moment_words(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """When today or yesterday; no page can undo for longer than a day."""
    local = at.astimezone(zone)
    days = (now.astimezone(zone).date() - local.date()).days
    words = _("yesterday at %(time)s") if days == 1 else _("at %(time)s")
    return words % {"time": clock_words(local.time())}
