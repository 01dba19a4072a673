from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.breadth import examples
from tracker.domain.days import day_bounds, days_between
from tracker.domain.spacing import (
    MAX_HOURS,
    MEDICINE_FACTS,
    BlockedSpan,
    FreeSpan,
    Kidneys,
    MedicineKind,
    Regimen,
    Spacing,
    blocked_between,
    day_spacing,
    fits_from,
    intakes_between,
    too_close,
)

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 3, 14)  # a Saturday
MIDNIGHT = time(0)
MINUTE = timedelta(minutes=1)


def regimen(hour=8, minute=0, *, kind=MedicineKind.OTHER, wait=(2, 6), weekdays=range(7), name="it"):
    """A medicine at this hour; (2, 6): magnesium 2 hours after it, or it 6 hours after magnesium."""
    own = (None, None) if wait is None else [Decimal(str(hours)) for hours in wait]
    return Regimen(kind, name, time(hour, minute), frozenset(weekdays), *own)


def at(text, zone=UTC):
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def blocked_at(moment, *regimens, zone=UTC):
    """Whether magnesium at this moment is in a stretch that forbids it."""
    stretches = blocked_between(regimens, moment - MINUTE, moment + MINUTE, zone)
    return any(stretch.start < moment < stretch.end for stretch in stretches)


def spans(pieces):
    return [(piece.start, piece.end) for piece in pieces]


# ── The table ───────────────────────────────────────────────────────────────────────────────────


def test_every_kind_of_medicine_is_known():
    assert set(MEDICINE_FACTS) == set(MedicineKind)


@pytest.mark.parametrize(
    ("kind", "magnesium_after", "medicine_after"),
    [
        ("tetracycline", 2, 6),
        ("ciprofloxacin", 2, 6),
        ("levofloxacin", 2, 2),
        ("moxifloxacin", 4, 8),
        ("gemifloxacin", 2, 3),
        ("delafloxacin", 2, 6),
        ("quinolone", 4, 8),
        ("levothyroxine", 4, 4),
        ("bisphosphonate", 2, 2),
        ("gabapentin", 0, 2),
        ("dolutegravir", 2, 6),
        ("dolutegravir_rilpivirine", 4, 6),
        ("bictegravir", 2, 6),
        ("calcium", 2, 2),
    ],
)
def test_the_hours_of_each_kind_are_those_of_the_sources(kind, magnesium_after, medicine_after):
    facts = MEDICINE_FACTS[MedicineKind(kind)]
    assert facts.spacing == Spacing(Decimal(magnesium_after), Decimal(medicine_after))
    assert facts.source is not None


def test_the_others_have_no_hours_and_what_was_found_nowhere_names_no_source():
    others = {kind.value for kind, facts in MEDICINE_FACTS.items() if facts.spacing is None}
    assert others == {
        "raltegravir", "diuretic", "potassium_sparing", "proton_pump_inhibitor", "digoxin", "zinc", "ask",
        "other",
    }  # fmt: skip
    assert {kind.value for kind, facts in MEDICINE_FACTS.items() if facts.source is None} == {"ask", "other"}


def test_an_unnamed_quinolone_waits_as_long_as_any():
    known = [
        MEDICINE_FACTS[kind].spacing
        for kind in (
            MedicineKind.CIPROFLOXACIN,
            MedicineKind.LEVOFLOXACIN,
            MedicineKind.MOXIFLOXACIN,
            MedicineKind.GEMIFLOXACIN,
            MedicineKind.DELAFLOXACIN,
        )
    ]
    assert MEDICINE_FACTS[MedicineKind.QUINOLONE].spacing == Spacing(
        max(spacing.magnesium_after_hours for spacing in known),
        max(spacing.medicine_after_hours for spacing in known),
    )


def test_only_severe_kidney_disease_rules_out_targets():
    assert [kidneys for kidneys in Kidneys if kidneys.rules_out_targets] == [Kidneys.SEVERE]


