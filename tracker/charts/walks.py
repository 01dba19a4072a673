"""Walks after meals, and how long after the meal they began."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.domain.protocol import LATEST_MINUTES_AFTER_MEAL, Meal
from tracker.domain.summary import Summary

from .chart import STACKED, edge_label, layout, rings, rounded_up, y_axis
from .periods import PeriodAxis

# One tone from dark to light, in the order of the stack, so that meals are told apart in grey too.
SHADES = {
    Meal.BREAKFAST: "var(--walk-1)",
    Meal.LUNCH: "var(--walk-2)",
    Meal.DINNER: "var(--walk-3)",
    Meal.OTHER: "var(--walk-4)",
}
MEALS = {
    Meal.BREAKFAST: gettext_lazy("Breakfast"),
    Meal.LUNCH: gettext_lazy("Lunch"),
    Meal.DINNER: gettext_lazy("Dinner"),
    Meal.OTHER: gettext_lazy("Another time"),
}
LEAST_TOP = 7
# Numbers above bars need this much beyond the highest bar.
NUMBER_ROOM = 1.1


def walks_by_period(periods: Sequence[Summary], tick_days: Sequence[date]) -> dict[str, Any]:
    """Stack the walks that counted by meal, under what was asked for; an open ring for none of it.

    Periods that asked for no walk have no bar, paused ones are hatched, the open one is pale.
    """
    axis = PeriodAxis(periods)
    asked = [period for period in periods if period.walks.due or period.walks.kept]
    step = rounded_up(max([LEAST_TOP, *(max(period.walks.kept, period.walks.due) for period in asked)]) / 6)
    top = step * -(-max([LEAST_TOP, *(max(p.walks.kept, p.walks.due) for p in asked)]) // step)
    data = []
    for meal in Meal:
        walked = [(period, count) for period in asked if (count := period.walked.get(meal))]
        if walked:
            data.append(axis.bars(walked, colour=SHADES[meal], marker=STACKED) | _named(MEALS[meal]))
    none = [axis.x(period) for period in asked if not period.walks.kept]
    if none:
        data.append(rings(none, colour="var(--walk)", is_small=axis.is_crowded))
    if asked:
        data.append(axis.spoken([(period, period.walks.kept, _asked(period)) for period in asked]))
    data += axis.resting(top, lambda period: not period.walks.kept)
    closed = [period.walks.due for period in asked if period.walks.due and not period.is_open]
    return {
        "data": data,
        "layout": layout(
            axis.layout(tick_days),
            yaxis=y_axis(top * NUMBER_ROOM, dtick=step),
            shapes=axis.steps(lambda period: period.walks.due),
            annotations=[edge_label(f"{due}", due, colour="var(--ink-2)") for due in closed[-1:]],
        ),
    }


def minutes_after_meal(periods: Sequence[Summary], tick_days: Sequence[date]) -> dict[str, Any] | None:
    """Draw the mean minutes from meal to walk, with a hairline at the latest that counts; None for none."""
    means = [period.waited.mean for period in periods if period.waited.mean is not None]
    if not means:
        return None
    axis = PeriodAxis(periods)
    latest = LATEST_MINUTES_AFTER_MEAL
    top = 30 * -(-max(latest, *map(int, means)) // 30)
    line = axis.line(lambda period: period.waited.mean, _waited, colour="var(--walk)")
    return {
        "data": [line],
        "layout": layout(
            axis.layout(tick_days),
            yaxis=y_axis(top, dtick=30),
            shapes=[
                {
                    "type": "line",
                    "xref": "paper",
                    "x0": 0,
                    "x1": 1,
                    "y0": latest,
                    "y1": latest,
                    "line": {"color": "var(--ink-2)", "width": 1.25, "dash": "2px,4px"},
                }
            ],
            annotations=[edge_label(f"{latest}", latest, colour="var(--ink-2)")],
        ),
    }


def _named(name: Any) -> dict[str, Any]:
    return {"name": str(name), "hovertemplate": "%{y}", "hoverinfo": "all"}


def _asked(period: Summary) -> str:
    walks = period.walks
    if not walks.due:
        return ngettext("%(count)d walk", "%(count)d walks", walks.kept) % {"count": walks.kept}
    return _("%(kept)d of %(due)d asked for") % {"kept": walks.kept, "due": walks.due}


def _waited(period: Summary) -> str:
    words = ngettext(
        "%(minutes)d min after the meal, %(count)d walk",
        "%(minutes)d min after the meal, %(count)d walks",
        period.waited.count,
    )
    return words % {"minutes": round(period.waited.mean or 0), "count": period.waited.count}
