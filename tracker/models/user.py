from datetime import datetime, time
from decimal import Decimal
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.domain.days import DEFAULT_DAY_START
from tracker.domain.magnesium import SUPPLEMENT_LIMIT_MG, LimitRegion
from tracker.domain.spacing import Kidneys
from tracker.domain.zones import zone_named, zone_or_utc
from tracker.vocabulary.names import KIDNEYS_CHOICES, LIMIT_REGION_CHOICES, HourFormat, Theme, WeekStart


class UserManager(BaseUserManager["User"]):
    """People are known by their e-mail address alone."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store a person who can sign in with this address and password."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store an operator, who may use the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, their clocks and the advice they go by."""

    email = models.EmailField(_("e-mail address"), unique=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may use the admin"), default=False)
    date_joined = models.DateTimeField(_("joined at"), default=timezone.now, editable=False)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    day_start = models.TimeField(_("a new day starts at"), default=DEFAULT_DAY_START)
    week_start = models.PositiveSmallIntegerField(
        _("first day of the week"), choices=WeekStart, default=WeekStart.MONDAY
    )
    limit_region = models.CharField(
        _("supplement ceiling of"),
        max_length=3,
        choices=LIMIT_REGION_CHOICES,
        default=LimitRegion.US.value,
    )
    own_limit_mg = models.DecimalField(
        _("own ceiling in mg"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    hour_format = models.CharField(_("clock"), max_length=2, choices=HourFormat, default=HourFormat.H24)
    # Empty: what the browser asks for.
    language = models.CharField(_("language"), max_length=5, blank=True, default="")
    # The browser's zone that the person was asked about and did not want.
    zone_declined = models.CharField(max_length=64, blank=True, default="", editable=False)
    kidneys = models.CharField(_("kidneys"), max_length=8, choices=KIDNEYS_CHOICES, blank=True, default="")
    theme = models.CharField(_("appearance"), max_length=5, choices=Theme, default=Theme.AUTO)
    monday_mail = models.BooleanField(_("a mail about the week, on Mondays"), default=False)
    set_up_at = models.DateTimeField(_("set up at"), null=True, blank=True, editable=False)
    # When the account and all that is in it will be deleted, unless the person changes their mind.
    delete_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    ceiling_note_hidden_on = models.DateField(null=True, blank=True, editable=False)

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=Q(day_start__gte=time(0), day_start__lte=time(6)),
                name="user_day_start_until_six",
                violation_error_message=_("A day starts between 00:00 and 06:00."),
            ),
            models.CheckConstraint(
                condition=Q(week_start__lte=6),
                name="user_week_start_is_a_weekday",
                violation_error_message=_("Choose a day of the week."),
            ),
            models.CheckConstraint(
                condition=Q(kidneys__in=[kidneys.value for kidneys in Kidneys]),
                name="user_kidneys_exists",
                violation_error_message=_("Choose an answer from the list."),
            ),
            models.CheckConstraint(
                condition=~Q(limit_region=LimitRegion.OWN.value)
                | Q(
                    own_limit_mg__isnull=False,
                    own_limit_mg__gt=0,
                    own_limit_mg__lte=2500,
                ),
                name="user_own_limit_given",
                violation_error_message=_("Your own ceiling needs a figure from 1 to 2,500 mg."),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def entries_for_targets(self) -> list[models.QuerySet[Any]]:
        """Entries of what targets ask for; not how a night was slept on which nothing was taken."""
        taken = self.bedtime_logs.filter(taken=True)
        return [self.doses.all(), self.walks.all(), self.sprints.all(), taken]

    def is_gone(self, now: datetime) -> bool:
        """Whether the account is over: its day of grace has passed, be its rows still there or not."""
        return self.delete_at is not None and self.delete_at <= now

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone; UTC while the system does not know the one that is stored."""
        return zone_or_utc(self.time_zone)

    @property
    def is_zone_known(self) -> bool:
        """Whether the person's clock is the one that they chose."""
        return zone_named(self.time_zone) is not None

    @property
    def supplement_limit_mg(self) -> Decimal:
        """The ceiling for magnesium from supplements, mg a day."""
        region = LimitRegion(self.limit_region)
        if region is LimitRegion.OWN and self.own_limit_mg is not None:
            return self.own_limit_mg
        return SUPPLEMENT_LIMIT_MG[region]