@pytest.mark.parametrize(
    ("kind", "own", "spacing"),
    [
        ("levothyroxine", (None, None), (4, 4)),
        ("levothyroxine", ("2.5", None), ("2.5", 4)),
        ("levothyroxine", (None, 0), (4, 0)),
        ("gabapentin", (1, 1), (1, 1)),
        ("other", (None, None), None),
        ("other", (3, None), (3, 0)),
        ("digoxin", (None, 2), (0, 2)),
        ("raltegravir", (None, None), None),
        # Two hours did not help, so none are ever worked with.
        ("raltegravir", (4, 6), None),
    ],
)
def test_hours_of_the_own_label_come_first_each_for_itself(kind, own, spacing):
    hours = [None if figure is None else Decimal(figure) for figure in own]
    medicine = Regimen(MedicineKind(kind), "it", time(8), frozenset(range(7)), *hours)
    assert medicine.spacing == (spacing and Spacing(*map(Decimal, spacing)))


# ── One medicine ────────────────────────────────────────────────────────────────────────────────


def test_a_medicine_at_eight_with_two_and_six_hours_forbids_from_two_to_ten_both_ends_allowed():
    medicine = regimen(8, wait=(2, 6))
    spacing = day_spacing(DAY, UTC, MIDNIGHT, [medicine])
    assert spans(spacing.blocked) == [(at("2026-03-14 02:00"), at("2026-03-14 10:00"))]
    assert spacing.windows == (
        FreeSpan(at("2026-03-14 00:00"), at("2026-03-14 02:00")),
        FreeSpan(at("2026-03-14 10:00"), at("2026-03-15 00:00")),
    )
    assert [intake.at for intake in spacing.intakes] == [at("2026-03-14 08:00")]
    for clock, blocked in {
        "02:00": False, "02:00:01": True, "08:00": True, "09:59:59": True, "10:00": False,
    }.items():  # fmt: skip
        moment = at(f"2026-03-14 {clock}")
        assert blocked_at(moment, medicine) is blocked
        assert bool(too_close([medicine], moment, UTC)) is blocked


def test_a_medicine_that_waits_on_one_side_only_allows_magnesium_with_it_on_the_other():
    gabapentin = regimen(8, kind=MedicineKind.GABAPENTIN, wait=None)
    assert spans(day_spacing(DAY, UTC, MIDNIGHT, [gabapentin]).blocked) == [
        (at("2026-03-14 06:00"), at("2026-03-14 08:00"))
    ]
    assert too_close([gabapentin], at("2026-03-14 08:00"), UTC) == []


def test_a_medicine_without_hours_leaves_the_day_free():
    for free in (regimen(8, wait=(0, 0)), regimen(8, kind=MedicineKind.DIGOXIN, wait=None)):
        spacing = day_spacing(DAY, UTC, MIDNIGHT, [free])
        assert spacing.blocked == ()
        assert spacing.windows == (FreeSpan(spacing.start, spacing.end),)
    assert day_spacing(DAY, UTC, MIDNIGHT, []).intakes == ()


def test_a_medicine_reaches_past_midnight_into_the_days_beside_its_own():
    late = regimen(23, wait=(4, 0), weekdays=[4])  # Fridays
    assert spans(day_spacing(DAY, UTC, MIDNIGHT, [late]).blocked) == [
        (at("2026-03-14 00:00"), at("2026-03-14 03:00"))
    ]
    early = regimen(1, wait=(0, 6), weekdays=[6])  # Sundays
    spacing = day_spacing(DAY, UTC, MIDNIGHT, [early])
    assert spans(spacing.blocked) == [(at("2026-03-14 19:00"), at("2026-03-15 00:00"))]
    assert spacing.intakes == ()


def test_weekdays_are_those_of_the_date_even_when_the_day_began_the_evening_before():
    # 01:30 of a Sunday belongs to the logical Saturday.
    sundays = regimen(1, 30, wait=(1, 1), weekdays=[6])
    saturday = day_spacing(DAY, UTC, time(3), [sundays])
    assert [intake.at for intake in saturday.intakes] == [at("2026-03-15 01:30")]
    assert day_spacing(DAY + timedelta(days=1), UTC, time(3), [sundays]).intakes == ()


