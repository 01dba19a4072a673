"""Medicines that magnesium must keep a distance from, and the hours at which it fits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from .days import day_bounds, days_between
from .weekdays import EVERY_WEEKDAY

# The longest wait that can be stored: a medicine never reaches further than the days beside its own.
MAX_HOURS = 24
# Weekdays repeat after seven days; a clock change may put the hour that fits an hour later.
COMING_WEEK = timedelta(days=7, hours=2)


class MedicineKind(StrEnum):
    """What kind of medicine it is, as far as magnesium goes (domain facts 2.6)."""

    TETRACYCLINE = "tetracycline"
    CIPROFLOXACIN = "ciprofloxacin"
    LEVOFLOXACIN = "levofloxacin"
    MOXIFLOXACIN = "moxifloxacin"
    GEMIFLOXACIN = "gemifloxacin"
    DELAFLOXACIN = "delafloxacin"
    QUINOLONE = "quinolone"
    LEVOTHYROXINE = "levothyroxine"
    BISPHOSPHONATE = "bisphosphonate"
    GABAPENTIN = "gabapentin"
    DOLUTEGRAVIR = "dolutegravir"
    DOLUTEGRAVIR_RILPIVIRINE = "dolutegravir_rilpivirine"
    BICTEGRAVIR = "bictegravir"
    RALTEGRAVIR = "raltegravir"
    CALCIUM = "calcium"
    DIURETIC = "diuretic"
    POTASSIUM_SPARING = "potassium_sparing"
    PROTON_PUMP_INHIBITOR = "proton_pump_inhibitor"
    DIGOXIN = "digoxin"
    ZINC = "zinc"
    ASK = "ask"
    OTHER = "other"


class Kidneys(StrEnum):
    """What a person says about their kidneys; eGFR in mL/min/1.73 m² (domain facts 2.5)."""

    NOT_SAID = ""
    WELL = "well"
    MODERATE = "moderate"
    SEVERE = "severe"
    UNKNOWN_STAGE = "unknown"

    @property
    def rules_out_targets(self) -> bool:
        """Whether no dose of magnesium may be asked for: that is the clinic's to decide."""
        return self is Kidneys.SEVERE


class Source(StrEnum):
    """Where the hours and the notes about a kind of medicine come from."""

    NIH = "nih"  # NIH Office of Dietary Supplements, magnesium fact sheet, as quoted by GoodRx 2024
    FDB = "fdb"  # First Databank on quinolones and cations, at WebMD; USP DI
    FAMILIPRIX = "familiprix"  # familiprix.com on delafloxacin
    LONGEST = "longest"  # the longest hours of any quinolone in this table
    DRUGS_COM = "drugs_com"  # drugs.com on levothyroxine with magnesium
    GOODRX = "goodrx"  # GoodRx on gabapentin and magnesium
    HIV_GUIDE = "hiv_guide"  # Guide thérapeutique VIH, dolutegravir
    HIV_CASES = "hiv_cases"  # Clinical Cases in Drug Interactions 301 and PMC12777568, bictegravir
    UCSF = "ucsf"  # UCSF HIV InSite, raltegravir
    FDA = "fda"  # FDA Drug Safety Communication of 2 March 2011


@dataclass(frozen=True, slots=True)
class Spacing:
    """Hours that magnesium waits after a medicine, and that the medicine waits after magnesium."""

    magnesium_after_hours: Decimal
    medicine_after_hours: Decimal


@dataclass(frozen=True, slots=True)
class MedicineFacts:
    """What is known of one kind; without a spacing there are no hours to keep, and somebody to ask.

    `hours_help` is False where hours between the two are known not to be enough.
    """

    source: Source | None
    spacing: Spacing | None = None
    hours_help: bool = True


def _facts(source: Source, magnesium_after: int, medicine_after: int) -> MedicineFacts:
    return MedicineFacts(source, Spacing(Decimal(magnesium_after), Decimal(medicine_after)))


