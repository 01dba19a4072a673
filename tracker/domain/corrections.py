"""What a corrected label makes of doses that were logged by the wrong one."""

from dataclasses import dataclass
from decimal import Decimal

from .magnesium import MAX_DOSE_MG, MIN_DOSE_MG, stored_mg


@dataclass(frozen=True, slots=True)
class DoseLabel:
    """What a dose says of its magnesium: the form and the elemental mg."""

    magnesium_form: str
    elemental_mg: Decimal


def by_label(units: Decimal, label: DoseLabel) -> DoseLabel:
    """Return what a dose of so many units holds by `label`, whose mg are those of one unit."""
    return DoseLabel(label.magnesium_form, stored_mg(units * label.elemental_mg))


def can_be_held(figures: DoseLabel) -> bool:
    """Whether one dose can hold so much."""
    return MIN_DOSE_MG <= figures.elemental_mg <= MAX_DOSE_MG


def corrected(logged: DoseLabel, units: Decimal | None, label: DoseLabel) -> DoseLabel | None:
    """Return what a dose says after its correction by `label`.

    None where that changes nothing, where the units are not known, and where no dose could hold it.
    """
    if units is None:
        return None
    figures = by_label(units, label)
    return figures if figures != logged and can_be_held(figures) else None
