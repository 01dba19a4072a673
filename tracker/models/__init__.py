"""What is stored, and what never may be."""

from .bedtime import BedtimeLog
from .custom_habit import CustomHabit, CustomHabitEntry, CustomHabitTarget
from .dose import Dose
from .entry import Entry, EntryQuerySet
from .history import HabitHistory, WeekSummary
from .medicine import Medicine
from .pause import Pause
from .review import Review, ReviewMail
from .sprint import SprintSession
from .supplement import Supplement
from .target import Target
from .user import User
from .walk import PostMealWalk

# Every kind of entry, by what addresses call it, in the order of a day.
ENTRY_MODELS: dict[str, type[Entry]] = {
    model.kind: model for model in (Dose, PostMealWalk, SprintSession, BedtimeLog, CustomHabitEntry)
}

__all__ = [
    "ENTRY_MODELS",
    "BedtimeLog",
    "CustomHabit",
    "CustomHabitEntry",
    "CustomHabitTarget",
    "Dose",
    "Entry",
    "EntryQuerySet",
    "HabitHistory",
    "Medicine",
    "Pause",
    "PostMealWalk",
    "Review",
    "ReviewMail",
    "SprintSession",
    "Supplement",
    "Target",
    "User",
    "WeekSummary",
]
