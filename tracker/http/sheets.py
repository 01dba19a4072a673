"""Forms that open as a sheet above the day, and as a page of their own without script."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from tracker.models import Entry

from .fragments import render_page
from .request import PersonRequest


@never_cache
def sheet_response(
    request: PersonRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a sheet; what is refused stays on it, whatever was to be replaced."""
    context = {"section": "today"} | dict(context)
    response = render_page(request, template, context, fragments=["sheet"], status=status, target="sheet")
    if request.htmx and status == HTTPStatus.UNPROCESSABLE_ENTITY:
        response["HX-Retarget"] = "#sheet"
        response["HX-Reswap"] = "outerHTML"
    return response


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
    """Render a form; with errors it is a 422."""
    # The day below the sheet has a form too: an id twice would tie this form's labels to that one's fields.
    form.auto_id = "sheet_%s"
    status = 422 if form.errors else 200
    context = {"title": title, "form": form, "verb": verb, "day": day, "entry": entry, "kind": kind}
    return sheet_response(request, "days/sheet.html", context, status=status)
