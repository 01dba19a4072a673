"""Every address, from the root."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    # What allauth spreads over pages of its own is on ours of the account.
    path("accounts/2fa/", RedirectView.as_view(pattern_name="tracker:account_settings")),
    path("accounts/2fa/webauthn/", RedirectView.as_view(pattern_name="tracker:account_settings")),
    path("accounts/sessions/", RedirectView.as_view(pattern_name="tracker:sessions")),
    path("accounts/", include("allauth.urls")),
    # Django's own door to the administration counts no attempts; this sends people through the common one.
    path("admin/login/", secure_admin_login(admin.site.login)),
    path("admin/", admin.site.urls),
    path("", include("tracker.urls")),
]

handler400 = "tracker.http.errors.bad_request"
handler403 = "tracker.http.errors.permission_denied"
handler404 = "tracker.http.errors.page_not_found"
handler500 = "tracker.http.errors.server_error"
# Not Django's: allauth looks for it here when someone tries too often.
handler429 = "tracker.http.errors.too_many_requests"
