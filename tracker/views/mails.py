"""The Monday mail: what it says, and the page that stops it."""

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tracker.actions.mails import want_monday_mail
from tracker.models import User

from . import review_words as words

# Tokens of the undo must not stop a mail, nor the other way round.
SALT = "tracker.monday-mail"


def review_mail(person, page, address):
    """Return the mail about a week; `address` is where the app is, without a slash at its end."""
    week = page.week
    stop = f"{address}{reverse('tracker:stop_mail', args=[stop_token(person)])}"
    context = {
        "page": page,
        "week_words": words.week_words(week.first_day, week.last_day),
        "headline": words.headline(page),
        "notes": words.notes(page),
        "scores": words.scores(page),
        "score_words": words.score_words(page),
        "findings": words.findings(page),
        "intended": words.intention_words(page.intended) if page.intended else "",
        "outcome": words.kept_words(page.outcome) if page.outcome and page.outcome.due else "",
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


def stop_token(person):
    """What stops a person's mail without signing in; it never grows old, as mails are kept."""
    return signing.dumps(person.pk, salt=SALT)


# Mail programs post here by themselves; that they know the token is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request, token):
    """Ask whether to stop the Monday mail, and stop it; a token that is not ours is a 404."""
    try:
        person = get_object_or_404(User, pk=signing.loads(token, salt=SALT))
    except signing.BadSignature:
        raise Http404(_("This link is not complete.")) from None
    if request.method == "POST":
        want_monday_mail(person, wanted=False)
    return render(request, "mails/stop.html", {"is_on": person.monday_mail, "token": token})
