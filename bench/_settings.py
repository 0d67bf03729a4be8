"""A demo's settings for a measurement: no page is looked at, so static files need not be collected first."""

from commongrid.config.settings import *  # noqa: F403
from commongrid.config.settings import STORAGES as _STORAGES

STORAGES = {
    **_STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

STAFF_PACE = (1e9, 1e9)
"""A few accounts stand for a whole city's."""
