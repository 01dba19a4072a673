from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.domain import journal
from tracker.vocabulary.names import Activity

from .entry import Entry, EntryQuerySet, entry_constraints


class SprintSession(Entry):
    """One session of short, hard efforts."""

    kind = "sprints"
    moment_field = "started_at"
    figures = ("activity", "sets", "work_seconds", "rest_seconds", "effort")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="sprints"
    )
    activity = models.CharField(_("activity"), max_length=6, choices=Activity, default=Activity.BIKE)
    sets = models.PositiveSmallIntegerField(_("sets"), default=6)
    work_seconds = models.PositiveSmallIntegerField(_("seconds of work"), default=20)
    rest_seconds = models.PositiveSmallIntegerField(_("seconds of rest"), default=120)
    effort = models.PositiveSmallIntegerField(_("effort, 1 to 10"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"))
    objects = EntryQuerySet["SprintSession"].as_manager()

    class Meta:
        verbose_name = _("sprint session")
        verbose_name_plural = _("sprint sessions")
        ordering = ["-started_at", "-pk"]
        constraints = [
            *entry_constraints("sprint"),
            models.CheckConstraint(
                condition=Q(sets__gte=1, sets__lte=12),
                name="sprint_of_1_to_12_sets",
                violation_error_message=_("A session has 1 to 12 sets."),
            ),
            models.CheckConstraint(
                condition=Q(work_seconds__gte=5, work_seconds__lte=60),
                name="sprint_work_of_5_to_60_seconds",
                violation_error_message=_("A sprint takes 5 to 60 seconds."),
            ),
            models.CheckConstraint(
                condition=Q(rest_seconds__gte=10, rest_seconds__lte=600),
                name="sprint_rest_of_10_to_600_seconds",
                violation_error_message=_("A rest takes 10 to 600 seconds."),
            ),
            models.CheckConstraint(
                condition=Q(effort__isnull=True) | Q(effort__gte=1, effort__lte=10),
                name="sprint_effort_of_1_to_10",
                violation_error_message=_("Effort runs from 1 to 10."),
            ),
            models.CheckConstraint(
                condition=Q(activity__in=Activity.values),
                name="sprint_activity_exists",
                violation_error_message=_("Choose one of the activities."),
            ),
        ]
        # Serves the day page and every trend: always one person, a span of days.
        indexes = [models.Index(fields=["person", "day"], name="sprint_person_day")]

    def __str__(self) -> str:
        return f"{self.sets} × {self.work_seconds} s, {self.day}"

    def as_value(self) -> journal.Sprint:
        """The session as far as its volume and effort go."""
        return journal.Sprint(self.sets, self.work_seconds, self.effort)
