"""The scripts, styles and drawings a phone holds, under the names of this release."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.templatetags.static import static

STATIC = Path(__file__).parent / "static"
LOOK = Path(__file__).parents[1] / "look" / "static"
VENDOR = (
    "vendor/htmx.js",
    "vendor/idb.js",
    "vendor/maplibre-gl.mjs",
    "vendor/maplibre-gl-worker.mjs",
    "vendor/maplibre-gl.css",
    "icons.svg",
    "look.css",
)


def files() -> list[str]:
    """Every script, style and drawing the field's pages need, under the names of this release."""
    return [static(name) for name in _names()]


@cache
def _names() -> tuple[str, ...]:
    own = [path.relative_to(STATIC).as_posix() for path in sorted(STATIC.rglob("*.js"))]
    shared = [path.relative_to(LOOK).as_posix() for path in sorted((LOOK / "look").rglob("*.*"))]
    return (*own, *shared, *VENDOR)
