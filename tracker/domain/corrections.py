"""What a corrected label makes of doses that were logged by the wrong one."""

from dataclasses import dataclass
from decimal import Decimal

from .magnesium import stored_mg

# One dose holds no less and no more.
LEAST_MG, MOST_MG = 1, 2000


@dataclass(frozen=True, slots=True)
class Figures:
    """What a dose says of its magnesium: the form and the elemental mg."""

    magnesium_form: str
    elemental_mg: Decimal


def corrected(logged: Figures, units: Decimal | None, label: Figures) -> Figures | None:
    """Return what a dose of so many units holds by `label`, whose mg are those of one unit.

    None where that changes nothing, where the units are not known, and where no dose could hold it.
    """
    if units is None:
        return None
    figures = Figures(label.magnesium_form, stored_mg(units * label.elemental_mg))
    return None if figures == logged or not LEAST_MG <= figures.elemental_mg <= MOST_MG else figures
