from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.domain import journal
from tracker.vocabulary.names import MEAL_CHOICES

from .entry import Entry, EntryQuerySet, entry_constraints


class PostMealWalk(Entry):
    """One walk after a meal, or at another time."""

    kind = "walks"
    moment_field = "started_at"
    figures = ("meal", "minutes", "minutes_after_meal")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="walks")
    meal = models.CharField(_("after"), max_length=9, choices=MEAL_CHOICES)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    minutes_after_meal = models.PositiveSmallIntegerField(_("minutes after the meal"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"))
    objects = EntryQuerySet["PostMealWalk"].as_manager()

    class Meta:
        verbose_name = _("walk")
        verbose_name_plural = _("walks")
        ordering = ["-started_at", "-pk"]
        constraints = [
            *entry_constraints("walk"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=240),
                name="walk_of_1_to_240_minutes",
                violation_error_message=_("A walk takes 1 to 240 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(minutes_after_meal__isnull=True) | Q(minutes_after_meal__lte=180),
                name="walk_0_to_180_minutes_after_meal",
                violation_error_message=_("A walk starts 0 to 180 minutes after the meal."),
            ),
            models.CheckConstraint(
                condition=Q(meal__in=[meal.value for meal in journal.Meal]),
                name="walk_meal_exists",
                violation_error_message=_("Choose breakfast, lunch, dinner or another time."),
            ),
        ]
        # Serves the day page and every trend: always one person, a span of days.
        indexes = [models.Index(fields=["person", "day"], name="walk_person_day")]

    def __str__(self) -> str:
        return f"{self.minutes} min, {self.meal}, {self.day}"

    def as_value(self) -> journal.Walk:
        """The walk as far as its counting goes."""
        return journal.Walk(journal.Meal(self.meal), self.minutes, self.minutes_after_meal)
