"""A page and the part of it that HTMX is about to replace, from one template."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from .request import HtmxRequest


def render_page(
    request: HtmxRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    fragments: Collection[str] = (),
    status: int = 200,
    target: str | None = None,
) -> HttpResponse:
    """Render a page, or just the part of it that the request will replace.

    A fragment has one name in three places: the partial, the id of the element
    it draws, the HX-Target header. Only names in `fragments` can be asked for.
    `target` names another part than the one asked for, for an answer that goes elsewhere.
    """
    target = (target or request.htmx.target) if request.htmx else None
    if target in fragments:
        template = f"{template}#{target}"
    response = render(request, template, context, status=status)
    # Both answers live at one URL, so both tell caches what tells them apart.
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def path_shown(request: HtmxRequest) -> str | None:
    """The path that the browser shows, by htmx's account; None when that is no address of ours."""
    try:
        return request.htmx.current_url_abs_path
    except ValueError:
        return None
