"""Learning on the phone: the pages both doors share, as the field draws them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from commongrid.doors.field import frame, sending
from commongrid.doors.look.learning.faces import Face
from commongrid.doors.look.learning.routes import routes


def _page(request: HttpRequest, template: str, told: dict[str, Any], status: int) -> HttpResponse:
    return frame.page(request, template, told, tab="me", status=status)


FACE = Face("field/training.html", "field:training:", _page, sending.sendable)
app_name = "training"
urlpatterns = routes(FACE)
