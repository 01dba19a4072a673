"""A week as a table of habits and days: cells with a text or an icon, and words for those who hear it."""

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from tracker.domain.custom_habits import HabitKind
from tracker.domain.days import days_between
from tracker.domain.habits import Habit
from tracker.domain.journal import Meal
from tracker.domain.review import MEALS
from tracker.domain.targets import Verdict
from tracker.vocabulary.formats import mg
from tracker.vocabulary.names import WALK_TITLES


def heads(week):
    """All seven days; those to come open no page yet."""
    days = days_between(week.first_day, week.last_day)
    return [
        {"day": day, "short": WEEKDAYS_ABBR[day.weekday()], "is_ahead": place >= len(week.days)}
        for place, day in enumerate(days)
    ]


def matrix(week):
    """Rows of cells: text or icon, and words for those who do not see them; empty for paused days."""
    rows: list[dict] = [{"name": _("Magnesium, mg"), "cells": [_mg_cell(day) for day in week.days]}]
    if any(day.walked or day.units[Habit.WALKS].due for day in week.days):
        rows += [
            {
                "name": WALK_TITLES[meal],
                "habit": "walk",
                "cells": [_tick(meal in day.walked, "check", day) for day in week.days],
            }
            for meal in MEALS
        ]
        if any(Meal.OTHER in day.walked for day in week.days):
            cells = [_count(list(day.walked).count(Meal.OTHER), day) for day in week.days]
            rows.append({"name": WALK_TITLES[Meal.OTHER], "habit": "walk", "cells": cells})
    if week.weekly[Habit.SPRINTS].due or any(day.sprints for day in week.days):
        cells = [_tick(bool(day.sprints), "bolt", day) for day in week.days]
        rows.append({"name": _("Sprint"), "habit": "sprint", "cells": cells})
    if any(day.night or day.units[Habit.BEDTIME].due for day in week.days):
        cells = [_tick(bool(day.night and day.night.taken), "moon", day) for day in week.days]
        rows.append({"name": _("Bedtime dose"), "habit": "bed", "cells": cells})
    if any(day.night and day.night.quality for day in week.days):
        qualities = [day.night.quality if day.night else None for day in week.days]
        cells = [
            {"icon": f"moon-{quality}", "text": str(quality)}
            if quality
            else {"text": "·", "words": _("not rated")}
            for quality in qualities
        ]
        rows.append({"name": _("Sleep, 1 to 5"), "is_sleep": True, "cells": cells})
    rows += [
        {
            "name": custom.name,
            "habit": "own",
            "cells": [_custom_cell(custom, day, week.weekly.get(custom.key)) for day in week.days],
        }
        for custom in week.custom
        if custom.key in week.summary.habits or any(custom.key in day.custom for day in week.days)
    ]
    ahead = [{"is_ahead": True, "words": _("To come")}] * (7 - len(week.days))
    return [row | {"cells": row["cells"] + ahead} for row in rows]


def _mg_cell(day):
    if day.total_mg is None:
        nothing = _("paused") if day.is_paused else _("nothing logged")
        return {"text": "–" if day.is_paused else "·", "words": nothing, "is_paused": day.is_paused}
    said = {
        Verdict.BELOW: _("so far") if day.is_open else _("below"),
        Verdict.WITHIN: _("in range"),
        Verdict.ABOVE: _("above"),
    }
    return {
        "text": mg(round(day.total_mg)),
        "mg": day.verdict,
        "words": _("paused") if day.is_paused else said.get(day.verdict, ""),
        "is_paused": day.is_paused,
    }


def _tick(is_done, icon, day):
    if is_done:
        return {"icon": icon, "is_on": True, "words": _("Yes")}
    if day.is_paused:
        return {"text": "–", "words": _("paused"), "is_paused": True}
    return {"text": "·", "words": _("Not yet") if day.is_open else _("No")}


def _custom_cell(custom, day, weekly):
    amount = day.custom.get(custom.key)
    unit = day.units.get(custom.key)
    if amount is None:
        if not weekly and unit and unit.due is None and not day.is_paused:
            return {"text": "", "words": _("nothing due")}
        return _tick(False, "", day)
    target = custom.on(day.day)
    kept = target.is_met(amount) if target else bool(amount)
    if custom.kind is HabitKind.CHECK:
        return _tick(kept, "check", day)
    return {"text": mg(amount), "is_on": kept, "words": custom.unit}


def _count(count, day):
    return {"text": str(count), "is_on": True, "words": ""} if count else _tick(False, "", day)
