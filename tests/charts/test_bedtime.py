from decimal import Decimal

import pytest

from tests.charts.conftest import day, look
from tests.charts.figures import bars, by_week, hatched, row, said, titles
from tracker.charts import bedtime
from tracker.domain.habits import Habit
from tracker.domain.journal import Journal, Night
from tracker.domain.summary import Average, NightSum, Summary


def test_nights_have_a_row_each_for_kept_clock_time_and_sleep(seen):
    figure = bedtime.nights_by_period(seen.periods, [])
    assert titles(figure) == [
        "Nights with the bedtime dose",
        "Mean clock time of the dose",
        "Mean sleep, 1 to 5",
    ]
    kept = row(figure, "Nights with the bedtime dose")
    assert bars(kept) == by_week(seen, lambda period: period.tally(Habit.BEDTIME).kept)
    assert hatched(kept) == ["2026-03-09"]
    assert said(kept)["2026-03-02"] == "Bedtime dose on 6 of 7 nights"
    (clock,) = row(figure, "Mean clock time of the dose")
    assert clock["y"] == [675, *[None] * 6, 660]
    assert said([clock])["2026-03-02"] == "23:15, 6 nights"
    taken, without = row(figure, "Mean sleep, 1 to 5")
    assert taken["y"] == [4, *[None] * 7]
    assert without["y"] == [3, None, None, 3, *[None] * 4]
    assert said([taken])["2026-03-02"] == "Sleep with the dose 4, 6 nights"
    # Told apart by more than colour: filled with the dose and open without, as the legend has it.
    assert taken["line"]["dash"] != without["line"]["dash"]
    assert [line["marker"]["color"] for line in (taken, without)] == ["var(--bed)", "var(--surface)"]


@pytest.mark.parametrize(
    ("minutes", "labels"),
    [
        ([630, 735], ["22:00", "23:00", "00:00", "01:00"]),
        ([660], ["22:00", "23:00", "00:00"]),
        ([600, 659], ["22:00", "23:00"]),
        ([400, 1000], ["18:00", "22:00", "02:00"]),
    ],
)
def test_the_clock_is_labelled_in_whole_hours_across_midnight(minutes, labels):
    weeks = [
        Summary(day(7 * n), day(7 * n + 6), nights=NightSum(Average(Decimal(each), 1)))
        for n, each in enumerate(minutes)
    ]
    axis = bedtime.nights_by_period(weeks, [])["layout"]["yaxis"]
    assert axis["ticktext"] == labels
    assert axis["range"][0] < min(minutes)
    assert axis["range"][1] > max(minutes)


def test_sleep_is_one_line_where_all_nights_are_alike(plan):
    nights = {day(n): Night(taken=True, minutes=600, quality=4 + n % 2) for n in range(4)}
    seen = look(Journal({}, {}, {}, nights), plan)
    (line,) = row(bedtime.nights_by_period(seen.periods, []), "Mean sleep, 1 to 5")
    assert line["y"][0] == 4.5
    assert said([line])["2026-03-02"] == "Sleep 4.5, 4 nights"
