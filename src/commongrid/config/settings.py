"""Settings of every process, read from the environment once at start. The variables are in docs/operate."""

import os
import sys

import django_stubs_ext

from commongrid.config import databases, environment, faults, keys, logs, mail, security, sign_in

django_stubs_ext.monkeypatch()  # lets models say Field[int, int] at run time too

sys.excepthook = faults.told
HOUSE = environment.read(os.environ)
ROOT = environment.ROOT
VAR = HOUSE.var
DEBUG = HOUSE.debug
SECRET_KEY = keys.secret_key(HOUSE)
FIELD_KEYS = keys.field_keys(HOUSE)
BLIND_INDEX_KEY = keys.blind_index_key(HOUSE)
ALLOWED_HOSTS = list(HOUSE.hosts or ("localhost", "127.0.0.1", "[::1]", "testserver"))
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOUSE.hosts if HOUSE.https and host != "*"]
globals().update(security.settings(HOUSE))
EMBED_BY = HOUSE.embed_by
LINE_SECRETS = HOUSE.line_secrets
STAFF_PACE = (1_500.0, 10.0)
"""How many writes of one account a process takes at once, and how many more a second after that."""

ROOMS = [
    "commongrid.doors.portal",
    "commongrid.doors.field",
    "commongrid.doors.desk",
    "commongrid.doors.desk.admin",
    "commongrid.doors.desk.figures",
    "commongrid.doors.desk.premises",
    "commongrid.doors.desk.points",
    "commongrid.doors.desk.counter",
    "commongrid.doors.desk.campaigns",
    "commongrid.doors.desk.rosters",
    "commongrid.doors.desk.patrol",
    "commongrid.doors.desk.captains",
    "commongrid.doors.desk.ratings",
    "commongrid.doors.desk.whistles",
    "commongrid.doors.desk.training",
    "commongrid.doors.desk.mediation",
    "commongrid.doors.desk.care",
    "commongrid.doors.desk.visits",
    "commongrid.doors.desk.letters",
    "commongrid.doors.desk.advice",
    "commongrid.doors.desk.followups",
    "commongrid.doors.desk.centres",
    "commongrid.doors.desk.lines",
    "commongrid.doors.desk.outreach",
    "commongrid.doors.exchange",
    "commongrid.doors.look",
    "commongrid.insight.coverage",
    "commongrid.insight.handouts",
    "commongrid.insight.figures",
    "commongrid.work.dispatch",
    "commongrid.work.telling",
    "commongrid.work.deadlines",
    "commongrid.work.tallies",
    "commongrid.work.inspections",
    "commongrid.work.patrol",
    "commongrid.work.captains",
    "commongrid.work.ratings",
    "commongrid.work.training",
    "commongrid.work.mediation",
    "commongrid.work.reception",
    "commongrid.work.care",
    "commongrid.work.visits",
    "commongrid.work.letters",
    "commongrid.work.advice",
    "commongrid.work.outreach",
    "commongrid.work.followups",
    "commongrid.work.centres",
    "commongrid.work.lines",
    "commongrid.intake",
    "commongrid.cases",
    "commongrid.registry.packs",
    "commongrid.registry.checklists",
    "commongrid.registry.serving",
    "commongrid.registry.points",
    "commongrid.registry.appointments",
    "commongrid.registry.duty",
    "commongrid.registry.matters",
    "commongrid.registry.premises",
    "commongrid.registry.people",
    "commongrid.registry.units",
    "commongrid.registry.places",
    "commongrid.registry.statutes",
    "commongrid.base.notices",
    "commongrid.base.sendings",
    "commongrid.base.files",
    "commongrid.base.privacy",
    "commongrid.base.access",
    "commongrid.base.journal",
    "commongrid.base.calendar",
]
INSTALLED_APPS = [
    "commongrid.config",
    *ROOMS,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
# Each one costs every request: what only some pages need stands in their views.
MIDDLEWARE = [
    "commongrid.config.requests.RequestLine",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "commongrid.config.compressing.Compressed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commongrid.doors.look.idle.Idle",
    "commongrid.doors.look.refusals.Refusals",
]
ROOT_URLCONF = "commongrid.config.urls"
WSGI_APPLICATION = "commongrid.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {
    "default": databases.default(HOUSE, os.environ.get("COMMONGRID_TEST_DATABASE", "test_commongrid"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Refused sign-ins are counted across all processes, and PostgreSQL is the one thing they share.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "config_cache"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "process"},
}
SESSION_ENGINE = "commongrid.config.sessions"
MAILERS = mail.mailers("memory:" if HOUSE.mode == "test" else HOUSE.email_url)
DEFAULT_FROM_EMAIL = HOUSE.email_from

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["commongrid.config.backends.StaffBackend"]
STAFF_NEED_SECOND_FACTOR = HOUSE.second_factor
STAFF_IDLE_SECONDS = 60 * HOUSE.idle_minutes
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
globals().update(sign_in.SETTINGS)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "var" / "front"] if (ROOT / "var" / "front").is_dir() else []
MEDIA_ROOT = VAR / "files"
_HASHED = HOUSE.mode in ("demo", "production")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "commongrid.config.statics.HouseStorage"
        if _HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not _HASHED
WHITENOISE_AUTOREFRESH = not _HASHED
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = logs.settings(HOUSE.mode)
logs.configure()
