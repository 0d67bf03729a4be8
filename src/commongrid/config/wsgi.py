"""The WSGI entry of the web process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("COMMONGRID_PROCESS", "web")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commongrid.config.settings")

application = get_wsgi_application()
