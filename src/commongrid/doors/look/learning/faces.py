"""The learning pages are the same at the desk and in the field; a face says around which page they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

type View = Callable[..., HttpResponse]
type Page = Callable[[HttpRequest, str, dict[str, Any], int], HttpResponse]


@dataclass(frozen=True, slots=True)
class Face:
    """`base` is the template they extend, `at` the beginning of their names ("field:training:"), `page` renders.

    `takes` is around a view whose form a device may keep without signal and send later, where the face has such devices.
    """

    base: str
    at: str
    page: Page
    takes: Callable[[View], View] = lambda view: view

    def shows(
        self, request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200
    ) -> HttpResponse:
        """Render `look/learning/<name>.html` on this face."""
        shared = {"base": self.base, "at": self.at}
        return self.page(request, f"look/learning/{name}.html", {**shared, **told}, status)

    def leads(self, name: str, *to: Any) -> HttpResponse:
        """Go on to another page of learning on the same face."""
        return redirect(f"{self.at}{name}", *to)
