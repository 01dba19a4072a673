"""What is stored, and what never may be."""

from .bedtime import BedtimeLog
from .custom_habit import OwnHabit, OwnHabitEntry, OwnHabitTarget
from .dose import Dose
from .entry import Entry, EntryQuerySet
from .medicine import Medicine
from .pause import Pause
from .review import Review, ReviewMail
from .sprint import SprintSession
from .supplement import Supplement
from .target import Target
from .user import User
from .walk import PostMealWalk

__all__ = [
    "BedtimeLog",
    "Dose",
    "Entry",
    "EntryQuerySet",
    "Medicine",
    "OwnHabit",
    "OwnHabitEntry",
    "OwnHabitTarget",
    "Pause",
    "PostMealWalk",
    "Review",
    "ReviewMail",
    "SprintSession",
    "Supplement",
    "Target",
    "User",
]
