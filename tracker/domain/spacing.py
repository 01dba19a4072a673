"""Medicines that magnesium must keep a distance from."""

from enum import StrEnum


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
