"""What the sign-in page of the demo shows: everybody one may be."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone

from commongrid.base.access import queries as access
from commongrid.registry.units import queries as units

register = template.Library()
PASSWORD = "commongrid-demo"  # noqa: S105 (the demo tells it to everybody who starts it)


@register.simple_tag
def demo_cast() -> dict[str, Any]:
    """The posts of those who can sign in with the demo's password, and that password; nothing outside the demo."""
    if settings.HOUSE.mode != "demo":
        return {}
    posts = list(units.who_can_sign_in(timezone.localdate())[:30])
    own = access.with_passwords_of_their_own(post.account_id for post in posts)
    return {"posts": [post for post in posts if post.account_id not in own], "password": PASSWORD}
