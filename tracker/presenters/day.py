"""What the day page says beside its entries: streaks, and whose ceiling it is."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.habits import Habit
from tracker.vocabulary.formats import mg_words
from tracker.vocabulary.habit_styles import habit_styles


def limit_words(person):
    """Whose advice the ceiling is, with the figure."""
    figures = {"mg": mg_words(person.supplement_limit_mg)}
    return {
        "us": _("The US National Academies set %(mg)s mg a day as the upper level for supplements."),
        "eu": _("The EU’s food safety authority advises at most %(mg)s mg a day from supplements."),
        "uk": _(
            "The UK’s expert group on vitamins and minerals advises at most %(mg)s mg a day from supplements."
        ),
        "jp": _("Japan’s dietary reference intakes set %(mg)s mg a day as the upper level for supplements."),
        "own": _("Your own ceiling is %(mg)s mg a day from supplements."),
    }[person.limit_region] % figures


def streaks(page):
    """Each habit's streak, with the words beside it; the magnesium first."""
    target = page.target
    per_day = target.walks_per_day if target else 0
    per_week = target.sprints_per_week if target else 0
    labels: dict = {
        Habit.MAGNESIUM: ("mg", "leaf", _("Magnesium in range")),
        Habit.WALKS: (
            "walk",
            "walk",
            ngettext("%(count)d walk a day", "%(count)d walks a day", per_day) % {"count": per_day},
        ),
        Habit.BEDTIME: ("bed", "moon", _("Bedtime dose")),
        Habit.SPRINTS: (
            "sprint",
            "bolt",
            ngettext("%(count)d sprint session a week", "%(count)d sprint sessions a week", per_week)
            % {"count": per_week},
        ),
    }
    # Those that are asked for now; the others' days are in Trends.
    custom = {slot.habit.key for slot in page.custom_slots}
    shown = habit_styles(page.custom)
    labels |= {key: (look.tone, look.icon, look.name) for key, look in shown.items() if key in custom}
    if not page.asks_for_magnesium:
        # Nobody is to be drawn into a dose that only a clinic may set.
        del labels[Habit.MAGNESIUM], labels[Habit.BEDTIME]
    return [
        {
            "tone": tone,
            "icon": icon,
            "label": label,
            "unit": _streak_unit(habit, shown[habit], page.records[habit].current),
            "current": page.records[habit].current,
            "best": page.records[habit].best,
            "percent": 100 * page.records[habit].current // (page.records[habit].best or 1),
        }
        for habit, (tone, icon, label) in labels.items()
    ]


def _streak_unit(habit, look, count) -> str:
    if look.is_weekly:
        return ngettext("week", "weeks", count)
    return ngettext("night", "nights", count) if habit == Habit.BEDTIME else ngettext("day", "days", count)
