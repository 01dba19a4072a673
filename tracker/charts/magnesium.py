"""Magnesium by form against the band in force, by day or by week."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from django.utils.translation import gettext as _

from tracker.domain.summary import DayFacts, Summary
from tracker.domain.targets import TargetRange, Verdict
from tracker.domain.trends import FAMILY_ORDER, BandStretch
from tracker.vocabulary.names import FAMILY_NAMES, VERDICT_NAMES

from .chart import edge_label, edges, layout, moment, ticks, y_axis
from .periods import PeriodAxis
from .traces import PALE, STACKED, bar_width, bars, hover_points, paused_bars, plotted

HALF_A_DAY = timedelta(hours=12)
MIN_TOP_MG = 600
MIN_DAYS = timedelta(days=13)
# Two labels at the right edge need this much of the axis between them.
LABEL_ROOM = 0.07


def magnesium_by_day(
    days: Sequence[DayFacts], bands: Sequence[BandStretch], tick_days: Sequence[date], limit_mg: Decimal
) -> dict[str, Any]:
    """Stack each day's forms; days without an entry have no bar, today is pale, paused days are hatched."""
    top = _top(bands, [day.total_mg for day in days], limit_mg)
    totals = [
        (day.day.isoformat(), total, VERDICT_NAMES[day.verdict] if day.verdict else _("no target"))
        for day in days
        if (total := day.total_mg) is not None
    ]
    data = [_totals(totals, name=_("Total"))]
    for family in FAMILY_ORDER:
        taken = [day for day in days if family in day.mg_by_family]
        if taken:
            data.append(
                bars(
                    [day.day.isoformat() for day in taken],
                    [plotted(day.mg_by_family[family]) for day in taken],
                    width=bar_width(1),
                    opacity=[PALE if day.is_open else 1 for day in taken],
                    **_form(family),
                )
            )
    resting = [day for day in days if day.is_paused]
    if resting:
        # Above what was logged on a paused day, up to the top: the hatch hides no entry.
        rest = [plotted(Decimal(top) - (day.total_mg or 0)) for day in resting]
        data.append(paused_bars([day.day.isoformat() for day in resting], rest, width_days=1))
    data += _mean_line(days)
    return {
        "data": data,
        "layout": layout(
            {
                # A young log leaves room for what is to come, instead of bars as wide as weeks.
                "range": edges(days[0].day, max(days[-1].day, days[0].day + MIN_DAYS), HALF_A_DAY),
                "unifiedhovertitle": {"text": "%{x|%a %-d %b %Y}"},
                **ticks({day: day.isoformat() for day in tick_days}),
            },
            yaxis=y_axis(top, dtick=_step(top)),
            shapes=[*_bands(bands, timedelta(0)), _limit(limit_mg)],
            annotations=_labels(days[-1].band, limit_mg, top),
        ),
    }


def magnesium_by_period(
    periods: Sequence[Summary], bands: Sequence[BandStretch], tick_days: Sequence[date], limit_mg: Decimal
) -> dict[str, Any]:
    """Stack the mean of the days that count; a period without one has no bar, one that is cut is pale."""
    axis = PeriodAxis(periods)
    top = _top(bands, [period.magnesium.mean_mg for period in periods], limit_mg)
    means = [
        (
            axis.x(period),
            mean,
            _("in range on %(kept)d of %(count)d days")
            % {"kept": period.magnesium.verdicts.get(Verdict.WITHIN, 0), "count": period.magnesium.days},
        )
        for period in periods
        if (mean := period.magnesium.mean_mg) is not None
    ]
    data = [_totals(means, name=_("Mean a day"))]
    for family in FAMILY_ORDER:
        taken = [
            (period, plotted(period.magnesium.mean_mg_by_family[family]))
            for period in periods
            if family in period.magnesium.mg_by_family
        ]
        if taken:
            data.append(axis.bars(taken, **_form(family)))
    data += axis.paused_bars(top, lambda period: True)
    return {
        "data": data,
        "layout": layout(
            axis.layout(tick_days),
            yaxis=y_axis(top, dtick=_step(top)),
            shapes=[*_bands(bands, axis.shift), _limit(limit_mg)],
            annotations=_labels(bands[-1].band if bands else None, limit_mg, top),
        ),
    }


