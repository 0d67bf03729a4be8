"""What the pages of care share: they are never kept by a browser, and what is refused stands above its form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from commongrid.doors.desk import frame


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of care."""
    response = frame.page(request, f"desk/care/{name}.html", told, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
