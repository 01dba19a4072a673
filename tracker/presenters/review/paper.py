"""What one sheet of paper has room for."""

from tracker.domain.review import WeekReview

# Beyond so many custom habits, paper needs the smallest print.
MAX_HABITS_IN_FULL_PRINT = 4
# Letters and line breaks that fit beside the intention; more get the whole width, and smaller print.
MAX_BESIDE = 300, 5


def custom_count(week: WeekReview) -> str:
    """How many custom habits there are: "few", or "many" for small print, nothing for none."""
    if not week.custom:
        return ""
    return "many" if len(week.custom) > MAX_HABITS_IN_FULL_PRINT else "few"


def is_long(reflection: str) -> bool:
    """Whether a reflection is too long to stand beside the intention."""
    letters, line_breaks = MAX_BESIDE
    return len(reflection) > letters or reflection.count("\n") > line_breaks
