"""What a reader chose about the look, kept in cookies so that it works before sign-in and without scripts."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

THEMES = ("auto", "light", "dark")
TEXTS = ("normal", "large")
COOKIE_AGE = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    theme: str = "auto"
    text: str = "normal"


def of(request: HttpRequest | None) -> Preferences:
    """The chosen theme and text size; anything unknown counts as not chosen."""
    cookies = request.COOKIES if request is not None else {}
    theme, text = cookies.get("look_theme", "auto"), cookies.get("look_text", "normal")
    return Preferences(theme if theme in THEMES else "auto", text if text in TEXTS else "normal")
