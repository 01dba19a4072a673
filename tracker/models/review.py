from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.domain.review import Intention, IntentionKind
from tracker.vocabulary.names import INTENTION_KIND_CHOICES, Outcome

from .fields import WeekdaysField, some_weekdays

MAX_REFLECTION_LENGTH = 2000


class Review(models.Model):
    """What a person wrote down about one week: a reflection, and one intention for the week after."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviews")
    # By name, not by first day: the name stays the same when the person's weeks begin on another day.
    week = models.CharField(_("week"), max_length=8)
    reflection = models.CharField(_("reflection"), max_length=MAX_REFLECTION_LENGTH, blank=True)
    intention = models.CharField(_("intention"), max_length=9, choices=INTENTION_KIND_CHOICES, blank=True)
    # Which days of the week it is for.
    weekdays = WeekdaysField(_("days of the week"))
    own_words = models.CharField(_("in own words"), max_length=200, blank=True)
    # Only own words need it: the others are judged by what was logged.
    outcome = models.CharField(_("how it went"), max_length=6, choices=Outcome, blank=True)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-week"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "week"],
                name="review_once_per_week",
                violation_error_message=_("There is a review of this week already."),
            ),
            some_weekdays("review_weekdays_of_a_week"),
            models.CheckConstraint(
                condition=Q(intention__in=["", *(kind.value for kind in IntentionKind)]),
                name="review_intention_exists",
                violation_error_message=_("Choose one of the intentions."),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *Outcome.values]),
                name="review_outcome_exists",
                violation_error_message=_("Say whether it was kept, partly kept or not kept."),
            ),
        ]

    def __str__(self) -> str:
        return self.week

    def as_intention(self) -> Intention | None:
        """The intention as the domain knows it; None when there is none."""
        if not self.intention:
            return None
        return Intention(IntentionKind(self.intention), self.weekdays, self.own_words)


class ReviewMail(models.Model):
    """The Monday mail about one week: there is one at most, whoever asks for it and however often."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_mails")
    week = models.CharField(_("week"), max_length=8)
    claimed_at = models.DateTimeField(_("claimed at"))
    # Empty while somebody is at it; a claim that stays empty for long is taken over.
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Monday mail")
        verbose_name_plural = _("Monday mails")
        ordering = ["-week"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "week"],
                name="review_mail_once_per_week",
                violation_error_message=_("The mail about this week is sent already."),
            )
        ]

    def __str__(self) -> str:
        return self.week
