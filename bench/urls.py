"""The app's addresses and that of a bare view, behind the same middleware."""

from django.http import HttpResponse
from django.urls import path

from config.urls import (
    handler400,
    handler403,
    handler404,
    handler429,
    handler500,
    urlpatterns as urlpatterns_of_the_app,
)

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500"]


def bare(request):
    """Answer with two letters: what the server, Django and the middleware cost by themselves."""
    return HttpResponse("ok")


urlpatterns = [path("bench/bare/", bare), *urlpatterns_of_the_app]
