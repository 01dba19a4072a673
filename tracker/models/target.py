from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tracker.domain import targets


class Target(models.Model):
    """What a person aims at from a day on, until their next target starts."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="targets")
    starts_on = models.DateField(_("starts on"))
    low_mg = models.DecimalField(_("from"), max_digits=5, decimal_places=1, default=Decimal(400))
    high_mg = models.DecimalField(_("to"), max_digits=5, decimal_places=1, default=Decimal(500))
    walks_per_day = models.PositiveSmallIntegerField(_("walks a day"), default=3)
    walk_minutes = models.PositiveSmallIntegerField(_("minutes a walk"), default=10)
    sprints_per_week = models.PositiveSmallIntegerField(_("sprint sessions a week"), default=2)
    bedtime = models.BooleanField(_("magnesium before bed"), default=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "starts_on"],
                name="target_once_per_day",
                violation_error_message=_("There is a target that starts on this day already."),
            ),
            models.CheckConstraint(
                condition=Q(low_mg__lte=F("high_mg")),
                name="target_low_not_above_high",
                violation_error_message=_("The lower end is above the upper end."),
            ),
            models.CheckConstraint(
                condition=Q(low_mg__gte=50, high_mg__lte=1000),
                name="target_within_50_to_1000_mg",
                violation_error_message=_("A target lies between 50 and 1,000 mg."),
            ),
            models.CheckConstraint(
                condition=Q(walks_per_day__lte=6),
                name="target_at_most_six_walks",
                violation_error_message=_("Choose 0 to 6 walks a day."),
            ),
            models.CheckConstraint(
                condition=Q(walk_minutes__gte=1, walk_minutes__lte=240),
                name="target_walk_of_1_to_240_minutes",
                violation_error_message=_("A walk takes 1 to 240 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(sprints_per_week__lte=7),
                name="target_at_most_seven_sprints",
                violation_error_message=_("Choose 0 to 7 sprint sessions a week."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.low_mg}–{self.high_mg} mg, {self.starts_on}"

    def as_value(self) -> targets.Target:
        """The target as the domain knows it."""
        return targets.Target(
            self.starts_on,
            self.low_mg,
            self.high_mg,
            self.walks_per_day,
            self.walk_minutes,
            self.sprints_per_week,
            self.bedtime,
        )
