"""What the pages of the settings share."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.translation import gettext as _

from .fragments import render_page
from .request import PersonRequest


class Named(Protocol):
    """A row that has a place among others and a name to say it by."""

    pk: Any
    name: Any


def settings_page(
    request: PersonRequest,
    name: str,
    context: dict[str, Any],
    form: BaseForm | None = None,
    *,
    fragments: Collection[str] = (),
    status: int = 200,
) -> HttpResponse:
    """Render one of the settings' pages, or a part of it; a form with errors makes it a 422."""
    context |= {"section": "settings", "part": name}
    if form is not None and form.errors:
        status = 422
    return render_page(request, f"settings/{name}.html", context, fragments=fragments, status=status)


def posted_ids(request: PersonRequest, name: str = "order") -> list[int]:
    """The numbers of rows as they were sent, such as the order they were dragged into.

    What is no number is left out, and what is longer than the number of any row.
    """
    sent = request.POST.getlist(name)[:100]
    return [int(key) for key in sent if key.isascii() and key.isdigit() and len(key) < 20]


def position_message(rows: Sequence[Named], keys: Collection[int]) -> str:
    """Where the one of these rows stands now that was moved; nothing when it is not among them."""
    for place, row in enumerate(rows, start=1):
        if row.pk in keys:
            words = {"name": row.name, "place": place, "count": len(rows)}
            return _("%(name)s is at place %(place)d of %(count)d now.") % words
    return ""
