import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commongrid.config.settings")
django.setup()

from commongrid.config.docs import writing  # noqa: E402  (pages are read from Django's own table of addresses)

for path in writing.write():
    sys.stdout.write(f"wrote {path}\n")
