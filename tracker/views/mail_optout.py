"""The page that stops the Monday mail."""

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tracker.actions.mails import want_monday_mail
from tracker.models import User
from tracker.presenters.review.mail import SALT


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
