from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.domain.spacing import MAX_HOURS, MedicineKind, Regimen
from tracker.vocabulary.names import MEDICINE_CHOICES

from .fields import WeekdaysField, some_weekdays


class Medicine(models.Model):
    """A medicine that someone takes each day, or on some weekdays, at one time by the clock on the wall."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="medicines")
    kind = models.CharField(_("medicine"), max_length=24, choices=MEDICINE_CHOICES)
    name = models.CharField(_("name"), max_length=60, blank=True)
    clock = models.TimeField(_("taken at"))
    weekdays = WeekdaysField(_("days of the week"))
    # What the person's own label or pharmacist says, instead of what is known of its kind.
    magnesium_after_hours = models.DecimalField(
        _("hours from the medicine to magnesium"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    medicine_after_hours = models.DecimalField(
        _("hours from magnesium to the medicine"), max_digits=3, decimal_places=1, null=True, blank=True
    )

    class Meta:
        verbose_name = _("medicine")
        verbose_name_plural = _("medicines")
        ordering = ["clock", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in MedicineKind]),
                name="medicine_kind_exists",
                violation_error_message=_("Choose a medicine from the list."),
            ),
            some_weekdays("medicine_weekdays_of_a_week"),
            models.CheckConstraint(
                condition=Q(magnesium_after_hours__isnull=True)
                | Q(magnesium_after_hours__gte=0, magnesium_after_hours__lte=MAX_HOURS),
                name="medicine_magnesium_after_0_to_24_hours",
                violation_error_message=_("Magnesium waits 0 to 24 hours."),
            ),
            models.CheckConstraint(
                condition=Q(medicine_after_hours__isnull=True)
                | Q(medicine_after_hours__gte=0, medicine_after_hours__lte=MAX_HOURS),
                name="medicine_after_magnesium_0_to_24_hours",
                violation_error_message=_("A medicine waits 0 to 24 hours."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()

    def as_regimen(self) -> Regimen:
        """The medicine as the domain knows it."""
        return Regimen(
            kind=MedicineKind(self.kind),
            name=self.name,
            clock=self.clock,
            weekdays=self.weekdays,
            magnesium_after_hours=self.magnesium_after_hours,
            medicine_after_hours=self.medicine_after_hours,
        )
