"""Taking one's data along."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.exchange.formats.twelve import export_text
from tracker.http.access import login_required
from tracker.http.request import PersonRequest

from .queries import everything_entered


@require_safe
@never_cache
@login_required
def export(request: PersonRequest) -> HttpResponse:
    """Everything the person entered, as a file to keep."""
    now = timezone.localtime(request.now, request.user.zone)
    text = export_text(everything_entered(request.user), exported_at=now)
    response = HttpResponse(text, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="twelve-{now.date().isoformat()}.json"'
    return response
