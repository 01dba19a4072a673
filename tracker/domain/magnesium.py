"""Forms of magnesium, what part of each is magnesium, and how much is advised at most."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class MagnesiumForm(StrEnum):
    """The chemical form of a supplement's magnesium; the values are those of the API and of exports."""

    GLYCINATE = "glycinate"
    GLYCINATE_BUFFERED = "glycinate_buffered"
    MALATE = "malate"
    DIMAGNESIUM_MALATE = "dimagnesium_malate"
    L_THREONATE = "l_threonate"
    CITRATE = "citrate"
    TAURATE = "taurate"
    OROTATE = "orotate"
    CHLORIDE = "chloride"
    LACTATE = "lactate"
    GLUCONATE = "gluconate"
    ASPARTATE = "aspartate"
    SULFATE = "sulfate"
    CARBONATE = "carbonate"
    HYDROXIDE = "hydroxide"
    OXIDE = "oxide"
    OTHER = "other"


class FormGroup(StrEnum):
    """What the protocol's author says of a form."""

    PREFERRED = "preferred"
    ACCEPTABLE = "acceptable"
    DISCOURAGED = "discouraged"


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What is known of one form: fractions are mg of magnesium per mg of compound, None if unknown.

    `fraction` is what labels usually mean; `lowest` and `highest` bound the hydrates and
    variants sold under the name.
    """

    symbol: str
    family: str
    group: FormGroup
    fraction: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None


def _facts(symbol: str, family: str, group: FormGroup, *fractions: str) -> FormFacts:
    return FormFacts(symbol, family, group, *(Decimal(fraction) for fraction in fractions))


_P, _A, _D = FormGroup.PREFERRED, FormGroup.ACCEPTABLE, FormGroup.DISCOURAGED

# Magnesium by mass, worked out from standard atomic weights: Mg 24.305, H 1.008, C 12.011,
# N 14.007, O 15.999, S 32.06, Cl 35.45 (IUPAC abridged, 2021). In each row: the fraction that
# labels usually mean, then the lowest (hydrated) and the highest (water-free) one sold under the name.
# L-threonate labels declare 7.2 % (EFSA Journal 2024, doi 10.2903/j.efsa.2024.8656: 8.3 % water-free);
# dimagnesium malate and buffered glycinate are mixtures, their figures are what labels usually state.
FORM_FACTS = {
    MagnesiumForm.GLYCINATE: _facts("Gly", "gly", _P, "0.141", "0.1166", "0.1410"),
    MagnesiumForm.GLYCINATE_BUFFERED: _facts("GlB", "gly", _A, "0.19", "0.18", "0.20"),
    MagnesiumForm.MALATE: _facts("Mal", "mal", _P, "0.155", "0.1155", "0.1554"),
    MagnesiumForm.DIMAGNESIUM_MALATE: _facts("DiM", "mal", _P, "0.19", "0.18", "0.2264"),
    MagnesiumForm.L_THREONATE: _facts("Thr", "thr", _P, "0.072", "0.072", "0.0825"),
    MagnesiumForm.CITRATE: _facts("Cit", "cit", _A, "0.16", "0.1134", "0.1616"),
    MagnesiumForm.TAURATE: _facts("Tau", "tau", _A, "0.089", "0.0892", "0.0892"),
    MagnesiumForm.OROTATE: _facts("Oro", "oth", _A, "0.066", "0.0656", "0.0727"),
    MagnesiumForm.CHLORIDE: _facts("Chl", "chl", _A, "0.12", "0.1196", "0.2553"),
    MagnesiumForm.LACTATE: _facts("Lac", "oth", _A, "0.10", "0.1019", "0.1201"),
    MagnesiumForm.GLUCONATE: _facts("Glu", "oth", _A, "0.054", "0.0539", "0.0586"),
    MagnesiumForm.ASPARTATE: _facts("Asp", "oth", _A, "0.075", "0.0749", "0.0988"),
    MagnesiumForm.SULFATE: _facts("Sul", "oth", _D, "0.099", "0.0986", "0.2019"),
    MagnesiumForm.CARBONATE: _facts("Car", "oth", _D, "0.25", "0.2502", "0.2883"),
    MagnesiumForm.HYDROXIDE: _facts("Hyd", "oth", _D, "0.417", "0.4168", "0.4168"),
    MagnesiumForm.OXIDE: _facts("Oxi", "oxi", _D, "0.603", "0.6030", "0.6030"),
    MagnesiumForm.OTHER: _facts("Oth", "oth", _A),
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """Elemental mg estimated from a compound's mass, with the range its hydrates and variants span."""

    elemental_mg: Decimal
    lowest_mg: Decimal
    highest_mg: Decimal


def convert(compound_mg: Decimal, magnesium_form: MagnesiumForm) -> Conversion:
    """Estimate the elemental mg in `compound_mg` of a compound of this form; not rounded.

    Raises ValueError below zero, and for a form whose magnesium cannot be told from its mass.
    """
    facts = FORM_FACTS[magnesium_form]
    if compound_mg < 0:
        raise ValueError(f"a mass cannot be negative: {compound_mg} mg")
    if facts.fraction is None or facts.lowest is None or facts.highest is None:
        raise ValueError(f"no fraction is known for {magnesium_form}")
    estimate = compound_mg * facts.fraction
    return Conversion(
        estimate,
        min(estimate, compound_mg * facts.lowest),
        max(estimate, compound_mg * facts.highest),
    )


def exceeds_form(elemental_mg: Decimal, compound_mg: Decimal, magnesium_form: MagnesiumForm) -> bool:
    """Whether so much magnesium cannot come from so much of the pure compound.

    True when elemental ÷ compound is over the form's highest share by more than 5 % of it: the product is
    buffered, or a figure is a typing error. Always False for a form without a known share.
    """
    highest = FORM_FACTS[magnesium_form].highest
    return highest is not None and elemental_mg > compound_mg * highest * Decimal("1.05")


def stored_mg(mass_mg: Decimal) -> Decimal:
    """Return a mass as it is stored: to 0.1 mg, halves up."""
    return mass_mg.quantize(Decimal("0.1"), ROUND_HALF_UP)


# One dose holds no less and no more.
MIN_DOSE_MG, MAX_DOSE_MG = 1, 2000


class LimitRegion(StrEnum):
    """Whose advice on magnesium from supplements a person goes by."""

    US = "us"
    EU = "eu"
    UK = "uk"
    JP = "jp"
    OWN = "own"


# mg a day from supplements, adults. US: Institute of Medicine 1997. EU: Scientific Committee on Food
# 2001. UK: Expert Group on Vitamins and Minerals 2003 (guidance level). Japan: dietary reference intakes.
SUPPLEMENT_LIMIT_MG = {
    LimitRegion.US: Decimal(350),
    LimitRegion.EU: Decimal(250),
    LimitRegion.UK: Decimal(400),
    LimitRegion.JP: Decimal(350),
}

# About this much a day, low blood pressure and muscle weakness have been reported.
EXCESS_MG = Decimal(2500)


class CeilingState(StrEnum):
    """Where a day's supplements stand against the ceiling."""

    UNDER = "under"
    OVER = "over"
    EXCESS = "excess"


def ceiling_state(supplement_mg: Decimal, limit_mg: Decimal) -> CeilingState:
    """Judge magnesium from supplements (never food); the limit itself is still under."""
    if supplement_mg > EXCESS_MG:
        return CeilingState.EXCESS
    return CeilingState.OVER if supplement_mg > limit_mg else CeilingState.UNDER
