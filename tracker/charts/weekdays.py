"""On which weekdays each daily habit is kept: a row of seven bars for each habit."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from tracker.domain.habits import HabitKey
from tracker.domain.summary import NOTHING, Summary, Tally
from tracker.vocabulary.habit_styles import HabitStyle

from .rows import HIGH_ROW, Row, counts_axis, rows_figure, rows_height
from .traces import BAR_FILLS, bars, hover_points, plotted, value_labels, zero_markers


def heights(count: int) -> tuple[int, int]:
    """The height of a chart of so many habits, on a phone and on anything wider."""
    return rows_height(count, HIGH_ROW)


def by_weekday(total: Summary, habits: Mapping[HabitKey, HabitStyle], week_start: int) -> dict[str, Any]:
    """Draw percent of each of these habits kept on each weekday, from the first day of the week on."""
    weekdays = [(week_start + place) % 7 for place in range(7)]
    names = [str(WEEKDAYS_ABBR[weekday]) for weekday in weekdays]
    scale = counts_axis(100, " %")
    rows = []
    for habit, style in habits.items():
        tallies = [total.weekdays.get((habit, weekday), NOTHING) for weekday in weekdays]
        if any(tally.due for tally in tallies):
            rows.append(Row(style.label, scale, _traces(style, tallies)))
    return rows_figure(
        rows,
        {
            "type": "linear",
            "range": [-0.5, 6.5],
            "tickvals": list(range(7)),
            "ticktext": names,
            # For the labels of bars whose tick has no room for its own.
            "labelalias": {str(place): name for place, name in enumerate(names)},
        },
        HIGH_ROW,
    )


def _traces(style: HabitStyle, tallies: list[Tally]) -> list[dict[str, Any]]:
    due = [(place, tally) for place, tally in enumerate(tallies) if tally.due]
    kept = [(place, tally) for place, tally in due if tally.kept]
    none = [place for place, tally in due if not tally.kept]
    traces = []
    if kept:
        x, y = [place for place, _tally in kept], [plotted(_percent(tally)) for _place, tally in kept]
        whole = [_percent(tally).quantize(Decimal(1), ROUND_HALF_UP) for _place, tally in kept]
        traces += [
            bars(x, y, colour=style.colour, width=BAR_FILLS),
            value_labels(x, y, [f"{percent}" for percent in whole]),
        ]
    if none:
        traces.append(zero_markers(none, colour=style.colour, is_small=False))
    words = [
        _("%(habit)s kept on %(kept)d of %(due)d")
        % {"habit": style.label, "kept": tally.kept, "due": tally.due}
        for _place, tally in due
    ]
    tops = [plotted(_percent(tally)) for _place, tally in due]
    return [*traces, hover_points([place for place, _tally in due], tops, words)]


def _percent(tally: Tally) -> Decimal:
    return Decimal(100 * tally.kept) / tally.due
