from datetime import date, time
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from tracker.domain.corrections import DoseLabel
from tracker.domain.magnesium import FORM_FACTS, MAX_DOSE_MG, MIN_DOSE_MG, FormFacts, MagnesiumForm
from tracker.domain.usual_times import is_in_evening
from tracker.domain.zones import zone_or_utc
from tracker.vocabulary.names import MAGNESIUM_FORM_CHOICES

from .entry import Entry, EntryQuerySet, entry_constraints


class DoseQuerySet(EntryQuerySet["Dose"]):
    def elemental_mg_by_day(self) -> dict[date, Decimal]:
        """Total per logical day, in one query; days without a dose are absent."""
        return dict(self.values_list("day").annotate(mg=Sum("elemental_mg")).order_by("day"))


class Dose(Entry):
    """One intake of magnesium at one moment."""

    kind = "doses"
    moment_field = "taken_at"
    figures = ("supplement", "magnesium_form", "elemental_mg", "compound_mg", "units")
    spoken_of = ("supplement", "bedtime_log")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="doses")
    # A supplement that has doses is archived, never deleted, except with the person.
    supplement = models.ForeignKey(
        "tracker.Supplement",
        models.RESTRICT,
        related_name="doses",
        null=True,
        blank=True,
    )
    magnesium_form = models.CharField(_("form of magnesium"), max_length=20, choices=MAGNESIUM_FORM_CHOICES)
    # A copy, not a look-up: correcting a label must not change past doses.
    elemental_mg = models.DecimalField(_("elemental mg"), max_digits=5, decimal_places=1)
    compound_mg = models.DecimalField(
        _("compound mg as on the label"),
        max_digits=8,
        decimal_places=1,
        null=True,
        blank=True,
    )
    units = models.DecimalField(_("units"), max_digits=4, decimal_places=1, null=True, blank=True)
    taken_at = models.DateTimeField(_("taken at"))
    objects = DoseQuerySet.as_manager()

    class Meta:
        verbose_name = _("dose")
        verbose_name_plural = _("doses")
        ordering = ["-taken_at", "-pk"]
        constraints = [
            *entry_constraints("dose"),
            models.CheckConstraint(
                condition=Q(elemental_mg__gte=MIN_DOSE_MG, elemental_mg__lte=MAX_DOSE_MG),
                name="dose_of_1_to_2000_elemental_mg",
                violation_error_message=_("One dose holds 1 to 2,000 mg of magnesium."),
            ),
            models.CheckConstraint(
                condition=Q(compound_mg__isnull=True) | Q(compound_mg__gt=0),
                name="dose_compound_mg_above_0",
                violation_error_message=_("The compound's mass is more than 0 mg."),
            ),
            models.CheckConstraint(
                condition=Q(magnesium_form__in=[form.value for form in MagnesiumForm]),
                name="dose_magnesium_form_exists",
                violation_error_message=_("Choose one of the forms of magnesium."),
            ),
        ]
        # Serves the day page and every trend: always one person, a span of days.
        indexes = [models.Index(fields=["person", "day"], name="dose_person_day")]

    def __str__(self) -> str:
        return f"{self.elemental_mg} mg {self.magnesium_form}, {self.day}"

    @property
    def label(self) -> DoseLabel:
        """Its form and its elemental mg."""
        return DoseLabel(self.magnesium_form, self.elemental_mg)

    @property
    def facts(self) -> FormFacts:
        """What is known of its form of magnesium."""
        return FORM_FACTS[MagnesiumForm(self.magnesium_form)]

    def is_in_evening(self, day_start: time) -> bool:
        """Whether it was taken in the evening of its day, by the clock where it was logged."""
        return is_in_evening(self.taken_at, self.day, zone_or_utc(self.time_zone), day_start)
