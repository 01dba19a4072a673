from django.http import HttpResponse


def trends(request):
    return HttpResponse("<h1>Trends</h1>")
