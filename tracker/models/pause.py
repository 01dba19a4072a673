from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tracker.domain import plan


class PauseQuerySet(models.QuerySet["Pause"]):
    """Pauses of one person or of many."""

    def touching(self, first: date, last: date) -> Self:
        """Pauses that hold a day from `first` to `last`, both included."""
        return self.filter(first_day__lte=last, last_day__gte=first)


class Pause(models.Model):
    """A span of days, both ends included, that asks for nothing."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pauses")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="pause_last_day_not_before_first",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"

    def as_value(self) -> plan.Pause:
        """The pause as the domain knows it."""
        return plan.Pause(self.first_day, self.last_day)
