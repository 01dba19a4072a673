"""Short names of entries, as toasts and labels say them."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.custom_habits import custom_key
from tracker.domain.magnesium import MagnesiumForm
from tracker.vocabulary.formats import in_sentence, mg_words, plural_number
from tracker.vocabulary.names import MAGNESIUM_FORM_CHOICES

from .custom_habits import logged_words

_NAMES = dict(MAGNESIUM_FORM_CHOICES)


def form_words(magnesium_form: str) -> str:
    """A form's name without what stands in brackets, in lower case where the language does so."""
    name = str(_NAMES[magnesium_form]).split(" (")[0]
    return in_sentence(name) if magnesium_form != MagnesiumForm.L_THREONATE else name


def dose_words(dose) -> str:
    """A dose, as 200 mg glycinate."""
    return _("%(mg)s mg %(form)s") % {
        "mg": mg_words(dose.elemental_mg),
        "form": form_words(dose.magnesium_form),
    }


def walk_words(walk) -> str:
    """A walk, as Walk after lunch, 15 min."""
    name = {
        "breakfast": _("walk after breakfast"),
        "lunch": _("walk after lunch"),
        "dinner": _("walk after dinner"),
        "other": _("walk"),
    }[walk.meal]
    return ngettext("%(walk)s, %(count)d min", "%(walk)s, %(count)d min", walk.minutes) % {
        "walk": name,
        "count": walk.minutes,
    }


def sleep_words(log) -> str:
    """A rated night, as sleep, 4 of 5."""
    return _("sleep, %(quality)d of 5") % {"quality": log.sleep_quality}


def entry_row(entry, custom=()):
    """An entry as its row shows it: kind in the path, symbol or icon, title and detail.

    `custom` are the person's custom habits.
    """
    kind = entry._meta.model_name
    if kind == "dose":
        detail = ""
        if entry.units:
            units = mg_words(entry.units)
            detail = ngettext("%(units)s unit", "%(units)s units", plural_number(entry.units)) % {
                "units": units
            }
            if entry.supplement:
                detail = f"{entry.supplement.name}, {detail}"
        elif entry.compound_mg:
            detail = _("from %(mg)s mg of compound") % {"mg": mg_words(entry.compound_mg)}
        row = {"kind": "doses", "form": entry.facts, "title": dose_words(entry), "detail": detail}
    elif kind == "postmealwalk":
        after = entry.minutes_after_meal
        detail = _("%(minutes)d min after the meal") % {"minutes": after} if after is not None else ""
        words = walk_words(entry)
        row = {"kind": "walks", "tone": "walk", "icon": "walk", "title": capfirst(words), "detail": detail}
    elif kind == "sprintsession":
        detail = f"{entry.sets} × {entry.work_seconds} s, {in_sentence(entry.get_activity_display())}"
        row = {
            "kind": "sprints",
            "tone": "sprint",
            "icon": "bolt",
            "title": _("Sprint session"),
            "detail": detail,
        }
    elif kind == "customhabitentry":
        habit = next(habit for habit in custom if habit.key == custom_key(entry.habit_id))
        title = logged_words(habit.name, habit.kind, habit.unit, entry.amount)
        row = {"kind": "habits", "tone": "own", "icon": "check", "title": title, "detail": ""}
    else:
        row = {"kind": "bedtime", "tone": "bed", "icon": "moon", "detail": ""}
        if entry.taken:
            dose = entry.dose
            row["title"] = _("Bedtime: %(dose)s") % {"dose": dose_words(dose)} if dose else _("Bedtime")
        else:
            # Nothing happened at a time of its own: how the night was stands in its place.
            row |= {"title": capfirst(sleep_words(entry)), "is_untimed": True}
            row["detail"] = entry.get_sleep_quality_display()
    late = (entry.logged_at.astimezone(entry.local_moment.tzinfo).date() - entry.local_moment.date()).days
    if late > 1:
        added = ngettext("added %(days)d day later", "added %(days)d days later", late) % {"days": late}
        row["detail"] = ", ".join(filter(None, (row["detail"], added)))
    return row | {"entry": entry}
