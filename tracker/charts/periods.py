"""Bars of a week, or of several each: where they stand on their axis, and what all such charts share."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from tracker.domain.summary import Summary

from .chart import edges, moment, ticks
from .traces import (
    FAINT,
    PALE,
    bar_width,
    bars,
    hover_points,
    paused_bars,
    plotted,
    value_labels,
    zero_markers,
)

# From the first bar to the last there is room for so many weeks, whether they have come or not.
MIN_WEEKS = timedelta(weeks=3)
# What a trace of today is called, for legends.
TODAY_TRACE = "today"
# Beyond so many bars there is no room for a number above each.
MAX_NUMBERS = 20
# Beyond so many bars they are too thin for rings and points of full size, beyond these for any outline.
MAX_ROOMY_BARS, MAX_BARS_WITH_DOTS = 26, 60


class PeriodAxis:
    """The x axis of periods, one at least: a bar stands on the first day of its week or weeks.

    `today`, where it is drawn, begins with the bar that it will belong to once it is over.
    """

    def __init__(self, periods: Sequence[Summary], today: Summary | None = None) -> None:
        self.periods = periods
        self.today = today
        # All bars are as wide as the longest period: one that the window cuts is pale, not thin.
        drawn = [*periods, *([today] if today else [])]
        self.weeks = -(-max(period.days for period in drawn) // 7)
        first_days = list(dict.fromkeys(period.first_day for period in drawn))
        self._places = dict(zip(first_days, first_days, strict=True))
        if len(first_days) > 1:
            # The window can cut the first period short; its bar keeps its distance to the next one.
            self._places[first_days[0]] = first_days[1] - timedelta(weeks=self.weeks)

    @property
    def days(self) -> int:
        """How many days a bar stands for."""
        return 7 * self.weeks

    @cached_property
    def shift(self) -> timedelta:
        """From a day's own place to its place behind the bars, which stand on first days."""
        return -timedelta(days=self.days - 1) / 2

    @property
    def is_crowded(self) -> bool:
        """Whether bars are too thin for rings and points of full size."""
        return len(self.periods) > MAX_ROOMY_BARS

    def x(self, period: Summary) -> str:
        """Where a period's bar stands."""
        return self._places[period.first_day].isoformat()

    def layout(self, tick_days: Iterable[date]) -> dict[str, Any]:
        """The axis as layouts have it."""
        places = list(self._places.values())
        # A young log leaves room for what is to come, instead of one bar as wide as the page.
        last = max(places[-1], places[0] + MIN_WEEKS)
        return {
            "range": edges(places[0], last, timedelta(days=self.days) / 2),
            "unifiedhovertitle": {"text": self._title()},
            **ticks({day: self._places.get(day, day).isoformat() for day in tick_days}),
        }

    def _title(self) -> str:
        """What the label of a bar is headed, in the notation of plotly.js."""
        day = "%{x|%-d %b %Y}"
        if self.weeks == 1:
            return _("Week of %(date)s") % {"date": day}
        return _("%(weeks)d weeks from %(date)s") % {"weeks": self.weeks, "date": day}

    def bars(
        self,
        values: Sequence[tuple[Summary, float]],
        *,
        colour: str,
        share: float = 1,
        of_weeks: bool = False,
        **more: Any,
    ) -> dict[str, Any]:
        """A bar for each of these periods; those that are cut or still open are pale.

        What is kept `of_weeks` counts with all of its week, so no bar of it is cut.
        """
        return bars(
            [self.x(period) for period, _value in values],
            [value for _period, value in values],
            colour=colour,
            width=bar_width(self.days),
            opacity=[
                round(share * PALE, 2) if self.is_part(period) and not of_weeks else share
                for period, _value in values
            ],
            **more,
        )

    def is_part(self, period: Summary) -> bool:
        """Whether a bar holds fewer days than it has room for."""
        return period.is_open or period.days < self.days

    def today_bar(self, value: float, words: str, *, colour: str) -> list[dict[str, Any]]:
        """What today holds, faint upon its bar, and what it says when pointed at."""
        if not self.today or not value:
            return []
        x = [self.x(self.today)]
        return [
            bars(x, [value], colour=colour, width=bar_width(self.days), opacity=[FAINT], name=TODAY_TRACE),
            hover_points(x, [value], [_("Today so far: %(words)s") % {"words": words}]),
        ]

    def numbered_bars(
        self, values: Sequence[tuple[Summary, float, str]], *, colour: str
    ) -> list[dict[str, Any]]:
        """Bars with their number above and words when pointed at; an open ring where it is none."""
        drawn = [(period, value) for period, value, _words in values if value]
        none = [self.x(period) for period, value, _words in values if not value]
        traces = [self.bars(drawn, colour=colour)] if drawn else []
        if none:
            traces.append(zero_markers(none, colour=colour, is_small=self.is_crowded))
        return traces + self.hover_points(values)

    def hover_points(self, values: Sequence[tuple[Summary, float, str]]) -> list[dict[str, Any]]:
        """What pointing at the bars says, and their numbers above them where there is room."""
        traces = [
            hover_points(
                [self.x(period) for period, _value, _words in values],
                [value for _period, value, _words in values],
                [words for _period, _value, words in values],
            )
        ]
        tall = [(self.x(period), value) for period, value, _words in values if value]
        if tall and len(self.periods) <= MAX_NUMBERS:
            heights = [value for _x, value in tall]
            traces.append(
                value_labels([x for x, _value in tall], heights, [f"{value:,g}" for value in heights])
            )
        return traces

    def line(
        self,
        mean: Callable[[Summary], Decimal | None],
        words: Callable[[Summary], str],
        *,
        colour: str,
        dash: str = "solid",
        is_filled: bool = False,
    ) -> dict[str, Any]:
        """A point for each period that has this mean, joined to its neighbours; others are gaps."""
        means = [mean(period) for period in self.periods]
        size, width = (8, 2.5) if not self.is_crowded else (5, 1.5)
        if len(self.periods) > MAX_BARS_WITH_DOTS:
            size, width, is_filled = 3, 0, True
        return {
            "type": "scatter",
            "mode": "lines+markers",
            "name": "",
            "x": [self.x(period) for period in self.periods],
            "y": [None if value is None else plotted(value) for value in means],
            "customdata": [
                "" if value is None else words(period)
                for period, value in zip(self.periods, means, strict=True)
            ],
            "connectgaps": False,
            "cliponaxis": False,
            "line": {"color": colour, "width": 2.5 if not self.is_crowded else 1.5, "dash": dash},
            "marker": {
                "color": colour if is_filled else "var(--surface)",
                "size": size,
                "line": {"color": colour, "width": width},
            },
            "hovertemplate": "%{customdata}<extra></extra>",
        }

    def paused_bars(self, top: float, is_free: Callable[[Summary], bool]) -> list[dict[str, Any]]:
        """Hatches up to `top` over periods that asked for nothing and hold nothing."""
        x = [self.x(period) for period in self.periods if period.is_paused and is_free(period)]
        return [paused_bars(x, [top] * len(x), width_days=self.days)] if x else []

    def steps(self, value: Callable[[Summary], float], yref: str = "y") -> list[dict[str, Any]]:
        """A dashed line over the bars at what was asked for, with a step wherever that changed."""
        shapes = []
        half = timedelta(days=self.days) / 2
        for asked, run in groupby(self.periods, key=value):
            if not asked:
                continue
            stretch = list(run)
            shapes.append(
                {
                    "type": "line",
                    "yref": yref,
                    "x0": moment(self._places[stretch[0].first_day], -half),
                    "x1": moment(self._places[stretch[-1].first_day], half),
                    "y0": asked,
                    "y1": asked,
                    "line": {"color": "var(--ink-2)", "width": 1.25, "dash": "2px,4px"},
                }
            )
        return shapes
