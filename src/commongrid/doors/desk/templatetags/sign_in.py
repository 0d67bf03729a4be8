"""What the sign-in page of the demo shows: everybody one may be."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone

from commongrid.registry.units import queries as units

register = template.Library()
PASSWORD = "commongrid-demo"  # noqa: S105 (the demo tells it to everybody who starts it)


@register.simple_tag
def demo_cast() -> dict[str, Any]:
    """The posts of those who can sign in, and their password; nothing outside the demo."""
    if settings.HOUSE.mode != "demo":
        return {}
    return {"posts": units.who_can_sign_in(timezone.localdate())[:30], "password": PASSWORD}
