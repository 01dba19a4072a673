from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tracker.domain.custom_habits import HabitKind, Schedule
from tracker.vocabulary.names import HABIT_KIND_CHOICES, SCHEDULE_CHOICES

from .entry import Entry, EntryQuerySet, entry_constraints
from .fields import WeekdaysField, some_weekdays


class CustomHabitQuerySet(models.QuerySet["CustomHabit"]):
    def live(self) -> Self:
        """Habits that are logged; archived ones only keep their past."""
        return self.filter(archived=False)


class CustomHabit(models.Model):
    """A habit of a person's own, besides those of the protocol."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="custom_habits")
    name = models.CharField(_("name"), max_length=40)
    kind = models.CharField(
        _("what is logged"), max_length=6, choices=HABIT_KIND_CHOICES, default=HabitKind.CHECK.value
    )
    unit = models.CharField(_("unit"), max_length=16, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    archived = models.BooleanField(_("archived"), default=False)
    objects = CustomHabitQuerySet.as_manager()

    class Meta:
        verbose_name = _("custom habit")
        verbose_name_plural = _("custom habits")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in HabitKind]),
                name="custom_habit_kind_exists",
                violation_error_message=_("Choose one of the two."),
            ),
            models.UniqueConstraint(
                fields=["person", "name"],
                condition=Q(archived=False),
                name="custom_habit_live_name_once_per_person",
                violation_error_message=_("You have a habit of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CustomHabitTarget(models.Model):
    """What a custom habit asks for from a day on, until its next target starts; old days keep theirs."""

    habit = models.ForeignKey(CustomHabit, models.CASCADE, related_name="targets")
    starts_on = models.DateField(_("starts on"))
    schedule = models.CharField(
        _("how often"), max_length=8, choices=SCHEDULE_CHOICES, default=Schedule.DAILY.value
    )
    weekdays = WeekdaysField(_("days of the week"))
    times_a_week = models.PositiveSmallIntegerField(_("times a week"), default=1)
    # How much a day asks for; a habit that is done or not asks for 1.
    at_least = models.DecimalField(_("at least"), max_digits=7, decimal_places=1, null=True, blank=True)
    at_most = models.DecimalField(_("at most"), max_digits=7, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("target of a custom habit")
        verbose_name_plural = _("targets of custom habits")
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["habit", "starts_on"],
                name="custom_habit_target_once_per_day",
                violation_error_message=_("There is a target that starts on this day already."),
            ),
            models.CheckConstraint(
                condition=Q(schedule__in=[schedule.value for schedule in Schedule]),
                name="custom_habit_schedule_exists",
                violation_error_message=_("Choose how often."),
            ),
            some_weekdays("custom_habit_weekdays_of_a_week"),
            models.CheckConstraint(
                condition=Q(times_a_week__gte=1, times_a_week__lte=7),
                name="custom_habit_one_to_seven_times_a_week",
                violation_error_message=_("Choose 1 to 7 times a week."),
            ),
            models.CheckConstraint(
                condition=Q(at_least__isnull=False) | Q(at_most__isnull=False),
                name="custom_habit_asks_for_something",
                violation_error_message=_("Say how much at least, or how much at most."),
            ),
            models.CheckConstraint(
                condition=(Q(at_least__isnull=True) | Q(at_least__gt=0))
                & (Q(at_most__isnull=True) | Q(at_most__gte=0)),
                name="custom_habit_asks_for_no_less_than_nothing",
                violation_error_message=_("At least asks for more than 0."),
            ),
            models.CheckConstraint(
                condition=Q(at_least__isnull=True) | Q(at_most__isnull=True) | Q(at_least__lte=F("at_most")),
                name="custom_habit_least_not_above_most",
                violation_error_message=_("The lower end is above the upper end."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule}, {self.starts_on}"


class CustomHabitEntryQuerySet(EntryQuerySet["CustomHabitEntry"]):
    def amount_by_day(self) -> dict[tuple[int, date], Decimal]:
        """Sum per habit and logical day, in one query; days without an entry are absent."""
        rows = self.values_list("habit", "day").annotate(sum=models.Sum("amount")).order_by("day")
        return {(habit, day): amount for habit, day, amount in rows}


class CustomHabitEntry(Entry):
    """One time that a custom habit was logged: done (1), or how much; 0 says that there was none."""

    kind = "habits"
    moment_field = "done_at"
    figures = ("amount",)
    spoken_of = ("habit",)

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="custom_entries"
    )
    # A habit that has entries is archived, never deleted, except with the person.
    habit = models.ForeignKey(CustomHabit, models.RESTRICT, related_name="entries")
    amount = models.DecimalField(_("how much"), max_digits=7, decimal_places=1, default=Decimal(1))
    done_at = models.DateTimeField(_("done at"))
    objects = CustomHabitEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a custom habit")
        verbose_name_plural = _("entries of custom habits")
        ordering = ["-done_at", "-pk"]
        constraints = [
            *entry_constraints("custom_habit_entry"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount__lte=100_000),
                name="custom_habit_entry_of_0_to_100000",
                violation_error_message=_("Enter 0 to 100,000."),
            ),
        ]
        # Serves the day page and every trend: always one person, a span of days.
        indexes = [models.Index(fields=["person", "day"], name="custom_habit_entry_person_day")]

    def __str__(self) -> str:
        return f"{self.amount}, {self.day}"
