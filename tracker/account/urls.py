from django.urls import path

from . import views

urlpatterns = [
    path("settings/account/", views.account_settings, name="account_settings"),
    path("settings/account/sessions/", views.sessions, name="sessions"),
    path("settings/account/delete/", views.delete_account, name="delete_account"),
    path("settings/account/keep/", views.keep_account, name="keep_account"),
]
