"""Settings of a test run: the house's own, in test mode (no files kept, quick passwords, plain static files)."""

import os

os.environ.setdefault("COMMONGRID_MODE", "test")

from commongrid.config.settings import *  # noqa: F403  (the mode is read while settings load)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A test rolls its map back; the one in memory must follow at once.
MAP_CHECK_SECONDS = 0

# bin/test offers a database with the tables in it; without, every process migrates one of its own.
if os.environ.get("COMMONGRID_TEST_TEMPLATE"):
    DATABASES["default"]["TEST"]["TEMPLATE"] = os.environ["COMMONGRID_TEST_TEMPLATE"]  # noqa: F405