# In each row: the source, the hours that magnesium waits after the medicine, the hours that the medicine
# waits after magnesium. Where sources differ it is the longer wait. What stands without a source was not
# found in any, so nothing but "ask" may be said of it.
MEDICINE_FACTS = {
    MedicineKind.TETRACYCLINE: _facts(Source.NIH, 2, 6),
    MedicineKind.CIPROFLOXACIN: _facts(Source.FDB, 2, 6),
    MedicineKind.LEVOFLOXACIN: _facts(Source.FDB, 2, 2),
    MedicineKind.MOXIFLOXACIN: _facts(Source.FDB, 4, 8),
    MedicineKind.GEMIFLOXACIN: _facts(Source.FDB, 2, 3),
    MedicineKind.DELAFLOXACIN: _facts(Source.FAMILIPRIX, 2, 6),
    MedicineKind.QUINOLONE: _facts(Source.LONGEST, 4, 8),
    MedicineKind.LEVOTHYROXINE: _facts(Source.DRUGS_COM, 4, 4),
    MedicineKind.BISPHOSPHONATE: _facts(Source.NIH, 2, 2),
    MedicineKind.GABAPENTIN: _facts(Source.GOODRX, 0, 2),
    MedicineKind.DOLUTEGRAVIR: _facts(Source.HIV_GUIDE, 2, 6),
    MedicineKind.DOLUTEGRAVIR_RILPIVIRINE: _facts(Source.HIV_GUIDE, 4, 6),
    MedicineKind.BICTEGRAVIR: _facts(Source.HIV_CASES, 2, 6),
    MedicineKind.RALTEGRAVIR: MedicineFacts(Source.UCSF, hours_help=False),
    MedicineKind.CALCIUM: _facts(Source.NIH, 2, 2),
    MedicineKind.DIURETIC: MedicineFacts(Source.NIH),
    MedicineKind.POTASSIUM_SPARING: MedicineFacts(Source.NIH),
    MedicineKind.PROTON_PUMP_INHIBITOR: MedicineFacts(Source.FDA),
    MedicineKind.DIGOXIN: MedicineFacts(Source.FDA),
    MedicineKind.ZINC: MedicineFacts(Source.NIH),
    MedicineKind.ASK: MedicineFacts(None),
    MedicineKind.OTHER: MedicineFacts(None),
}


@dataclass(frozen=True, slots=True)
class Regimen:
    """One medicine as somebody takes it: at one time by the clock on the wall, on some days of the week.

    `weekdays` are those of the calendar date on which it is taken, 0 for Monday to 6 for Sunday. Hours of
    the person's own label count instead of what is known of the kind, each for itself.
    """

    kind: MedicineKind
    name: str
    clock: time
    weekdays: frozenset[int] = EVERY_WEEKDAY
    magnesium_after_hours: Decimal | None = None
    medicine_after_hours: Decimal | None = None

    @property
    def has_own_hours(self) -> bool:
        """Whether the person's own label says anything about hours."""
        return self.magnesium_after_hours is not None or self.medicine_after_hours is not None

    @property
    def spacing(self) -> Spacing | None:
        """The hours to keep; None when there are none, and only somebody to ask."""
        facts = MEDICINE_FACTS[self.kind]
        known = facts.spacing or Spacing(Decimal(0), Decimal(0))
        if not facts.hours_help or (facts.spacing is None and not self.has_own_hours):
            return None
        return Spacing(
            known.magnesium_after_hours if self.magnesium_after_hours is None else self.magnesium_after_hours,
            known.medicine_after_hours if self.medicine_after_hours is None else self.medicine_after_hours,
        )


@dataclass(frozen=True, slots=True)
class MedicineIntake:
    """One time that a medicine is taken, `at` a moment in UTC, and the hours around it."""

    regimen: Regimen
    at: datetime
    spacing: Spacing

    @property
    def start(self) -> datetime:
        """When magnesium stops fitting; it still fits at this very moment."""
        return self.at - _duration(self.spacing.medicine_after_hours)

    @property
    def end(self) -> datetime:
        """From when magnesium fits again, this moment included."""
        return self.at + _duration(self.spacing.magnesium_after_hours)

    def keeps_off(self, at: datetime) -> bool:
        """Whether magnesium at this moment would be too close."""
        return self.start < at < self.end


def _duration(hours: Decimal) -> timedelta:
    return timedelta(seconds=int(hours * 3600))


@dataclass(frozen=True, slots=True)
class BlockedSpan:
    """A stretch of time in which magnesium does not fit, both ends excluded, and the intakes behind it."""

    start: datetime
    end: datetime
    intakes: tuple[MedicineIntake, ...]

    def keeps_off(self, at: datetime) -> bool:
        """Whether magnesium at this moment would be too close to one of them."""
        return any(intake.keeps_off(at) for intake in self.intakes)


