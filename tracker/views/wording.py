"""Short names of entries, as toasts and labels say them."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.habits import Habit
from tracker.domain.magnesium import MagnesiumForm
from tracker.models.choices import MAGNESIUM_FORM_CHOICES
from tracker.templatetags.twelve import counted

_NAMES = dict(MAGNESIUM_FORM_CHOICES)


def mg_words(mass_mg: Decimal) -> str:
    """A mass without idle zeros, as 400 or 399.9."""
    return number_format(mass_mg, decimal_pos=0 if mass_mg == mass_mg.to_integral_value() else 1)


def form_words(magnesium_form: str) -> str:
    """A form's name without what stands in brackets, in lower case where the language does so."""
    name = str(_NAMES[magnesium_form]).split(" (")[0]
    return name[:1].lower() + name[1:] if magnesium_form != MagnesiumForm.L_THREONATE else name


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


def entry_row(entry):
    """An entry as its row shows it: kind in the path, symbol or icon, title and detail."""
    kind = entry._meta.model_name
    if kind == "dose":
        detail = ""
        if entry.units:
            units = mg_words(entry.units)
            detail = ngettext("%(units)s unit", "%(units)s units", counted(entry.units)) % {"units": units}
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
        detail = f"{entry.sets} × {entry.work_seconds} s, {entry.get_activity_display().lower()}"
        row = {
            "kind": "sprints",
            "tone": "sprint",
            "icon": "bolt",
            "title": _("Sprint session"),
            "detail": detail,
        }
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


def streaks(page):
    """The four habits' streaks, with the words beside each; the magnesium first."""
    target = page.target
    per_day = target.walks_per_day if target else 0
    per_week = target.sprints_per_week if target else 0
    labels = {
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
    return [
        {
            "tone": tone,
            "icon": icon,
            "label": label,
            "unit": _streak_unit(habit, page.records[habit].current),
            "current": page.records[habit].current,
            "best": page.records[habit].best,
            "percent": 100 * page.records[habit].current // (page.records[habit].best or 1),
        }
        for habit, (tone, icon, label) in labels.items()
    ]


def _streak_unit(habit: Habit, count: int) -> str:
    if habit is Habit.SPRINTS:
        return ngettext("week", "weeks", count)
    return ngettext("night", "nights", count) if habit is Habit.BEDTIME else ngettext("day", "days", count)
