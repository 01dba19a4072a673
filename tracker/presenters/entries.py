"""Short names of entries, as toasts and labels say them."""

from decimal import Decimal

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.custom_habits import HabitKind, Schedule, custom_key
from tracker.domain.habits import Habit, Mark
from tracker.domain.magnesium import MagnesiumForm
from tracker.templatetags.twelve import in_sentence, plural_number
from tracker.vocabulary.habit_styles import habit_styles
from tracker.vocabulary.names import MAGNESIUM_FORM_CHOICES

_NAMES = dict(MAGNESIUM_FORM_CHOICES)


def mg_words(mass_mg: Decimal) -> str:
    """A mass without idle zeros, as 400 or 399.9."""
    return number_format(mass_mg, decimal_pos=0 if mass_mg == mass_mg.to_integral_value() else 1)


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


def custom_words(entry) -> str:
    """An entry of a custom habit, as Reading or Water, 3 glasses."""
    return _custom_words(entry.habit.name, entry.habit.kind, entry.habit.unit, entry.amount)


def _custom_words(name, kind, unit, amount):
    if kind == HabitKind.CHECK:
        return name
    if unit:
        return _("%(habit)s, %(amount)s %(unit)s") % {"habit": name, "amount": mg_words(amount), "unit": unit}
    return _("%(habit)s, %(amount)s") % {"habit": name, "amount": mg_words(amount)}


def asked_words(habit, target) -> str:
    """What a custom habit asks for, as every day, at least 8 glasses."""
    return ", ".join(filter(None, (_often_words(target), _amount_words(habit, target))))


def _often_words(target):
    if target.schedule == Schedule.OFF:
        return _("not asked for")
    if target.schedule == Schedule.WEEKLY:
        count = target.times_a_week
        return ngettext("%(count)d day a week", "%(count)d days a week", count) % {"count": count}
    if target.schedule == Schedule.WEEKDAYS:
        return ", ".join(str(WEEKDAYS_ABBR[day]) for day in range(7) if target.weekdays & 1 << day)
    return _("every day")


def _amount_words(habit, target):
    if habit.kind == HabitKind.CHECK or target.schedule == Schedule.OFF:
        return ""
    figures = {"unit": habit.unit}
    if target.at_least is not None:
        figures["least"] = mg_words(target.at_least)
    if target.at_most is not None:
        figures["most"] = mg_words(target.at_most)
    if len(figures) == 3:
        words = _("%(least)s to %(most)s %(unit)s")
    elif target.at_least is not None:
        words = _("at least %(least)s %(unit)s")
    else:
        words = _("at most %(most)s %(unit)s")
    return (words % figures).strip()


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
        title = _custom_words(habit.name, habit.kind, habit.unit, entry.amount)
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


def custom_row(slot):
    """A custom habit on the day page: whether it is kept, and what is asked and done."""
    habit, unit = slot.habit, slot.unit
    is_check = habit.kind is HabitKind.CHECK
    row = {
        "number": slot.number,
        "name": habit.name,
        "unit": habit.unit,
        "is_check": is_check,
        "is_kept": unit.mark is Mark.KEPT,
        "is_done": bool(slot.entries),
        "entry": slot.entries[-1] if slot.entries else None,
        "amount": None if slot.amount is None else mg_words(slot.amount),
    }
    if habit.is_weekly and unit.due:
        due = int(unit.due.at_least)
        row["state"] = ngettext(
            "%(done)d of %(due)d day this week", "%(done)d of %(due)d days this week", due
        ) % {"done": unit.done, "due": due}
    elif unit.due is None:
        row["state"] = _("not due")
    elif is_check:
        row["state"] = _("done") if slot.entries else _("to do")
    else:
        row["state"] = _due_words(unit.due, habit.unit)
    return row


def _due_words(due, unit):
    figures = {"least": mg_words(due.at_least), "unit": unit}
    if due.at_most is None:
        return (_("of at least %(least)s %(unit)s") % figures).strip()
    figures["most"] = mg_words(due.at_most)
    if not due.at_least:
        return (_("of at most %(most)s %(unit)s") % figures).strip()
    return (_("of %(least)s to %(most)s %(unit)s") % figures).strip()
