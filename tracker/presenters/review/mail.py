"""What the Monday mail says."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.models import User
from tracker.queries.review import ReviewPage

from . import sentences as words
from .intentions import intended_words, outcome_words

# Tokens of the undo must not stop a mail, nor the other way round.
SALT = "tracker.monday-mail"


def review_mail(person: User, page: ReviewPage, address: str) -> EmailMultiAlternatives:
    """Return the mail about a week; `address` is where the app is, without a slash at its end."""
    week = page.week
    stop = f"{address}{reverse('tracker:stop_mail', args=[stop_token(person)])}"
    context: dict[str, Any] = {
        "page": page,
        "week_words": words.week_words(week.first_day, week.last_day),
        "headline": words.headline(page),
        "notes": words.notes(page),
        "scores": words.scores(page),
        "score_words": words.score_words(page),
        "findings": words.findings(page),
        "intended": intended_words(page),
        "outcome": outcome_words(page),
        "review_address": f"{address}{reverse('tracker:review', args=[page.name])}",
        "stop_address": stop,
    }
    subject = _("Your week, %(first)s to %(last)s") % {
        "first": date_format(week.first_day, "j F" if week.first_day.month != week.last_day.month else "j"),
        "last": date_format(week.last_day, "j F"),
    }
    mail = EmailMultiAlternatives(
        subject,
        render_to_string("mails/review.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [person.email],
        # One click in the mail program is enough: RFC 8058.
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    mail.attach_alternative(render_to_string("mails/review.html", context), "text/html")
    return mail


def stop_token(person: User) -> str:
    """What stops a person's mail without signing in; it never grows old, as mails are kept."""
    return signing.dumps(person.pk, salt=SALT)
