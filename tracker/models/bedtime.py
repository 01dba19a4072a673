from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.vocabulary.names import SleepQuality

from .entry import Entry, EntryQuerySet, entry_constraints


class BedtimeLog(Entry):
    """One night's magnesium before bed, and how the sleep was.

    A night on which nothing was `taken` is here only when its sleep was rated; it keeps no habit.
    """

    kind = "bedtime"
    moment_field = "taken_at"
    figures = ("sleep_quality",)
    spoken_of = ("dose",)

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="bedtime_logs"
    )
    taken = models.BooleanField(_("taken"), default=True)
    # The dose it records counts once, in the day's total; without one the night still counts as kept.
    dose = models.OneToOneField(
        "tracker.Dose",
        models.SET_NULL,
        related_name="bedtime_log",
        null=True,
        blank=True,
    )
    sleep_quality = models.PositiveSmallIntegerField(_("sleep"), choices=SleepQuality, null=True, blank=True)
    taken_at = models.DateTimeField(_("taken at"))
    objects = EntryQuerySet["BedtimeLog"].as_manager()

    class Meta:
        verbose_name = _("bedtime log")
        verbose_name_plural = _("bedtime logs")
        ordering = ["-taken_at", "-pk"]
        constraints = [
            *entry_constraints("bedtime"),
            # Also serves every look-up of a span of days.
            models.UniqueConstraint(
                fields=["person", "day"],
                name="bedtime_once_per_day",
                violation_error_message=_("This night is logged already."),
            ),
            models.CheckConstraint(
                condition=Q(taken=True) | Q(dose__isnull=True),
                name="bedtime_dose_only_when_taken",
                violation_error_message=_("A night with a bedtime dose is one on which it was taken."),
            ),
            models.CheckConstraint(
                condition=Q(sleep_quality__isnull=True) | Q(sleep_quality__gte=1, sleep_quality__lte=5),
                name="bedtime_sleep_of_1_to_5",
                violation_error_message=_("Sleep runs from 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"
