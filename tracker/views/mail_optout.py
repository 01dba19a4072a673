"""Whether the Monday mail is wanted: the switch in the settings, and the page that stops it."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions.review_mail import want_monday_mail
from tracker.http.access import login_required
from tracker.http.request import PersonRequest
from tracker.models import User
from tracker.presenters.review.mail import SALT


# Mail programs post here by themselves; that they know the token is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to stop the Monday mail, and stop it; a token that is not ours is a 404."""
    try:
        person = get_object_or_404(User, pk=signing.loads(token, salt=SALT))
    except signing.BadSignature:
        raise Http404(_("This link is not complete.")) from None
    if request.method == "POST":
        want_monday_mail(person, wanted=False)
    return render(request, "mails/stop.html", {"is_on": person.monday_mail, "token": token})


@require_POST
@login_required
def mail_settings(request: PersonRequest) -> HttpResponse:
    """Whether the Monday mail is wanted."""
    want_monday_mail(request.user, wanted="monday_mail" in request.POST)
    if request.user.monday_mail:
        messages.success(request, _("A mail about your week comes each Monday."))
    else:
        messages.success(request, _("No more Monday mails."))
    return redirect("tracker:account_settings")
