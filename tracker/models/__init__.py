"""What is stored, and what never may be."""

from .bedtime import BedtimeLog
from .custom_habit import CustomHabit, CustomHabitEntry, CustomHabitTarget
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
    "CustomHabit",
    "CustomHabitEntry",
    "CustomHabitTarget",
    "Dose",
    "Entry",
    "EntryQuerySet",
    "Medicine",
    "Pause",
    "PostMealWalk",
    "Review",
    "ReviewMail",
    "SprintSession",
    "Supplement",
    "Target",
    "User",
]
