"""What is said of kidneys and medicines: it informs, names its source and leaves the decision elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.charts.spacing import Timeline, timeline
from tracker.domain.spacing import (
    MEDICINE_FACTS,
    DaySpacing,
    FreeSpan,
    Kidneys,
    MedicineIntake,
    MedicineKind,
    Regimen,
    Source,
    Spacing,
)
from tracker.models import Dose, Medicine, User
from tracker.queries.day import DayPage
from tracker.templatetags.twelve import clock
from tracker.vocabulary.clocks import clock_words

from .entries import dose_words

DAYS_A_WEEK = len(WEEKDAYS)
# What matters, and why.
KidneyNote = tuple[str | Promise, str | Promise]

SOURCES = {
    Source.NIH: gettext_lazy(
        "NIH Office of Dietary Supplements, fact sheet on magnesium, as others quote it"
    ),
    Source.FDB: gettext_lazy("First Databank on quinolones, at WebMD"),
    Source.FAMILIPRIX: gettext_lazy("Familiprix on delafloxacin"),
    Source.LONGEST: gettext_lazy("the longest hours of any quinolone, First Databank at WebMD"),
    Source.DRUGS_COM: gettext_lazy("drugs.com on levothyroxine with magnesium"),
    Source.GOODRX: gettext_lazy("GoodRx on gabapentin with magnesium"),
    Source.HIV_GUIDE: gettext_lazy("Guide thérapeutique VIH on dolutegravir"),
    Source.HIV_CASES: gettext_lazy("clinicalcasesddis.com, case 301, and PMC12777568"),
    Source.UCSF: gettext_lazy("UCSF HIV InSite on raltegravir"),
    Source.FDA: gettext_lazy("FDA Drug Safety Communication, 2 March 2011"),
}

# As it stands within a sentence.
KINDS = {
    MedicineKind.TETRACYCLINE: gettext_lazy("a tetracycline"),
    MedicineKind.CIPROFLOXACIN: gettext_lazy("ciprofloxacin"),
    MedicineKind.LEVOFLOXACIN: gettext_lazy("a quinolone such as levofloxacin"),
    MedicineKind.MOXIFLOXACIN: gettext_lazy("moxifloxacin"),
    MedicineKind.GEMIFLOXACIN: gettext_lazy("gemifloxacin"),
    MedicineKind.DELAFLOXACIN: gettext_lazy("delafloxacin"),
    MedicineKind.QUINOLONE: gettext_lazy("a quinolone"),
    MedicineKind.LEVOTHYROXINE: gettext_lazy("levothyroxine"),
    MedicineKind.BISPHOSPHONATE: gettext_lazy("a bisphosphonate"),
    MedicineKind.GABAPENTIN: gettext_lazy("gabapentin"),
    MedicineKind.DOLUTEGRAVIR: gettext_lazy("dolutegravir"),
    MedicineKind.DOLUTEGRAVIR_RILPIVIRINE: gettext_lazy("dolutegravir with rilpivirine"),
    MedicineKind.BICTEGRAVIR: gettext_lazy("bictegravir"),
    MedicineKind.RALTEGRAVIR: gettext_lazy("raltegravir"),
    MedicineKind.CALCIUM: gettext_lazy("calcium"),
    MedicineKind.DIURETIC: gettext_lazy("a diuretic"),
    MedicineKind.POTASSIUM_SPARING: gettext_lazy("amiloride or spironolactone"),
    MedicineKind.PROTON_PUMP_INHIBITOR: gettext_lazy("a proton pump inhibitor"),
    MedicineKind.DIGOXIN: gettext_lazy("digoxin"),
    MedicineKind.ZINC: gettext_lazy("zinc"),
    MedicineKind.ASK: gettext_lazy("a medicine to ask about"),
    MedicineKind.OTHER: gettext_lazy("another medicine"),
}

# What is known beyond the hours, or instead of them: domain facts 2.6.
NOTES = {
    MedicineKind.TETRACYCLINE: gettext_lazy("Sources give 4 to 6 hours before it; this is the longer wait."),
    MedicineKind.MOXIFLOXACIN: gettext_lazy("Longer than for other quinolones."),
    MedicineKind.BISPHOSPHONATE: gettext_lazy("Taken fasting on waking, it leaves the evening to magnesium."),
    MedicineKind.GABAPENTIN: gettext_lazy("Taken together, less gabapentin gets into the blood."),
    MedicineKind.BICTEGRAVIR: gettext_lazy(
        "With an antacid of aluminium and magnesium, far less of it gets into the blood."
    ),
    MedicineKind.RALTEGRAVIR: gettext_lazy(
        "Two hours apart did not help, so there are no hours to plan with. Ask your HIV clinic."
    ),
    MedicineKind.CALCIUM: gettext_lazy("The evidence is weak; keeping them apart is optional."),
    MedicineKind.DIURETIC: gettext_lazy("More magnesium is lost with the urine. Ask your doctor."),
    MedicineKind.POTASSIUM_SPARING: gettext_lazy(
        "It keeps magnesium in the body. Ask your doctor before you add any."
    ),
    MedicineKind.PROTON_PUMP_INHIBITOR: gettext_lazy(
        "Taken for over a year it can lower magnesium, and in about a quarter of cases supplements alone did"
        " not mend it. Ask your doctor."
    ),
    MedicineKind.DIGOXIN: gettext_lazy(
        "Low magnesium makes digoxin riskier. Leave both to your doctor rather than adjusting them yourself."
    ),
    MedicineKind.ZINC: gettext_lazy(
        "At 142 mg a day or more it lowers how much magnesium is taken up. Ask your pharmacist."
    ),
    MedicineKind.ASK: gettext_lazy("No hours are known here. Ask your pharmacist, and enter theirs."),
    MedicineKind.OTHER: gettext_lazy("No hours are known here. Ask your pharmacist, and enter theirs."),
}

KIDNEYS: dict[Kidneys, KidneyNote] = {
    Kidneys.MODERATE: (
        gettext_lazy("With kidney disease, ask a clinician before you take magnesium supplements."),
        gettext_lazy(
            "Among hospital patients on magnesium oxide, raised levels were likelier at an eGFR of 55 or"
            " below (Wakai and others, 2019)."
        ),
    ),
    Kidneys.SEVERE: (
        gettext_lazy(
            "With an eGFR below 30 or on dialysis, do not supplement magnesium unless it is prescribed."
        ),
        gettext_lazy(
            "Food and walking stay. The threshold is from droracle.ai, a secondary source; your clinic comes"
            " first."
        ),
    ),
    Kidneys.UNKNOWN_STAGE: (
        gettext_lazy("With kidney disease, ask a clinician before you take magnesium supplements."),
        gettext_lazy(
            "Ask for your eGFR, too: among hospital patients on magnesium oxide, raised levels were likelier"
            " at 55 or below (Wakai and others, 2019)."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class RegimenRow:
    """A medicine with the hours to keep, a note and a source; each may be empty."""

    title: str
    hours: str
    note: str | Promise
    source: str


@dataclass(frozen=True, slots=True)
class MedicineRow(RegimenRow):
    """The same as the settings list it, with the days of the week on which it is taken."""

    medicine: Medicine
    days: str


@dataclass(frozen=True, slots=True)
class SpacingCard:
    """What the day's card says of kidneys and medicines.

    `ask` names the medicines without known hours. `timeline` is None where nothing keeps magnesium off.
    """

    kidney_note: KidneyNote | None
    has_medicines: bool
    ask: Sequence[str]
    lead: str = ""
    windows: Sequence[FreeSpan] = ()
    timeline: Timeline | None = None
    rows: Sequence[RegimenRow] = ()
    close: Sequence[str] = ()


def kidney_note(person: User) -> KidneyNote | None:
    """What matters with this person's kidneys; None when nothing does."""
    return KIDNEYS.get(Kidneys(person.kidneys))