@dataclass(frozen=True, slots=True)
class FreeSpan:
    """A stretch of time in which magnesium fits, both ends included."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class DaySpacing:
    """What a logical day's medicines leave for magnesium, all moments in UTC, oldest first.

    `blocked` and `windows` are cut at the day's own `start` and `end`; `intakes` are those taken on the day.
    """

    start: datetime
    end: datetime
    intakes: tuple[MedicineIntake, ...]
    blocked: tuple[BlockedSpan, ...]
    windows: tuple[FreeSpan, ...]


def intakes_between(
    regimens: Iterable[Regimen], start: datetime, end: datetime, zone: ZoneInfo
) -> list[MedicineIntake]:
    """All intakes whose hours may reach into the time from `start` to `end`, and some more, oldest first.

    Hours that pass are hours on no clock: waits are counted in UTC, only the intake is told from the wall.
    A time that the clocks skip comes as much later as they skip; one that they show twice is the first.
    """
    spaced = [(regimen, spacing) for regimen in regimens if (spacing := regimen.spacing)]
    # A date more on both sides: a skipped time may fall on the date after its own.
    reach = timedelta(hours=MAX_HOURS) + timedelta(days=1)
    dates = days_between((start - reach).astimezone(zone).date(), (end + reach).astimezone(zone).date())
    found = [
        MedicineIntake(regimen, datetime.combine(day, regimen.clock, tzinfo=zone).astimezone(UTC), spacing)
        for day in dates
        for regimen, spacing in spaced
        if day.weekday() in regimen.weekdays
    ]
    return sorted(found, key=lambda intake: intake.at)


def blocked_between(
    regimens: Iterable[Regimen], start: datetime, end: datetime, zone: ZoneInfo
) -> list[BlockedSpan]:
    """The stretches without magnesium that reach into the time from `start` to `end`, uncut, oldest first.

    Those that overlap are one; two that only touch leave the moment between them, which fits.
    """
    merged: list[BlockedSpan] = []
    intakes = intakes_between(regimens, start, end, zone)
    for intake in sorted(intakes, key=lambda intake: intake.start):
        # A wait of no hours on either side keeps nothing off.
        if intake.start == intake.end:
            continue
        if merged and intake.start < merged[-1].end:
            last = merged.pop()
            merged.append(BlockedSpan(last.start, max(last.end, intake.end), (*last.intakes, intake)))
        else:
            merged.append(BlockedSpan(intake.start, intake.end, (intake,)))
    return [stretch for stretch in merged if stretch.start < end and stretch.end > start]


def day_spacing(day: date, zone: ZoneInfo, day_start: time, regimens: Sequence[Regimen]) -> DaySpacing:
    """When magnesium fits on a logical day and when not, with what is taken the day before and after."""
    start, end = day_bounds(day, zone, day_start)
    blocked = tuple(
        BlockedSpan(max(stretch.start, start), min(stretch.end, end), stretch.intakes)
        for stretch in blocked_between(regimens, start, end, zone)
    )
    edges = [start, *(edge for stretch in blocked for edge in (stretch.start, stretch.end)), end]
    # A window of one moment, between two stretches that touch, is nothing to plan with.
    windows = tuple(
        FreeSpan(opens, closes)
        for opens, closes in zip(edges[::2], edges[1::2], strict=True)
        if opens < closes
    )
    taken = tuple(
        intake for intake in intakes_between(regimens, start, end, zone) if start <= intake.at < end
    )
    return DaySpacing(start, end, taken, blocked, windows)


def fits_from(regimens: Sequence[Regimen], now: datetime, zone: ZoneInfo) -> datetime | None:
    """The next moment, in UTC, from which magnesium fits for a while: `now` itself where it does.

    None when the week to come has none.
    """
    now = at = now.astimezone(UTC)
    last = now + COMING_WEEK
    for stretch in blocked_between(regimens, now, last, zone):
        # The moment at which a stretch begins still fits, but is no time from which on it does.
        if stretch.start <= at < stretch.end:
            at = stretch.end
    return at if at <= last else None


def too_close(regimens: Sequence[Regimen], at: datetime, zone: ZoneInfo) -> list[MedicineIntake]:
    """The intakes that magnesium at this moment is too close to, oldest first."""
    return [intake for intake in intakes_between(regimens, at, at, zone) if intake.keeps_off(at)]
