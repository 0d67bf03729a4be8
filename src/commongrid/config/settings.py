"""Settings of every process, read from the environment once at start."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django_stubs_ext

django_stubs_ext.monkeypatch()  # lets models say Field[int, int] at run time too

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("COMMONGRID_VAR", ROOT / "var"))
SECRET_KEY = os.environ.get("SECRET_KEY", "dev-only-" + "x" * 50)
DEBUG = False
ALLOWED_HOSTS = ["*"]

ROOMS = [
    "commongrid.doors.portal",
    "commongrid.doors.field",
    "commongrid.doors.desk",
    "commongrid.doors.look",
    "commongrid.work.dispatch",
    "commongrid.intake",
    "commongrid.cases",
    "commongrid.registry.matters",
    "commongrid.registry.people",
    "commongrid.registry.units",
    "commongrid.registry.places",
    "commongrid.base.notices",
    "commongrid.base.files",
    "commongrid.base.privacy",
    "commongrid.base.access",
    "commongrid.base.journal",
    "commongrid.base.calendar",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    *ROOMS,
]
_url = urlsplit(os.environ["DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _url.path.lstrip("/"),
        "USER": _url.username or "postgres",
        "PASSWORD": unquote(_url.password or ""),
        "HOST": unquote(_url.hostname or "") or os.environ.get("PGHOST", ""),
        "PORT": _url.port or "",
        "TEST": {"NAME": os.environ.get("COMMONGRID_TEST_DATABASE", "test_commongrid")},
    }
}
AUTH_USER_MODEL = "access.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