def regimen_words(regimen: Regimen) -> str:
    """A medicine by the person's own name for it, or by its kind."""
    return regimen.name or str(KINDS[regimen.kind])


def hours_sentence(spacing: Spacing) -> str:
    """The hours to keep."""
    before, after = spacing.medicine_after_hours, spacing.magnesium_after_hours
    words = {"before": _hours(before), "after": _hours(after)}
    if before and after:
        return _("Magnesium at least %(before)s h before it or %(after)s h after it.") % words
    if before:
        return _("Magnesium at least %(before)s h before it, or any time after it.") % words
    if after:
        return _("Magnesium any time before it, or at least %(after)s h after it.") % words
    return _("No hours to keep.")


def source_sentence(regimen: Regimen) -> str:
    """Where its hours or its note come from; empty when there is nothing to name."""
    facts = MEDICINE_FACTS[regimen.kind]
    if regimen.has_own_hours and facts.hours_help:
        return _("By your own label.")
    return _("Source: %(source)s.") % {"source": SOURCES[facts.source]} if facts.source else ""


def medicine_row(medicine: Medicine) -> MedicineRow:
    """A medicine as the settings list it."""
    regimen = medicine.as_regimen()
    row = regimen_row(regimen)
    days = _days_words(regimen, medicine.person.week_start)
    return MedicineRow(row.title, row.hours, row.note, row.source, medicine, days)


