from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.domain.corrections import DoseLabel
from tracker.domain.magnesium import FORM_FACTS, MAX_DOSE_MG, FormFacts, MagnesiumForm
from tracker.vocabulary.names import MAGNESIUM_FORM_CHOICES, UsualMoment


class SupplementQuerySet(models.QuerySet["Supplement"]):
    def live(self) -> Self:
        """Supplements that are offered; archived ones only keep their past doses' names."""
        return self.filter(archived=False)


class Supplement(models.Model):
    """A product someone takes; its label says how much magnesium a unit holds."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="supplements")
    name = models.CharField(_("name"), max_length=60)
    magnesium_form = models.CharField(_("form of magnesium"), max_length=20, choices=MAGNESIUM_FORM_CHOICES)
    elemental_mg_per_unit = models.DecimalField(_("elemental mg per unit"), max_digits=6, decimal_places=1)
    units_per_serving = models.DecimalField(
        _("units per serving"), max_digits=4, decimal_places=1, default=Decimal(1)
    )
    usual_moment = models.CharField(
        _("usually taken"),
        max_length=8,
        choices=UsualMoment,
        default=UsualMoment.MORNING,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # Taken together with all others of the stack, by one tap in the evening.
    in_evening_stack = models.BooleanField(_("in the evening stack"), default=False)
    archived = models.BooleanField(_("archived"), default=False)
    objects = SupplementQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplement")
        verbose_name_plural = _("supplements")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(elemental_mg_per_unit__gt=0, elemental_mg_per_unit__lte=MAX_DOSE_MG),
                name="supplement_unit_above_0_to_2000_mg",
                violation_error_message=_("A unit holds more than 0 and at most 2,000 mg of magnesium."),
            ),
            models.CheckConstraint(
                condition=Q(units_per_serving__gt=0, units_per_serving__lte=50),
                name="supplement_serving_above_0_to_50_units",
                violation_error_message=_("A serving is more than 0 and at most 50 units."),
            ),
            models.CheckConstraint(
                condition=Q(magnesium_form__in=[form.value for form in MagnesiumForm]),
                name="supplement_magnesium_form_exists",
                violation_error_message=_("Choose one of the forms of magnesium."),
            ),
            models.UniqueConstraint(
                fields=["person", "name"],
                condition=Q(archived=False),
                name="supplement_live_name_once_per_person",
                violation_error_message=_("You have a supplement of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> FormFacts:
        """What is known of its form of magnesium."""
        return FORM_FACTS[MagnesiumForm(self.magnesium_form)]

    @property
    def label(self) -> DoseLabel:
        """What its label says of one unit."""
        return DoseLabel(self.magnesium_form, self.elemental_mg_per_unit)

    @property
    def is_buffered(self) -> bool:
        """Whether part of its magnesium is oxide, mixed in."""
        return self.magnesium_form == MagnesiumForm.GLYCINATE_BUFFERED

    @property
    def serving_mg(self) -> Decimal:
        """Elemental mg in one serving."""
        return self.elemental_mg_per_unit * self.units_per_serving
