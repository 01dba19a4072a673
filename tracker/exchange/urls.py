from django.urls import path

from . import views

urlpatterns = [
    path("settings/account/export.json", views.export, name="export"),
]
