"""Names in the reader's language."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def named(thing: Any) -> str:
    """`{{ unit|named }}`: the name of a unit, a person or a division in the reader's language."""
    if thing is None:
        return ""
    own = getattr(thing, "name_zh", "") or getattr(thing, "name", "")
    english = getattr(thing, "name_en", "") if (get_language() or "zh").startswith("en") else ""
    return str(english or own)
