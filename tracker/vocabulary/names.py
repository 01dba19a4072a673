"""The domain's enums with the words that people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.domain.custom_habits import HabitKind, Schedule
from tracker.domain.journal import Meal
from tracker.domain.magnesium import LimitRegion, MagnesiumForm
from tracker.domain.review import IntentionKind
from tracker.domain.spacing import Kidneys, MedicineKind
from tracker.domain.targets import Verdict

MAGNESIUM_FORM_CHOICES = [
    (MagnesiumForm.GLYCINATE.value, _("Glycinate (bisglycinate)")),
    (MagnesiumForm.GLYCINATE_BUFFERED.value, _("Buffered glycinate")),
    (MagnesiumForm.MALATE.value, _("Malate")),
    (MagnesiumForm.DIMAGNESIUM_MALATE.value, _("Dimagnesium malate")),
    (MagnesiumForm.L_THREONATE.value, _("L-threonate")),
    (MagnesiumForm.CITRATE.value, _("Citrate")),
    (MagnesiumForm.TAURATE.value, _("Taurate")),
    (MagnesiumForm.OROTATE.value, _("Orotate")),
    (MagnesiumForm.CHLORIDE.value, _("Chloride")),
    (MagnesiumForm.LACTATE.value, _("Lactate")),
    (MagnesiumForm.GLUCONATE.value, _("Gluconate")),
    (MagnesiumForm.ASPARTATE.value, _("Aspartate")),
    (MagnesiumForm.SULFATE.value, _("Sulfate (Epsom salt)")),
    (MagnesiumForm.CARBONATE.value, _("Carbonate")),
    (MagnesiumForm.HYDROXIDE.value, _("Hydroxide (milk of magnesia)")),
    (MagnesiumForm.OXIDE.value, _("Oxide")),
    (MagnesiumForm.OTHER.value, _("Another form")),
]

MEAL_CHOICES = [
    (Meal.BREAKFAST.value, _("Breakfast")),
    (Meal.LUNCH.value, _("Lunch")),
    (Meal.DINNER.value, _("Dinner")),
    (Meal.OTHER.value, _("Other")),
]

# A meal and the walk after it are called by whole words in each place: no language can be asked to make one
# of these of another. The fourth is a walk that went with no meal.
MEAL_NAMES = {
    Meal.BREAKFAST: _("Breakfast"),
    Meal.LUNCH: _("Lunch"),
    Meal.DINNER: _("Dinner"),
    Meal.OTHER: _("Another time"),
}
WALK_TITLES = {
    Meal.BREAKFAST: _("Breakfast walk"),
    Meal.LUNCH: _("Lunch walk"),
    Meal.DINNER: _("Dinner walk"),
    Meal.OTHER: _("Other walks"),
}
WALK_NAMES = {
    Meal.BREAKFAST: _("walk after breakfast"),
    Meal.LUNCH: _("walk after lunch"),
    Meal.DINNER: _("walk after dinner"),
    Meal.OTHER: _("walk"),
}
WALKS_AS_SUBJECT = {
    Meal.BREAKFAST: _("the walk after breakfast"),
    Meal.LUNCH: _("the walk after lunch"),
    Meal.DINNER: _("the walk after dinner"),
}
COUNTS_OF_WALKS = {
    Meal.BREAKFAST: _("%(count)d after breakfast"),
    Meal.LUNCH: _("%(count)d after lunch"),
    Meal.DINNER: _("%(count)d after dinner"),
}

# The families of forms that charts stack, as `tracker.domain.trends.FAMILY_ORDER` orders them.
FAMILY_NAMES = {
    "gly": _("Glycinate"),
    "mal": _("Malate"),
    "thr": _("Threonate"),
    "cit": _("Citrate"),
    "tau": _("Taurate"),
    "chl": _("Chloride"),
    "oth": _("Other forms"),
    "oxi": _("Oxide"),
}

VERDICT_NAMES = {
    Verdict.BELOW: _("below range"),
    Verdict.WITHIN: _("in range"),
    Verdict.ABOVE: _("above range"),
}

LIMIT_REGION_CHOICES = [
    (LimitRegion.US.value, _("United States")),
    (LimitRegion.EU.value, _("European Union")),
    (LimitRegion.UK.value, _("United Kingdom")),
    (LimitRegion.JP.value, _("Japan")),
    (LimitRegion.OWN.value, _("My own figure")),
]

INTENTION_KIND_CHOICES = [
    (IntentionKind.IN_RANGE.value, _("Magnesium in range")),
    (IntentionKind.BREAKFAST.value, _("Walk after breakfast")),
    (IntentionKind.LUNCH.value, _("Walk after lunch")),
    (IntentionKind.DINNER.value, _("Walk after dinner")),
    (IntentionKind.SPRINTS.value, _("Sprint sessions")),
    (IntentionKind.BEDTIME.value, _("Bedtime dose")),
    (IntentionKind.OWN.value, _("Something else")),
]


class WeekStart(models.IntegerChoices):
    """The first day of the week, numbered as Python's `date.weekday()`."""

    MONDAY = 0, _("Monday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Theme(models.TextChoices):
    """Which of the two looks a person wants."""

    AUTO = "auto", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class UsualMoment(models.TextChoices):
    """When a supplement is usually taken; decides which tile is suggested next."""

    MORNING = "morning", _("Morning")
    MIDDAY = "midday", _("Midday")
    EVENING = "evening", _("Evening")
    BEDTIME = "bedtime", _("Bedtime")


class SleepQuality(models.IntegerChoices):
    """How last night's sleep was."""

    POOR = 1, _("Poor")
    FAIR = 2, _("Fair")
    OK = 3, _("OK")
    GOOD = 4, _("Good")
    GREAT = 5, _("Great")


class Activity(models.TextChoices):
    """What a sprint session was done with."""

    BIKE = "bike", _("Bike")
    RUN = "run", _("Running")
    STAIRS = "stairs", _("Stairs")
    ROW = "row", _("Rowing")
    SWIM = "swim", _("Swimming")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    """How an intention in own words went, by the person's own account."""

    KEPT = "kept", _("Kept")
    PARTLY = "partly", _("Partly")
    MISSED = "missed", _("Not this time")


class HourFormat(models.TextChoices):
    """How clock times are written."""

    H24 = "24", _("24 hours, 14:30")
    H12 = "12", _("12 hours, 2:30 pm")


HABIT_KIND_CHOICES = [
    (HabitKind.CHECK.value, _("Done or not")),
    (HabitKind.NUMBER.value, _("A number")),
]

SCHEDULE_CHOICES = [
    (Schedule.DAILY.value, _("Every day")),
    (Schedule.WEEKDAYS.value, _("On chosen weekdays")),
    (Schedule.WEEKLY.value, _("So many times a week")),
    (Schedule.OFF.value, _("Not at all")),
]

KIDNEYS_CHOICES = [
    (Kidneys.NOT_SAID.value, _("I would rather not say")),
    (Kidneys.WELL.value, _("No kidney disease that I know of")),
    (Kidneys.MODERATE.value, _("Kidney disease, eGFR 30 to 59")),
    (Kidneys.SEVERE.value, _("Kidney disease, eGFR below 30, or dialysis")),
    (Kidneys.UNKNOWN_STAGE.value, _("Kidney disease, I do not know the stage")),
]

MEDICINE_CHOICES = [
    (MedicineKind.LEVOTHYROXINE.value, _("Levothyroxine")),
    (MedicineKind.BISPHOSPHONATE.value, _("Bisphosphonate (alendronate, risedronate …)")),
    (MedicineKind.GABAPENTIN.value, _("Gabapentin")),
    (MedicineKind.TETRACYCLINE.value, _("Tetracycline (doxycycline, minocycline …)")),
    (MedicineKind.CIPROFLOXACIN.value, _("Ciprofloxacin")),
    (MedicineKind.LEVOFLOXACIN.value, _("Levofloxacin, ofloxacin, norfloxacin")),
    (MedicineKind.MOXIFLOXACIN.value, _("Moxifloxacin")),
    (MedicineKind.GEMIFLOXACIN.value, _("Gemifloxacin")),
    (MedicineKind.DELAFLOXACIN.value, _("Delafloxacin")),
    (MedicineKind.QUINOLONE.value, _("Another quinolone antibiotic")),
    (MedicineKind.DOLUTEGRAVIR.value, _("Dolutegravir")),
    (MedicineKind.DOLUTEGRAVIR_RILPIVIRINE.value, _("Dolutegravir with rilpivirine")),
    (MedicineKind.BICTEGRAVIR.value, _("Bictegravir")),
    (MedicineKind.RALTEGRAVIR.value, _("Raltegravir")),
    (MedicineKind.CALCIUM.value, _("Calcium, high dose")),
    (MedicineKind.DIURETIC.value, _("Loop or thiazide diuretic")),
    (MedicineKind.POTASSIUM_SPARING.value, _("Amiloride or spironolactone")),
    (MedicineKind.PROTON_PUMP_INHIBITOR.value, _("Proton pump inhibitor")),
    (MedicineKind.DIGOXIN.value, _("Digoxin")),
    (MedicineKind.ZINC.value, _("Zinc, 142 mg a day or more")),
    (MedicineKind.ASK.value, _("Penicillamine, mycophenolate, iron, nitrofurantoin, a muscle relaxant")),
    (MedicineKind.OTHER.value, _("Something else")),
]
