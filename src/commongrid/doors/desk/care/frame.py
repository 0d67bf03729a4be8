"""What the pages of care share: they are never kept by a browser, and what is refused stands above its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk import frame
from commongrid.doors.look.sentences import say


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of care."""
    response = frame.page(request, f"desk/care/{name}.html", told, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def went(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do it; what is refused stands above the form, and everything filled in is kept."""
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return False
    return True
