"""Forms that open as a sheet above the day, and as a page of their own without script."""

from datetime import date

from django.forms import BaseForm
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from tracker.models import Entry

from .fragments import render_page
from .request import PersonRequest


@never_cache
def render_sheet(
    request: PersonRequest,
    title: str,
    form: BaseForm,
    verb: str,
    *,
    day: date,
    entry: Entry | None = None,
    kind: str = "",
) -> HttpResponse:
    """Render a form; with errors it is a 422 that stays on the sheet, whatever was to be replaced."""
    # The day below the sheet has a form too: an id twice would tie this form's labels to that one's fields.
    form.auto_id = "sheet_%s"
    status = 422 if form.errors else 200
    context = {"section": "today", "title": title, "form": form, "verb": verb, "day": day}
    context |= {"entry": entry, "kind": kind}
    response = render_page(
        request, "days/sheet.html", context, fragments=["sheet"], status=status, target="sheet"
    )
    if request.htmx and form.errors:
        response["HX-Retarget"] = "#sheet"
        response["HX-Reswap"] = "outerHTML"
    return response
