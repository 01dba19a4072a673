from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from tracker.charts.spacing import Piece, timeline
from tracker.domain.spacing import MedicineKind, Regimen, day_spacing

BERLIN = ZoneInfo("Europe/Berlin")
TABLET = Regimen(
    MedicineKind.OTHER,
    "it",
    time(8),
    magnesium_after_hours=Decimal(4),
    medicine_after_hours=Decimal(2),
)


def line(day=date(2026, 3, 14), day_start=time(0), doses=(), now=None, zone=UTC):
    return timeline(day_spacing(day, zone, day_start, [TABLET]), doses, zone, now)


def test_a_stretch_lies_where_its_hours_are():
    assert line().blocked == [Piece("25", "25")]
    assert [(mark.x, mark.anchor) for mark in line().intakes] == [("33.33", "middle")]


def test_ticks_stand_at_every_sixth_hour_of_the_wall_and_labels_stay_inside():
    ticks = line(day_start=time(3)).ticks
    assert [(mark.at.hour, mark.x, mark.anchor) for mark in ticks] == [
        (6, "12.5", "middle"),
        (12, "37.5", "middle"),
        (18, "62.5", "middle"),
        (0, "87.5", "middle"),
    ]
    assert [(mark.x, mark.anchor) for mark in line().ticks][:: len(line().ticks) - 1] == [
        ("0", "start"),
        ("100", "end"),
    ]


def test_a_day_of_a_clock_change_is_as_long_as_it_was():
    ticks = line(day=date(2026, 3, 29), zone=BERLIN).ticks
    assert [(mark.at.hour, mark.x) for mark in ticks] == [
        (0, "0"),
        (6, "21.74"),
        (12, "47.83"),
        (18, "73.91"),
        (0, "100"),
    ]


def test_in_a_zone_off_by_a_quarter_the_ticks_stand_at_whole_hours():
    ticks = line(zone=ZoneInfo("Asia/Kathmandu"), day_start=time(3)).ticks
    assert [(mark.at.hour, mark.at.minute) for mark in ticks] == [(6, 0), (12, 0), (18, 0), (0, 0)]


def test_doses_of_the_day_are_marked_with_whether_they_are_too_close():
    doses = [datetime(2026, 3, 14, hour, tzinfo=UTC) for hour in (6, 7, 12)]
    outside = datetime(2026, 3, 16, 12, tzinfo=UTC)
    marks = line(doses=[*doses, outside]).doses
    assert [(mark.x, mark.too_close) for mark in marks] == [("25", False), ("29.17", True), ("50", False)]


def test_now_is_drawn_on_its_own_day_alone():
    assert line().now is None
    assert line(now=datetime(2026, 3, 14, 12, tzinfo=UTC)).now.x == "50"
    assert line(now=datetime(2026, 3, 16, 12, tzinfo=UTC)).now is None