# ── Several ─────────────────────────────────────────────────────────────────────────────────────


def test_stretches_that_overlap_become_one_with_both_medicines_behind_it():
    first, second = regimen(8, wait=(2, 2), name="a"), regimen(11, wait=(2, 2), name="b")
    [stretch] = day_spacing(DAY, UTC, MIDNIGHT, [second, first]).blocked
    assert (stretch.start, stretch.end) == (at("2026-03-14 06:00"), at("2026-03-14 13:00"))
    assert [intake.regimen.name for intake in stretch.intakes] == ["a", "b"]
    assert [intake.regimen for intake in too_close([first, second], at("2026-03-14 09:30"), UTC)] == [
        first,
        second,
    ]


def test_a_stretch_within_another_does_not_shorten_it():
    spacing = day_spacing(DAY, UTC, MIDNIGHT, [regimen(8, wait=(6, 6)), regimen(9, wait=(1, 1))])
    assert spans(spacing.blocked) == [(at("2026-03-14 02:00"), at("2026-03-14 14:00"))]


def test_the_moment_between_two_that_touch_fits_but_is_no_window():
    touching = [regimen(8, wait=(2, 2)), regimen(12, wait=(2, 2))]
    spacing = day_spacing(DAY, UTC, MIDNIGHT, touching)
    assert len(spacing.blocked) == 2
    assert [(w.start.hour, w.end.hour) for w in spacing.windows] == [(0, 6), (14, 0)]
    assert too_close(touching, at("2026-03-14 10:00"), UTC) == []
    assert fits_from(touching, at("2026-03-14 07:00"), UTC) == at("2026-03-14 14:00")


# ── From now on ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("now", "fits"),
    [
        ("2026-03-14 01:00", "2026-03-14 01:00"),
        ("2026-03-14 03:00", "2026-03-14 10:00"),
        # Still allowed at this very moment, but not from it on.
        ("2026-03-14 02:00", "2026-03-14 10:00"),
        ("2026-03-14 10:00", "2026-03-14 10:00"),
        ("2026-03-14 23:59", "2026-03-14 23:59"),
    ],
)
def test_magnesium_fits_now_or_from_the_end_of_the_stretch(now, fits):
    assert fits_from([regimen(8)], at(now), UTC) == at(fits)


def test_a_whole_week_of_waiting_ends_where_the_weekdays_do():
    workdays = regimen(12, wait=(24, 24), weekdays=range(5))
    monday = at("2026-03-16 09:00")
    assert fits_from([workdays], monday, UTC) == at("2026-03-21 12:00")
    # From Saturday noon to Sunday noon, then Monday's medicine is near.
    assert fits_from([workdays], at("2026-03-22 12:00"), UTC) == at("2026-03-28 12:00")


def test_no_time_fits_when_the_medicines_leave_none():
    assert fits_from([regimen(12, wait=(24, 24))], at("2026-03-14 09:00"), UTC) is None
    assert day_spacing(DAY, UTC, MIDNIGHT, [regimen(12, wait=(24, 24))]).windows == ()


def test_without_medicines_magnesium_always_fits():
    assert fits_from([], at("2026-03-14 09:00"), UTC) == at("2026-03-14 09:00")


# ── Clock changes ───────────────────────────────────────────────────────────────────────────────


def test_hours_are_hours_that_pass_when_the_clocks_go_forward():
    # On 29 March 2026 Berlin's clocks skip from 02:00 to 03:00.
    spacing = day_spacing(date(2026, 3, 29), BERLIN, MIDNIGHT, [regimen(8, wait=(2, 6))])
    local = [moment.astimezone(BERLIN).strftime("%d %H:%M") for moment in spans(spacing.blocked)[0]]
    assert local == ["29 01:00", "29 10:00"]
    assert spacing.end - spacing.start == timedelta(hours=23)


