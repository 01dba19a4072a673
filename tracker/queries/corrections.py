"""What correcting past doses of a supplement would do, before it is done."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.corrections import DoseLabel, by_label, can_be_held, corrected
from tracker.domain.targets import Verdict
from tracker.models import Supplement

from .plan import plan_of


@dataclass(frozen=True, slots=True)
class CorrectionPreview:
    """How many doses and days a correction changes, and to what.

    `kinds` are the figures before and after with the doses that have them, most doses first; `totals` are
    their mg in all. `unknown` doses keep their figures for want of units, `unfit` ones because no dose holds
    what the label makes of them. `moved_in` days come into their range, `moved_out` leave it, and
    `moved_past` are on its other side afterwards; a paused day and one without a target do none of that.
    """

    kinds: Sequence[tuple[DoseLabel, DoseLabel, int]]
    unknown: int
    unfit: int
    days: int
    moved_in: int
    moved_out: int
    moved_past: int
    totals: tuple[Decimal, Decimal]

    @property
    def doses(self) -> int:
        """How many doses change."""
        return sum(count for _before, _after, count in self.kinds)


def correction_preview(supplement: Supplement, since: date) -> CorrectionPreview:
    """Look at the doses of a supplement from `since` on; five queries."""
    person, label = supplement.person, supplement.label
    kinds: Counter[tuple[DoseLabel, DoseLabel]] = Counter()
    change_mg: dict[date, Decimal] = defaultdict(Decimal)
    unknown = unfit = 0
    for dose in supplement.doses.filter(day__gte=since):
        if dose.units is None:
            unknown += 1
        elif not can_be_held(by_label(dose.units, label)):
            unfit += 1
        elif after := corrected(dose.label, dose.units, label):
            kinds[dose.label, after] += 1
            change_mg[dose.day] += after.elemental_mg - dose.elemental_mg
    plan = plan_of(person)
    totals = person.doses.filter(day__gte=since).elemental_mg_by_day()
    moves: Counter[tuple[Verdict, Verdict]] = Counter()
    for day, change in change_mg.items():
        band = plan.range_on(day)
        if band and not plan.is_paused(day):
            was, becomes = (band.verdict(mg) for mg in (totals[day], totals[day] + change))
            if was is not becomes:
                moves[was, becomes] += 1
    return CorrectionPreview(
        kinds=[(before, after, count) for (before, after), count in kinds.most_common()],
        unknown=unknown,
        unfit=unfit,
        days=sum(bool(change) for change in change_mg.values()),
        moved_in=sum(count for (_was, becomes), count in moves.items() if becomes is Verdict.WITHIN),
        moved_out=sum(count for (was, _becomes), count in moves.items() if was is Verdict.WITHIN),
        moved_past=sum(count for pair, count in moves.items() if Verdict.WITHIN not in pair),
        totals=(
            sum((before.elemental_mg * count for (before, _after), count in kinds.items()), Decimal(0)),
            sum((after.elemental_mg * count for (_before, after), count in kinds.items()), Decimal(0)),
        ),
    )


def first_dose_day(supplement: Supplement) -> date | None:
    """The day of a supplement's first dose; None without any. One query."""
    return supplement.doses.order_by("day").values_list("day", flat=True).first()