def _days_words(regimen: Regimen, week_start: int) -> str:
    """The days of the week on which it is taken."""
    if len(regimen.weekdays) == DAYS_A_WEEK:
        return _("Every day")
    days = sorted(regimen.weekdays, key=lambda day: (day - week_start) % DAYS_A_WEEK)
    return ", ".join(str(WEEKDAYS[day]) for day in days)


def regimen_row(regimen: Regimen) -> RegimenRow:
    """A medicine with its hours, a note and a source."""
    spacing = regimen.spacing
    # The note explains the table's hours, not those of an own label.
    is_explained = not regimen.has_own_hours or spacing is None
    return RegimenRow(
        title=_("%(medicine)s, %(time)s")
        % {"medicine": capfirst(regimen_words(regimen)), "time": clock_words(regimen.clock)},
        hours=hours_sentence(spacing) if spacing else "",
        note=NOTES.get(regimen.kind, "") if is_explained else "",
        source=source_sentence(regimen),
    )


def spacing_card(person: User, page: DayPage) -> SpacingCard | None:
    """What the day's card says of kidneys and medicines; None for people whom neither concerns."""
    note, safety = kidney_note(person), page.safety
    if not note and not safety.regimens:
        return None
    card = SpacingCard(
        kidney_note=note,
        has_medicines=bool(safety.regimens),
        ask=[capfirst(regimen_words(regimen)) for regimen in safety.regimens if not regimen.spacing],
    )
    spacing = safety.spacing
    if spacing is None:
        return card
    # What reaches into the day, each medicine once, in the order taken.
    near = dict.fromkeys(intake.regimen for stretch in spacing.blocked for intake in stretch.intakes)
    doses = [dose.taken_at for dose in page.magnesium.doses]
    drawn = timeline(spacing, doses, person.zone, page.now if page.is_today else None)
    return replace(
        card,
        lead=_lead(spacing, safety.fits_from, person.zone, page.now) if page.is_today else "",
        windows=spacing.windows,
        timeline=drawn if spacing.blocked else None,
        rows=[regimen_row(regimen) for regimen in near],
        close=[_close(close.dose, close.intake, person.zone) for close in safety.close],
    )


def _lead(spacing: DaySpacing, at: datetime | None, zone: ZoneInfo, now: datetime) -> str:
    """From when magnesium fits, or until when, and what keeps it off; `at` is the next such moment."""
    if at is None:
        return _("These medicines leave no time for magnesium in the week to come. Ask your pharmacist.")
    if at > now:
        cause = next(stretch for stretch in spacing.blocked if stretch.start <= now < stretch.end)
        # Of those still near, the one that keeps it off longest.
        intake = max(cause.intakes, key=lambda intake: intake.end)
        words = {"time": clock(at, zone), "medicine": regimen_words(intake.regimen)}
        words |= {"taken": clock(intake.at, zone)}
        if at >= spacing.end:
            words["day"] = date_format(at.astimezone(zone), "l")
            return _("Magnesium fits from %(day)s, %(time)s: %(medicine)s at %(taken)s.") % words
        return _("Magnesium fits from %(time)s: %(medicine)s at %(taken)s.") % words
    coming = next((stretch for stretch in spacing.blocked if stretch.start > now), None)
    if coming is None:
        return _("Magnesium fits for the rest of the day.")
    intake = min(coming.intakes, key=lambda intake: intake.start)
    return _("Magnesium fits until %(time)s: %(medicine)s at %(taken)s.") % {
        "time": clock(coming.start, zone),
        "medicine": regimen_words(intake.regimen),
        "taken": clock(intake.at, zone),
    }


def _close(dose: Dose, intake: MedicineIntake, zone: ZoneInfo) -> str:
    return _("%(dose)s at %(time)s was close to %(medicine)s at %(taken)s.") % {
        "dose": dose_words(dose),
        "time": clock(dose.taken_at, zone),
        "medicine": regimen_words(intake.regimen),
        "taken": clock(intake.at, zone),
    }


def _hours(hours: Decimal) -> str:
    return number_format(hours, 0 if hours == hours.to_integral_value() else 1)