def test_hours_are_hours_that_pass_when_the_clocks_go_back():
    # On 25 October 2026 they show 02:00 to 03:00 twice.
    spacing = day_spacing(date(2026, 10, 25), BERLIN, MIDNIGHT, [regimen(8, wait=(2, 6))])
    assert spans(spacing.blocked) == [(at("2026-10-25 01:00"), at("2026-10-25 09:00"))]
    assert spacing.blocked[0].start.astimezone(BERLIN).strftime("%H:%M") == "02:00"
    assert spacing.end - spacing.start == timedelta(hours=25)


def test_a_time_that_the_clocks_skip_comes_later_and_one_shown_twice_is_the_first():
    half_past_two = regimen(2, 30, wait=(1, 1))
    [spring] = day_spacing(date(2026, 3, 29), BERLIN, MIDNIGHT, [half_past_two]).intakes
    assert spring.at.astimezone(BERLIN).strftime("%H:%M") == "03:30"
    [autumn] = day_spacing(date(2026, 10, 25), BERLIN, MIDNIGHT, [half_past_two]).intakes
    assert autumn.at == at("2026-10-25 00:30")


# ── Any medicines, anywhere ─────────────────────────────────────────────────────────────────────

# Days on which clocks change, one on either side of midnight, one by half an hour, one date left out.
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Havana", date(2026, 3, 8)),
    ("America/Nuuk", date(2026, 3, 28)),
    ("America/Nuuk", date(2026, 10, 24)),
    ("Pacific/Apia", date(2011, 12, 29)),
    ("Asia/Kathmandu", date(2026, 3, 14)),
    ("UTC", date(2026, 12, 31)),
]
PLACES = st.builds(
    lambda change, days: (ZoneInfo(change[0]), change[1] + timedelta(days=days)),
    st.sampled_from(CHANGES),
    st.integers(-2, 2),
)
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 30, 45, 59])) | st.sampled_from(
    [time(2, 30), time(0, 15), time(23, 30)]
)
HOURS = st.none() | st.integers(0, MAX_HOURS * 10).map(lambda tenths: Decimal(tenths) / 10)
REGIMENS = st.builds(
    Regimen,
    st.sampled_from(MedicineKind),
    st.just("it"),
    CLOCKS,
    st.frozensets(st.integers(0, 6), min_size=1),
    HOURS,
    HOURS,
)
DAY_STARTS = st.sampled_from([time(0), time(2, 30), time(3), time(4, 10), time(6)])


@cache
def slow_intake(day, clock, zone):
    """The minute at which the wall shows `clock` on `day`; found by looking at every minute."""
    wanted = datetime.combine(day, clock)
    minute = wanted.replace(tzinfo=UTC) - timedelta(hours=16)
    before = None
    for _ in range(60 * 32):
        shown = minute.astimezone(zone).replace(tzinfo=None)
        if shown == wanted:
            return minute
        if shown > wanted and before is not None and before < wanted:
            # Skipped: as long after the last minute before the gap as it would have been without one.
            return minute - MINUTE + (wanted - before)
        before, minute = shown, minute + MINUTE
    raise AssertionError(f"{wanted} never comes in {zone}")


def slowly_blocked(regimens, start, end, zone):
    """The half minutes from `start` to `end` at which magnesium is forbidden, one by one."""
    intakes = [
        (slow_intake(day, medicine.clock, zone), medicine.spacing)
        for medicine in regimens
        if medicine.spacing
        for day in days_between(start.date() - timedelta(days=3), end.date() + timedelta(days=3))
        if day.weekday() in medicine.weekdays
    ]
    bounds = [
        (
            taken - int(spacing.medicine_after_hours * 60) * MINUTE,
            taken + int(spacing.magnesium_after_hours * 60) * MINUTE,
        )
        for taken, spacing in intakes
    ]
    halves = [start + n * MINUTE / 2 for n in range(int((end - start) / (MINUTE / 2)) + 1)]
    return {moment for moment in halves if any(low < moment < high for low, high in bounds)}, halves