def _form(family: str) -> dict[str, Any]:
    """What the bars of one form have in common."""
    return {
        "name": str(FAMILY_NAMES[family]),
        "colour": f"var(--f-{family})",
        "marker": STACKED,
        "hoverinfo": "all",
        "hovertemplate": "%{y:.1~f} mg",
    }


def _totals(rows: Sequence[tuple[str, Decimal, Any]], name: str) -> dict[str, Any]:
    """The sum of each bar, and its verdict, when it is pointed at."""
    return hover_points(
        [x for x, _mg, _words in rows],
        [plotted(mg) for _x, mg, _words in rows],
        [words for _x, _mg, words in rows],
        name=name,
        hovertemplate="%{y:.1~f} mg, %{customdata}",
    )


def _mean_line(days: Sequence[DayFacts]) -> Iterator[dict[str, Any]]:
    """The 7-day mean over a halo, which keeps it apart from the bars behind it."""
    if not any(day.mean_mg is not None for day in days):
        return
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": [day.day.isoformat() for day in days],
        "y": [None if day.mean_mg is None else plotted(day.mean_mg) for day in days],
        "connectgaps": False,
    }
    yield line | {"line": {"color": "var(--surface)", "width": 5.5}, "hoverinfo": "skip"}
    yield line | {
        "name": _("7-day mean"),
        "line": {"color": "var(--ink)", "width": 2.25},
        "hovertemplate": "%{y:.0f} mg",
    }


def _bands(bands: Sequence[BandStretch], shift: timedelta) -> list[dict[str, Any]]:
    """The band of each stretch of days that had the same one: a step where the target changed."""
    shapes: list[dict[str, Any]] = []
    for stretch in bands:
        span = {
            "x0": moment(stretch.first_day, shift - HALF_A_DAY),
            "x1": moment(stretch.last_day, shift + HALF_A_DAY),
        }
        low, high = plotted(stretch.band.low_mg), plotted(stretch.band.high_mg)
        shapes.append(
            span
            | {
                "type": "rect",
                "y0": low,
                "y1": high,
                "layer": "below",
                "fillcolor": "var(--leaf)",
                "opacity": 0.13,
                "line": {"width": 0},
            }
        )
        line = {"color": "var(--leaf)", "width": 1.25, "dash": "5px,4px"}
        shapes += [span | {"type": "line", "y0": mg, "y1": mg, "line": line} for mg in (low, high)]
    return shapes


def _limit(limit_mg: Decimal) -> dict[str, Any]:
    y = plotted(limit_mg)
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": y,
        "y1": y,
        "line": {"color": "var(--note)", "width": 1, "dash": "2px,3px"},
    }


def _labels(band: TargetRange | None, limit_mg: Decimal, top: float) -> list[dict[str, Any]]:
    """Figures at the right edge: the band of the last day, and the ceiling where there is room for it."""
    ends = dict.fromkeys(plotted(mg) for mg in (band.high_mg, band.low_mg)) if band else {}
    labels: list[dict[str, Any]] = []
    for mg in ends:
        if all(abs(mg - label["y"]) >= LABEL_ROOM * top for label in labels):
            labels.append(edge_label(f"{mg:g}", mg, colour="var(--leaf-ink)"))
    limit = plotted(limit_mg)
    if all(abs(limit - label["y"]) >= LABEL_ROOM * top for label in labels):
        labels.append(edge_label(f"{limit:g}", limit, colour="var(--note-ink)"))
    return labels


def _top(bands: Sequence[BandStretch], masses: Sequence[Decimal | None], limit_mg: Decimal) -> float:
    """The upper end of the axis: 600 mg, or more where a bar, the band or the ceiling needs it."""
    ends = [plotted(mass) for mass in masses if mass is not None]
    ends += [plotted(stretch.band.high_mg) for stretch in bands]
    highest = max([*ends, plotted(limit_mg)])
    if highest <= MIN_TOP_MG:
        return MIN_TOP_MG
    step = _step(highest)
    return step * ceil(highest / step)


def _step(top: float) -> int:
    """The distance of two gridlines, so that there are three to six of them."""
    return next(step for step in (200, 500, 1000, 2000, 5000, 10_000) if top <= 6 * step or step == 10_000)
