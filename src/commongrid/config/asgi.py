"""The ASGI entry of the web process."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("COMMONGRID_PROCESS", "web")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commongrid.config.settings")

application = get_asgi_application()
