"""Walks after meals, and how long after the meal they began."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.domain.journal import Meal
from tracker.domain.protocol import MAX_MINUTES_AFTER_MEAL
from tracker.domain.summary import Summary
from tracker.vocabulary.names import MEAL_NAMES

from .chart import edge_label, layout, rounded_up, y_axis
from .periods import PeriodAxis
from .traces import STACKED, zero_markers

# One tone, paler from meal to meal, so that they are told apart in grey too (pages/trends.css has the same).
OPACITY = {Meal.BREAKFAST: 1, Meal.LUNCH: 0.78, Meal.DINNER: 0.56, Meal.OTHER: 0.34}
MIN_TOP = 7
# Numbers above bars need this much beyond the highest bar.
NUMBER_ROOM = 1.1


def walks_by_period(
    periods: Sequence[Summary], tick_days: Sequence[date], today: Summary | None = None
) -> dict[str, Any]:
    """Stack the walks that counted by meal, under what was asked for; an open ring for none of it.

    Periods that asked for no walk have no bar, paused ones are hatched, those that are cut pale, and `today`
    stands faint upon its own.
    """
    axis = PeriodAxis(periods, today)
    asked = [period for period in periods if period.walks.counted.due or period.walks.counted.kept]
    most = max([MIN_TOP, *(max(period.walks.counted.kept, period.walks.counted.due) for period in asked)])
    walked_today = today.walks.counted.kept if today else 0
    data = []
    for meal in Meal:
        walked = [(period, count) for period in asked if (count := period.walks.by_meal.get(meal))]
        if walked:
            data.append(
                axis.bars(
                    walked,
                    colour="var(--walk)",
                    share=OPACITY[meal],
                    marker=STACKED,
                    name=str(MEAL_NAMES[meal]),
                    hoverinfo="all",
                    hovertemplate="%{y}",
                )
            )
    none = [axis.x(period) for period in asked if not period.walks.counted.kept]
    if none:
        data.append(zero_markers(none, colour="var(--walk)", is_small=axis.is_crowded))
    data += axis.today_bar(walked_today, _walked(walked_today), colour="var(--walk)")
    if asked:
        data += axis.hover_points([(period, period.walks.counted.kept, _asked(period)) for period in asked])
    data += axis.paused_bars(most, lambda period: not period.walks.counted.kept)
    goals = [due for period in asked if (due := period.walks.counted.due) and not axis.is_part(period)]
    return {
        "data": data,
        "layout": layout(
            axis.layout(tick_days),
            yaxis=y_axis(most * NUMBER_ROOM, dtick=rounded_up(most / 4)),
            shapes=axis.steps(lambda period: period.walks.counted.due),
            annotations=[edge_label(f"{goal}", goal, colour="var(--ink-2)") for goal in goals[-1:]],
        ),
    }


def minutes_after_meal(periods: Sequence[Summary], tick_days: Sequence[date]) -> dict[str, Any] | None:
    """Draw the mean minutes from meal to walk, with a hairline at the latest that counts; None for none."""
    means = [
        period.walks.minutes_after_meal.mean
        for period in periods
        if period.walks.minutes_after_meal.mean is not None
    ]
    if not means:
        return None
    axis = PeriodAxis(periods)
    latest = MAX_MINUTES_AFTER_MEAL
    top = 30 * -(-max(latest, *map(int, means)) // 30)
    line = axis.line(
        lambda period: period.walks.minutes_after_meal.mean, _minutes_after_meal, colour="var(--walk)"
    )
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


def _asked(period: Summary) -> str:
    walks = period.walks.counted
    if not walks.due:
        return _walked(walks.kept)
    return _("%(kept)d of %(due)d asked for") % {"kept": walks.kept, "due": walks.due}


def _walked(count: int) -> str:
    return ngettext("%(count)d walk", "%(count)d walks", count) % {"count": count}


def _minutes_after_meal(period: Summary) -> str:
    words = ngettext(
        "%(minutes)d min after the meal, %(count)d walk",
        "%(minutes)d min after the meal, %(count)d walks",
        period.walks.minutes_after_meal.count,
    )
    return words % {
        "minutes": round(period.walks.minutes_after_meal.mean or 0),
        "count": period.walks.minutes_after_meal.count,
    }
