import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commongrid.config.settings")
django.setup()

from commongrid.config import docs  # noqa: E402  (pages are read from Django's own table of addresses)

for path in docs.write():
    sys.stdout.write(f"wrote {path}\n")
