"""What correcting past doses of a supplement would do, before it is done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.corrections import corrected
from tracker.domain.targets import Verdict
from tracker.models import Supplement

from .habits import plan_of


@dataclass(frozen=True, slots=True)
class CorrectionPreview:
    """How many doses and days a correction changes; `unknown` doses keep their figures for want of units.

    `moved_in` days come into their range, `moved_out` leave it; `totals` are the changed doses' mg in all.
    """

    doses: int
    unknown: int
    days: int
    moved_in: int
    moved_out: int
    totals: tuple[Decimal, Decimal]


def correction_preview(supplement: Supplement, since: date) -> CorrectionPreview:
    """Look at the doses of a supplement from `since` on; three queries."""
    person = supplement.person
    found = list(supplement.doses.filter(day__gte=since))
    before_mg = after_mg = Decimal(0)
    change_mg: dict[date, Decimal] = defaultdict(Decimal)
    doses = 0
    for dose in found:
        if after := corrected(dose.figures, dose.units, supplement.label):
            doses += 1
            before_mg, after_mg = before_mg + dose.elemental_mg, after_mg + after.elemental_mg
            change_mg[dose.day] += after.elemental_mg - dose.elemental_mg
    plan = plan_of(person)
    totals = person.doses.filter(day__gte=since).elemental_mg_by_day()
    moved_in = moved_out = days = 0
    for day, change in change_mg.items():
        target = plan.targets.on(day)
        days += bool(change)
        if target and not plan.is_paused(day):
            was = target.range.verdict(totals[day]) is Verdict.WITHIN
            is_now = target.range.verdict(totals[day] + change) is Verdict.WITHIN
            moved_in += is_now and not was
            moved_out += was and not is_now
    unknown = sum(dose.units is None for dose in found)
    return CorrectionPreview(doses, unknown, days, moved_in, moved_out, (before_mg, after_mg))


def first_dose_day(supplement: Supplement) -> date | None:
    """The day of a supplement's first dose; None without any. One query."""
    return supplement.doses.order_by("day").values_list("day", flat=True).first()
