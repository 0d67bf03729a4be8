"""A request came: whose door is it?"""

from django.urls import include, path

from commongrid.config import health
from commongrid.doors.look import leaving

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics_page, name="metrics"),
    path("accounts/logout/", leaving.sign_out, name="account_logout"),
    path("accounts/signed-in/", leaving.signed_in, name="signed_in"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("desk/", include("commongrid.doors.desk.urls")),
    path("field/", include("commongrid.doors.field.urls")),
    path("lines/", include("commongrid.doors.exchange.lines.urls")),
    path("", include("commongrid.doors.look.urls")),
    path("", include("commongrid.doors.portal.urls")),
]