@hypothesis_settings(max_examples=examples(10))  # each looks at thousands of moments
@given(st.lists(REGIMENS, max_size=3), PLACES, DAY_STARTS)
@example([regimen(8)], (ZoneInfo("Europe/Berlin"), date(2026, 3, 29)), time(3))
@example([regimen(23, 30, wait=(24, 24))], (ZoneInfo("America/Nuuk"), date(2026, 3, 28)), time(0))
def test_a_day_minute_by_minute_says_the_same(regimens, place, day_start):
    zone, day = place
    spacing = day_spacing(day, zone, day_start, regimens)
    assert (spacing.start, spacing.end) == day_bounds(day, zone, day_start)
    forbidden, halves = slowly_blocked(regimens, spacing.start, spacing.end, zone)
    for moment in halves:
        blocked = any(stretch.start < moment < stretch.end for stretch in spacing.blocked) or (
            # A stretch that was cut at the day's edge goes on beyond it.
            moment in (spacing.start, spacing.end) and bool(too_close(regimens, moment, zone))
        )
        assert blocked == (moment in forbidden), moment
        in_window = any(window.start <= moment <= window.end for window in spacing.windows)
        # Between two stretches that touch, or at the day's edge, a moment may fit and be no window.
        alone = moment not in forbidden and not in_window
        neighbours = {moment - MINUTE / 2, moment + MINUTE / 2} & set(halves)
        assert not alone or neighbours <= forbidden, moment


@given(st.lists(REGIMENS, min_size=1, max_size=3), PLACES, DAY_STARTS)
def test_stretches_and_windows_take_turns_and_fill_the_day(regimens, place, day_start):
    zone, day = place
    spacing = day_spacing(day, zone, day_start, regimens)
    pieces = sorted([*spans(spacing.blocked), *spans(spacing.windows)])
    assert all(start < end for start, end in pieces)
    assert [pieces[0][0], *(end for _, end in pieces)] == [
        *(start for start, _ in pieces),
        spacing.end,
    ]
    assert pieces[0][0] == spacing.start
    assert all(stretch.intakes for stretch in spacing.blocked)
    assert all(isinstance(stretch, BlockedSpan) for stretch in spacing.blocked)


@given(
    st.lists(REGIMENS, max_size=3),
    PLACES,
    st.integers(0, 24 * 60 - 1),
)
def test_the_next_moment_that_fits_is_the_first_of_all(regimens, place, minute):
    zone, day = place
    now = datetime.combine(day, MIDNIGHT, tzinfo=UTC) + minute * MINUTE
    found = fits_from(regimens, now, zone)
    end = min(found or now + timedelta(days=2), now + timedelta(days=2))
    forbidden, halves = slowly_blocked(regimens, now, end + MINUTE, zone)
    fitting = [
        moment for moment in halves[::2] if moment not in forbidden and moment + MINUTE / 2 not in forbidden
    ]
    if found and found <= end:
        assert fitting[0] == found
    else:
        assert [moment for moment in fitting if moment < end] == []


@given(st.lists(REGIMENS, min_size=1, max_size=3), PLACES, st.integers(0, 24 * 60 - 1))
def test_a_dose_is_too_close_exactly_inside_a_stretch(regimens, place, minute):
    zone, day = place
    moment = datetime.combine(day, MIDNIGHT, tzinfo=UTC) + minute * MINUTE
    assert bool(too_close(regimens, moment, zone)) == blocked_at(moment, *regimens, zone=zone)


def test_intakes_come_in_order_with_the_hours_of_their_medicine():
    evening, morning = regimen(20, wait=(1, 2)), regimen(7, wait=(3, 4))
    start, end = day_bounds(DAY, UTC, MIDNIGHT)
    intakes = [i for i in intakes_between([evening, morning], start, end, UTC) if start <= i.at < end]
    assert [(intake.at.hour, intake.spacing) for intake in intakes] == [
        (7, Spacing(Decimal(3), Decimal(4))),
        (20, Spacing(Decimal(1), Decimal(2))),
    ]
