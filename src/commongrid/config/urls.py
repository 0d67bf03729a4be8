"""A request came: whose door is it?"""

from importlib.util import find_spec

from django.urls import include, path

from commongrid.config import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics_page, name="metrics"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
for prefix, door in (("desk/", "desk"), ("field/", "field"), ("", "look"), ("", "portal")):
    if find_spec(f"commongrid.doors.{door}.urls"):
        urlpatterns.append(path(prefix, include(f"commongrid.doors.{door}.urls")))
