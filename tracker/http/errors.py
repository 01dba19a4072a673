"""The pages for when something is wrong."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token


def bad_request(request, exception):
    """400: drawn without the request, since reading it is what failed."""
    return HttpResponse(loader.render_to_string("400.html"), status=400)


@requires_csrf_token
def permission_denied(request, exception):
    """403: signed in, but not allowed."""
    return render(request, "403.html", status=403)


@requires_csrf_token
def page_not_found(request, exception):
    """404: nothing there, or nothing of this person's."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def csrf_failure(request, reason=""):
    """403: a form that did not come from a page of ours, or from one grown old."""
    return render(request, "403_csrf.html", status=403)


@requires_csrf_token
def too_many_requests(request):
    """429: tried too often."""
    return render(request, "429.html", status=429)


def server_error(request):
    """500: drawn without the request, so that neither session nor database is asked again."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)
