"""The app's addresses and that of a bare view, behind the same middleware."""

from django.http import HttpResponse
from django.urls import path

from config import urls

handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500


def bare(request):
    """Answer with two letters: what the server, Django and the middleware cost by themselves."""
    return HttpResponse("ok")


urlpatterns = [path("bench/bare/", bare), *urls.urlpatterns]
